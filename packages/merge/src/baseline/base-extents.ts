import {
  type BaseCoverage,
  type BaseFile,
  compareText,
  extentsOf,
  type MissingEvidence,
  type PackageRef,
  packageFinder,
  type RepoPath,
  type Report,
} from "@tollgate/model";

export type BaseExtentsContext = {
  /** New paths of renamed files, by the old ones. */
  readonly renamed: ReadonlyMap<RepoPath, RepoPath>;
  readonly packages: readonly PackageRef[];
};

/** How much the base covers in each file, by the path that the file has now; absent where it measured nothing. */
export function baseExtents(
  { coverage, inputs, missing }: Report,
  { renamed, packages }: BaseExtentsContext,
): BaseCoverage | undefined {
  if (coverage.length === 0) return undefined;
  const packageAt = packageFinder(packages);
  const files = coverage.map((file): BaseFile => {
    const { map, counts, mayCounts, byKind } = file;
    const path = renamed.get(file.path);
    return {
      path: path ?? file.path,
      package: path === undefined ? file.package : (packageAt(path)?.name ?? file.package),
      ...extentsOf(map, counts, mayCounts),
      byKind: byKind.map((one) => ({ kind: one.kind, ...extentsOf(map, one.counts, one.mayCounts) })),
    };
  });
  const unread = inputs.filter(
    ({ superseded, status, holds }) =>
      !superseded && status !== "ok" && (holds === undefined || holds === "coverage"),
  );
  return {
    files: files.sort((a, b) => compareText(a.path, b.path)),
    lacks: [
      ...unread.map(
        ({ input }): MissingEvidence => ({
          what: `the base report of ${input.path}`,
          because: "it could not be read completely",
          remedy,
        }),
      ),
      ...missing
        .filter(
          ({ about, shard, vanished }) =>
            about !== "findings" && (shard !== undefined || vanished === "coverage" || about === "coverage"),
        )
        .map(({ what, because }): MissingEvidence => ({ what: `${what} on the base`, because, remedy })),
    ],
  };
}

const remedy =
  "Make the base report of a run that ended and in which every report arrived and could be read.";
