import {
  type Baseline,
  type DisappearedTest,
  inOrderOfPlace,
  type MergedCase,
  type Report,
  type Scope,
  type TestRef,
  testRefOf,
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

export type FindDisappearedOptions = {
  readonly scope: Scope;
  /** Tests that may disappear. @default none */
  readonly isExcusedTest?: ((test: TestRef) => boolean) | undefined;
};

/** A test that was skipped on the base did not run there either. */
export function findDisappeared(
  report: Report,
  { disappeared }: Baseline,
  { scope, isExcusedTest = () => false }: FindDisappearedOptions,
): Found {
  const holds = within(report, scope);
  const gone = disappeared
    .filter(
      ({ package: owning, kind, file, status }) =>
        status !== "skipped" && status !== "todo" && holds({ package: owning, kind, path: file }),
    )
    .filter((test) => !isExcusedTest(goneRef(test)));
  const here = testsWithin(report, scope);
  const skipped = here.filter((test) => test.change === "newly-skipped" && !isExcusedTest(testRefOf(test)));
  const of = (why: DisappearedTest["why"]): readonly DisappearedTest[] =>
    gone.filter((test) => test.why === why);
  return {
    here: here.length,
    withFile: of("file-deleted"),
    removed: of("removed"),
    notRun: of("not-run"),
    skipped: inOrderOfPlace(skipped),
  };
}

/** As a waiver names it. */
export function goneRef({ package: owner, kind, file, title, ...more }: DisappearedTest): TestRef {
  return {
    package: owner,
    kind,
    ...(file === undefined ? {} : { file }),
    title,
    ...(more.environment === undefined ? {} : { environment: more.environment }),
    ...(more.occurrence === undefined ? {} : { occurrence: more.occurrence }),
  };
}
