import type { MergedCase, Report, Scope } from "@tollgate/model";
import { isCertainlyWithin, testsWithin } from "../../evidence/count-tests.ts";

/** Tests that ran in the scope, by what is known of their time. */
export type TimedTests = {
  /** How many ran. */
  readonly ran: number;
  readonly skipped: number;
  readonly timed: readonly TimedTest[];
  /** Ran, and nobody says how long. */
  readonly untold: readonly MergedCase[];
  /** May lie in the scope or elsewhere. */
  readonly elsewhere: readonly MergedCase[];
};

export type TimedTest = MergedCase & { readonly durationUs: number };

export function timedTests(report: Report, scope: Scope): TimedTests {
  const all = testsWithin(report, scope);
  const ran = all.filter(({ status }) => status !== "skipped" && status !== "todo");
  const here = ran.filter((test) => isCertainlyWithin(test, scope));
  return {
    ran: here.length,
    skipped: all.length - ran.length,
    timed: here.filter(isTimed),
    untold: here.filter((test) => !isTimed(test)),
    elsewhere: here.length === ran.length ? [] : ran.filter((test) => !isCertainlyWithin(test, scope)),
  };
}

function isTimed(test: MergedCase): test is TimedTest {
  return test.durationUs !== undefined;
}
