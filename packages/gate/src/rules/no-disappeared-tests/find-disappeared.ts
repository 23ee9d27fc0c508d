import {
  type Baseline,
  type DisappearedTest,
  inOrderOfPlace,
  type MergedCase,
  type Report,
  type Scope,
} from "@tollgate/model";
import { testsWithin } from "../../evidence/count-tests.ts";
import { within } from "../../evidence/within.ts";

/** Tests that ran on the base and do not run here, by what became of them. */
export type Found = {
  /** Tests of the scope that are here. */
  readonly here: number;
  /** With a file that the change deletes. */
  readonly withFile: readonly DisappearedTest[];
  /** From a file that the change edits. */
  readonly removed: readonly DisappearedTest[];
  /** Nothing shows that the change removed them. */
  readonly notRun: readonly DisappearedTest[];
  /** They are here and do not run. */
  readonly skipped: readonly MergedCase[];
};

/** A test that was skipped on the base did not run there either. */
export function findDisappeared(report: Report, { disappeared }: Baseline, scope: Scope): Found {
  const holds = within(report, scope);
  const gone = disappeared.filter(
    ({ package: owning, kind, file, status }) =>
      status !== "skipped" && status !== "todo" && holds({ package: owning, kind, path: file }),
  );
  const here = testsWithin(report, scope);
  const of = (why: DisappearedTest["why"]): readonly DisappearedTest[] =>
    gone.filter((test) => test.why === why);
  return {
    here: here.length,
    withFile: of("file-deleted"),
    removed: of("removed"),
    notRun: of("not-run"),
    skipped: inOrderOfPlace(here.filter(({ change }) => change === "newly-skipped")),
  };
}
