import type { MapPool } from "../map-pool.ts";
import { createMeasuredFile, type MeasuredFile } from "../xml-coverage/measured-file.ts";

/** One `package` element of a group: its source files, and its methods, which come before the files they are in. */
export interface PackagePart {
  /** Source files by name. */
  readonly files: ReadonlyMap<string, MeasuredFile>;
  fileOf(name: string): MeasuredFile;
  addMethod(method: Method): void;
  /** Gives the methods to their files. `homeless` is called for each class whose file is not there. */
  placeMethods(homeless: (className: string) => void): void;
}

export type Method = {
  /** As the report says: `com/acme/Box$Inner`. */
  readonly className: string;
  /** Reports of JaCoCo before 0.8 do not say it. */
  readonly sourceFile: string | undefined;
  /** Name and descriptor: overloads may begin on one line. */
  readonly signature: string;
  readonly line: number;
  readonly hit: boolean;
};

export function createPackagePart(maps: MapPool): PackagePart {
  const files = new Map<string, MeasuredFile>();
  const methods: Method[] = [];
  return {
    files,
    fileOf(name) {
      const known = files.get(name);
      if (known !== undefined) return known;
      const added = createMeasuredFile(maps);
      files.set(name, added);
      return added;
    },
    addMethod: (method) => void methods.push(method),
    placeMethods(homeless) {
      const byStem = filesByStem(files.keys());
      const without = new Set<string>();
      for (const { className, sourceFile, signature, line, hit } of methods) {
        const name = sourceFile ?? byStem.get(outerName(className));
        const file = name === undefined ? undefined : files.get(name);
        if (file === undefined) without.add(className);
        else file.addFunction(`${simpleName(className)}.${signature}`, line, Number(hit));
      }
      methods.length = 0;
      for (const className of without) homeless(className);
    },
  };
}

/** `Box` to `Box.java`; nothing for a stem that two files have. */
function filesByStem(names: Iterable<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const several = new Set<string>();
  for (const name of names) {
    const stem = name.replace(/\.[^.]*$/, "");
    if (found.has(stem)) several.add(stem);
    found.set(stem, name);
  }
  for (const stem of several) found.delete(stem);
  return found;
}

function simpleName(className: string): string {
  return className.slice(className.lastIndexOf("/") + 1);
}

/** `Box` of `com/acme/Box$Inner`. */
function outerName(className: string): string {
  return simpleName(className).replace(/(?!^)\$.*$/, "");
}
