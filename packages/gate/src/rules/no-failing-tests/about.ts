import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did any test fail? A test fails when its final try failed or ended in an error. A test that passed at a later try passes, and is counted as flaky. With a base report the failures that the base does not have come first.",
  missing: [
    { when: "no test report arrived", answer: "unknown: holds" },
    { when: "reports arrived and no test ran (none there, or all skipped)", answer: "unknown: blocks" },
    {
      when: "a test report is unreadable, or a run failed outside its tests, and no failure is known",
      answer: "unknown: blocks",
    },
    { when: "promised reports are missing, and no failure is known", answer: "unknown: holds" },
    { when: "a failure is known", answer: "fail, whatever else is missing" },
  ],
  example: "no-failing-tests: {}",
};
