import {
  type BaseCoverage,
  type BaseFile,
  compareText,
  type Evidence,
  extentsOf,
  type MissingEvidence,
  type PackageRef,
  packageFinder,
  type RepoPath,
  type Report,
} from "@tollgate/model";

export type BaseExtentsContext = {
  /** Evidence of the head: where a package and kind bring no coverage there, the base needs none of them. */
  readonly current: readonly Evidence[];
  /** New paths of renamed files, by the old ones. */
  readonly renamed: ReadonlyMap<RepoPath, RepoPath>;
  readonly packages: readonly PackageRef[];
};

/** How much the base covers in each file, by the path that the file has now; absent where it measured nothing. */
export function baseExtents(
  { coverage, inputs, missing }: Report,
  { current, renamed, packages }: BaseExtentsContext,
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
        .filter((item) => item.shard !== undefined || item.about === "coverage" || mayMeasure(item, current))
        .map(({ what, because }): MissingEvidence => ({ what: `${what} on the base`, because, remedy })),
    ],
  };
}

/** Whether what did not arrive on the base has coverage here. */
function mayMeasure({ about, package: owner, kind }: MissingEvidence, current: readonly Evidence[]): boolean {
  return (
    about === "tests" &&
    current.some(
      ({ coverage, origin }) =>
        coverage !== undefined &&
        (owner === undefined || owner === origin.package) &&
        (kind === undefined || kind === origin.kind),
    )
  );
}

const remedy =
  "Make the base report of a run that ended and in which every report arrived and could be read.";
