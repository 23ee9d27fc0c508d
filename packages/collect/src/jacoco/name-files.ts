import type { InSourceRoot } from "../reader.ts";
import type { MeasuredFile } from "../xml-coverage/measured-file.ts";
import type { PackagePart } from "./package-part.ts";

/** A package and the groups it is in, outermost first: modules of a build, in most reports. */
export type PackageOfGroup = {
  readonly groups: readonly string[];
  /** With slashes, as JaCoCo writes it. */
  readonly name: string;
  readonly part: PackagePart;
};

type NamedFile = {
  readonly path: string;
  readonly inSourceRoot: InSourceRoot;
  readonly measured: MeasuredFile;
};

/**
 * The files of a report by their paths: package and file name, which is how a path in the repository ends. Files of
 * one such name in several groups are different files: they get the names of their groups in front, which are those of
 * folders in most builds, and for which the policy can map paths; they are never put together.
 */
export function nameFiles(packages: readonly PackageOfGroup[]): readonly NamedFile[] {
  const uses = new Map<string, number>();
  const files = packages.flatMap(({ groups, name, part }) =>
    Array.from(part.files, ([file, measured]) => ({
      groups,
      path: name === "" ? file : `${name}/${file}`,
      measured,
    })),
  );
  for (const { path } of files) uses.set(path, (uses.get(path) ?? 0) + 1);
  return files.map(({ groups, path, measured }) => ({
    path: uses.get(path)! > 1 ? [...groups, path].join("/") : path,
    inSourceRoot: { modules: groups, path },
    measured,
  }));
}
