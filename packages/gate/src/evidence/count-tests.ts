import { isFailing, type MergedCase, type Report, type Scope } from "@tollgate/model";
import type { Gap } from "./gap.ts";
import { inputsWithin, isWithin } from "./scope.ts";

export type TestCounts = {
  /** Passed or failing: skipped and todo tests did not run. */
  readonly ran: number;
  readonly failing: readonly MergedCase[];
  readonly skipped: number;
  readonly flaky: number;
  readonly recovered: number;
};

export function countTests({ tests }: Report, scope: Scope): TestCounts {
  const within = tests.filter((test) => isWithin(scope, test));
  const failing = within.filter(({ status }) => isFailing(status));
  const skipped = within.filter(({ status }) => status === "skipped" || status === "todo").length;
  return {
    ran: within.length - skipped,
    failing,
    skipped,
    flaky: within.filter(({ flaky }) => flaky).length,
    recovered: within.filter(({ recovered }) => recovered).length,
  };
}

/** Why no test ran: a report of nothing is broken evidence, no report is absent evidence. */
export function nothingRan(report: Report, scope: Scope, skipped: number): Gap {
  const arrived = inputsWithin(report, scope, "tests").length > 0 || skipped > 0;
  if (!arrived)
    return {
      cause: "absent",
      what: "no test report arrived",
      remedy:
        "Run the tests before Tollgate and let them write a report into a folder that is collected; `reports` in tollgate.yml names other places.",
    };
  return {
    cause: "bad",
    what: skippedText(skipped),
    remedy: "Look at the runner's filters and at its log: a run that runs nothing proves nothing.",
  };
}

function skippedText(skipped: number): string {
  if (skipped === 0) return "the test reports that arrived have no test";
  return skipped === 1 ? "the only test was skipped" : `all ${skipped} tests were skipped`;
}
