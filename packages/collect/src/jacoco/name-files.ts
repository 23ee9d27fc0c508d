import type { MeasuredFile } from "../xml-coverage/measured-file.ts";
import type { PackagePart } from "./package-part.ts";

/** A package and the groups it is in, outermost first: modules of a build, in most reports. */
export type PackageOfGroup = {
  readonly groups: readonly string[];
  /** With slashes, as JaCoCo writes it. */
  readonly name: string;
  readonly part: PackagePart;
};

/**
 * The files of a report by their paths: package and file name, which is how a path in the repository ends. Files of
 * one such name in several groups are different files: they get the names of their groups in front, for which the
 * policy can map paths, and are never put together.
 */
export function nameFiles(packages: readonly PackageOfGroup[]): readonly (readonly [string, MeasuredFile])[] {
  const uses = new Map<string, number>();
  const files = packages.flatMap(({ groups, name, part }) =>
    Array.from(part.files, ([file, measured]) => ({
      groups,
      path: name === "" ? file : `${name}/${file}`,
      measured,
    })),
  );
  for (const { path } of files) uses.set(path, (uses.get(path) ?? 0) + 1);
  return files.map(({ groups, path, measured }) => [
    uses.get(path)! > 1 ? [...groups, path].join("/") : path,
    measured,
  ]);
}
