import type {
  Cell,
  Evidence,
  Expectation,
  Kind,
  MissingEvidence,
  PackageRef,
  RemovedCell,
  RepoPath,
  Report,
} from "@tollgate/model";

export type CellContext = {
  readonly packages: readonly PackageRef[];
  /** Files of the work tree; absent: not known. */
  readonly treeFiles?: readonly RepoPath[];
  /** Old paths of renamed files. */
  readonly renamed: ReadonlyMap<RepoPath, RepoPath>;
  readonly expectations?: readonly Expectation[];
  /** What the policy takes out of the check. */
  readonly excepted?: readonly Expectation[];
  readonly how: string;
};

export type VanishedCells = {
  readonly missing: readonly MissingEvidence[];
  readonly removed: readonly RemovedCell[];
};

/**
 * A kind of tests or coverage that the base has for a package and the head lacks: vanished, not "nothing to check". It is
 * told only where the change takes away what made it: its test files or sources, or what expects it. Packages that are
 * gone have none.
 */
export function vanishedCells(
  base: Report,
  current: readonly Evidence[],
  context: CellContext,
): VanishedCells {
  const names = new Set(context.packages.map(({ name }) => name));
  const arrived = arrivedCells(current);
  const isRemoved = createRemoved(base, context);
  const missing: MissingEvidence[] = [];
  const removed: RemovedCell[] = [];
  for (const cell of base.cells) {
    if (!names.has(cell.package)) continue;
    for (const { what, had } of lossesOf(cell, arrived))
      if (isRemoved(cell, what)) removed.push({ package: cell.package, kind: cell.kind, what, had });
      else missing.push(vanished(cell, what, had, context.how));
  }
  return { missing, removed };
}

type Loss = Pick<RemovedCell, "what" | "had">;

function lossesOf(
  { tests, coverage, ...cell }: Cell,
  arrived: ReturnType<typeof arrivedCells>,
): readonly Loss[] {
  const losses: Loss[] = [];
  if (tests.cases > 0 && !arrived.tests.has(keyOf(cell)))
    losses.push({ what: "tests", had: `${tests.cases} tests` });
  if (coverage !== undefined && !arrived.coverage.has(keyOf(cell)))
    losses.push({
      what: "coverage",
      had: `coverage of ${coverage.files} ${coverage.files === 1 ? "file" : "files"}`,
    });
  return losses;
}

type Owned = { readonly package: string; readonly kind: Kind };

function keyOf({ package: owner, kind }: Owned): string {
  return `${owner}\0${kind}`;
}

function arrivedCells(current: readonly Evidence[]): Record<"tests" | "coverage", ReadonlySet<string>> {
  const tested = new Set<string>();
  const measured = new Set<string>();
  for (const { origin, tests, coverage } of current) {
    for (const test of tests?.cases ?? []) tested.add(keyOf({ ...test, kind: origin.kind }));
    for (const file of coverage?.files ?? []) measured.add(keyOf({ ...file, kind: origin.kind }));
  }
  return { tests: tested, coverage: measured };
}

/** Whether what makes the tests or the coverage of a cell is gone. */
function createRemoved(
  base: Report,
  { treeFiles, renamed, expectations = [], excepted = [] }: CellContext,
): (cell: Owned, what: "tests" | "coverage") => boolean {
  const tree = treeFiles === undefined ? undefined : new Set(treeFiles);
  const isGone = (path: RepoPath | undefined): boolean =>
    path !== undefined && tree !== undefined && !tree.has(path) && !renamed.has(path);
  const taken = [...excepted, ...expectations.filter(({ removed }) => removed === true)];
  const areTestsGone = (cell: Owned): boolean => {
    if (taken.some(({ package: owner, kind }) => owner === cell.package && (kind ?? cell.kind) === cell.kind))
      return true;
    const own = base.tests.filter((test) => keyOf(test) === keyOf(cell));
    return own.length > 0 && own.every(({ file }) => isGone(file));
  };
  const runners = new Map(base.inputs.map(({ id, origin }) => [id, origin]));
  return (cell, what) => {
    if (what === "tests") return areTestsGone(cell);
    const files = base.coverage.filter(
      ({ package: owner, byKind }) => owner === cell.package && byKind.some(({ kind }) => kind === cell.kind),
    );
    const measuring = files
      .flatMap(({ sources }) => sources.flatMap((id) => runners.get(id) ?? []))
      .filter(({ kind }) => kind === cell.kind);
    return files.every(({ path }) => isGone(path)) || (measuring.length > 0 && measuring.every(areTestsGone));
  };
}

function vanished(cell: Cell, what: "tests" | "coverage", had: string, how: string): MissingEvidence {
  return {
    what: `${cell.kind} ${what} of ${cell.package}`,
    kind: cell.kind,
    package: cell.package,
    because: `the base has ${had} there (${how})`,
    remedy: `Run the ${cell.kind} tests of ${cell.package} and let them write their ${what === "tests" ? "test" : "coverage"} report. If they were removed on purpose, land the removal with a base report that no longer has them.`,
    about: what,
    vanished: what,
  };
}
