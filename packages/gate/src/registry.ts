import type { Rule } from "./rule.ts";
import { changedCoverage } from "./rules/changed-coverage/rule.ts";
import { coverage } from "./rules/coverage-minimum/rule.ts";
import { duration } from "./rules/duration/rule.ts";
import { environmentsAgree } from "./rules/environments-agree/rule.ts";
import { exactEvidence } from "./rules/exact-evidence/rule.ts";
import { expression } from "./rules/expression/rule.ts";
import { findings } from "./rules/findings/rule.ts";
import { minimumTests } from "./rules/minimum-tests/rule.ts";
import { noDisappearedTests } from "./rules/no-disappeared-tests/rule.ts";
import { noFailedRuns } from "./rules/no-failed-runs/rule.ts";
import { noFailingTests } from "./rules/no-failing-tests/rule.ts";
import { noFlakyTests } from "./rules/no-flaky-tests/rule.ts";
import { noMissingEvidence } from "./rules/no-missing-evidence/rule.ts";
import { noNewFailures } from "./rules/no-new-failures/rule.ts";
import { noNewlyUncovered } from "./rules/no-newly-uncovered/rule.ts";
import { noStaleEvidence } from "./rules/no-stale-evidence/rule.ts";
import { noUnreadableEvidence } from "./rules/no-unreadable-evidence/rule.ts";
import { requiredKinds } from "./rules/required-kinds/rule.ts";

/** Every rule, in the order in which built-in ones are judged. A new rule is a folder and a line here. */
export const rules: readonly Rule[] = [
  noFailingTests,
  minimumTests,
  noMissingEvidence,
  noUnreadableEvidence,
  noStaleEvidence,
  noFailedRuns,
  noNewFailures,
  noFlakyTests,
  noDisappearedTests,
  requiredKinds,
  environmentsAgree,
  duration,
  coverage,
  changedCoverage,
  noNewlyUncovered,
  findings,
  exactEvidence,
  expression,
];
