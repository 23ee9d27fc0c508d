import type {
  Baseline,
  Cell,
  ChangeSet,
  Evidence,
  MergedCase,
  MissingEvidence,
  PackageRef,
  Report,
} from "@tollgate/model";
import { baseLacks } from "./baseline/base-lacks.ts";
import { disappearedTests, testName } from "./baseline/disappeared-tests.ts";
import { testComparer } from "./baseline/test-change.ts";
import type { BaseFiles } from "./changed/base-to-compare.ts";
import { matchRenames, renamedFiles } from "./renames/match-renames.ts";
import { caseKey } from "./tellings.ts";

/** The Report of the base and where it came from, in words. */
export type BaselineSource = {
  readonly how: string;
  readonly report: Report;
  /** Which of its files may be compared line by line; absent: nobody looked. */
  readonly files?: BaseFiles;
};

export type Comparison = {
  readonly tests: readonly MergedCase[];
  readonly missing: readonly MissingEvidence[];
  readonly baseline: Baseline | undefined;
};

/** Marks each test against the base, also under another name, lists what disappeared, and what the base had evidence for and the head has not. */
export function compareWithBaseline(
  tests: readonly MergedCase[],
  current: readonly Evidence[],
  context: {
    readonly baseline?: BaselineSource;
    readonly packages: readonly PackageRef[];
    readonly changes: ChangeSet | object;
  },
): Comparison {
  if (context.baseline === undefined) return { tests, missing: [], baseline: undefined };
  const { how, report } = context.baseline;
  const before = new Map(report.tests.map((test) => [caseKey(test), test]));
  const renamed = matchRenames(report.tests, tests, renamedFiles(context.changes));
  const compare = testComparer(report);
  const marked = tests.map((test): MergedCase => {
    const old = renamed.get(test);
    if (old === undefined) return { ...test, change: compare(test, before.get(caseKey(test))) };
    return { ...test, change: compare(test, old), renamedFrom: testName(old) };
  });
  const here = new Set([...tests.map(caseKey), ...[...renamed.values()].map(caseKey)]);
  const gone = report.tests.filter((test) => !here.has(caseKey(test)));
  const { headSha: sha } = report.subject;
  const lacks = baseLacks(report);
  return {
    tests: marked,
    missing: vanishedCells(report.cells, current, context.packages, how),
    baseline: {
      how,
      ...(sha === undefined ? {} : { sha }),
      totals: report.totals,
      cells: report.cells,
      disappeared: disappearedTests(gone, tests, context.changes),
      ...(lacks.length === 0 ? {} : { lacks }),
    },
  };
}

/** A kind of tests or coverage that the base has for a package and the head lacks: vanished, not "nothing to check". */
function vanishedCells(
  cells: readonly Cell[],
  current: readonly Evidence[],
  packages: readonly PackageRef[],
  how: string,
): readonly MissingEvidence[] {
  const names = new Set(packages.map(({ name }) => name));
  const tested = new Set<string>();
  const measured = new Set<string>();
  for (const { origin, tests, coverage } of current) {
    for (const test of tests?.cases ?? []) tested.add(`${test.package}\0${origin.kind}`);
    for (const file of coverage?.files ?? []) measured.add(`${file.package}\0${origin.kind}`);
  }
  const missing: MissingEvidence[] = [];
  for (const cell of cells) {
    if (!names.has(cell.package)) continue;
    const key = `${cell.package}\0${cell.kind}`;
    if (cell.tests.cases > 0 && !tested.has(key))
      missing.push(vanished(cell, "tests", `${cell.tests.cases} tests`, how));
    if (cell.coverage !== undefined && !measured.has(key))
      missing.push(vanished(cell, "coverage", `coverage of ${cell.coverage.files} files`, how));
  }
  return missing;
}

function vanished(cell: Cell, what: "tests" | "coverage", had: string, how: string): MissingEvidence {
  return {
    what: `${cell.kind} ${what} of ${cell.package}`,
    kind: cell.kind,
    package: cell.package,
    because: `the base has ${had} there (${how})`,
    remedy: `Run the ${cell.kind} tests of ${cell.package} and let them write their ${what === "tests" ? "test" : "coverage"} report. If they were removed on purpose, land the removal with a base report that no longer has them.`,
  };
}
