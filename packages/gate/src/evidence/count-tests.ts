import { isFailing, type MergedCase, type Report, type Scope } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { testNoun } from "../scope-words.ts";
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
  const noun = testNoun(scope);
  const arrived = inputsWithin(report, scope, "tests").length > 0 || skipped > 0;
  if (!arrived)
    return {
      cause: "absent",
      what: isNarrow(scope) ? `no report of ${noun.many} arrived` : "no test report arrived",
      remedy:
        "Run the tests before Tollgate and let them write a report into a folder that is collected; `reports` in tollgate.yml names other places.",
    };
  return {
    cause: "bad",
    what: skippedText(noun, skipped),
    remedy: "Look at the runner's filters and at its log: a run that runs nothing proves nothing.",
  };
}

function skippedText({ one, many }: ReturnType<typeof testNoun>, skipped: number): string {
  if (skipped === 0) return `the test reports that arrived have no ${one}`;
  return skipped === 1 ? `the only ${one} was skipped` : `all ${plural(skipped, one, many)} were skipped`;
}

function isNarrow({ package: owner, kind }: Scope): boolean {
  return owner !== undefined || kind !== undefined;
}
