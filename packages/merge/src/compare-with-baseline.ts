import type {
  Baseline,
  BaseResult,
  ChangeSet,
  Evidence,
  MergedCase,
  MissingEvidence,
  Report,
} from "@tollgate/model";
import { baseExtents } from "./baseline/base-extents.ts";
import { baseLacks } from "./baseline/base-lacks.ts";
import { disappearedTests, testName } from "./baseline/disappeared-tests.ts";
import { testComparer } from "./baseline/test-change.ts";
import { type CellContext, vanishedCells } from "./baseline/vanished-cells.ts";
import type { BaseFiles } from "./changed/base-files.ts";
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
  context: Omit<CellContext, "how" | "renamed"> & {
    readonly baseline?: BaselineSource;
    readonly changes: ChangeSet | object;
  },
): Comparison {
  if (context.baseline === undefined) return { tests, missing: [], baseline: undefined };
  const { how, report } = context.baseline;
  const before = new Map(report.tests.map((test) => [caseKey(test), test]));
  const renamed = matchRenames(report.tests, tests, renamedFiles(context.changes));
  const compare = testComparer(report);
  const marked = tests.map((test): MergedCase => {
    const other = renamed.get(test);
    const old = other ?? before.get(caseKey(test));
    return {
      ...test,
      change: compare(test, old),
      ...(old === undefined ? {} : { onBase: resultOf(old) }),
      ...(other === undefined ? {} : { renamedFrom: testName(other) }),
    };
  });
  const here = new Set([...tests.map(caseKey), ...[...renamed.values()].map(caseKey)]);
  const gone = report.tests.filter((test) => !here.has(caseKey(test)));
  const { headSha: sha } = report.subject;
  const lacks = baseLacks(report);
  const renames = renamedFiles(context.changes);
  const cells = vanishedCells(report, current, { ...context, how, renamed: renames });
  const measured = baseExtents(report, { ...context, current, renamed: renames });
  return {
    tests: marked,
    missing: cells.missing,
    baseline: {
      how,
      ...(sha === undefined ? {} : { sha }),
      totals: report.totals,
      cells: report.cells,
      ...(cells.removed.length === 0 ? {} : { removed: cells.removed }),
      disappeared: disappearedTests(gone, tests, context.changes),
      ...(lacks.length === 0 ? {} : { lacks }),
      ...(measured === undefined ? {} : { measured }),
    },
  };
}

function resultOf({ status, durationUs }: MergedCase): BaseResult {
  return { status, ...(durationUs === undefined ? {} : { durationUs }) };
}
