import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Does a test fail that did not fail on the base? It is the rule for a repository with known failures: beside `no-failing-tests: { mode: observe }` a change may leave them as they are, and may not add one. A failure that the base has too is named and not counted, also where the test has another name or file there. A test counts as new when it did not fail on the base or was not there, and when the base's report of it was unreadable or came from a checkout with local changes: that proves nothing.",
  missing: [
    {
      when: "no test fails and everything arrived",
      answer: "pass, also without a base: there is nothing to compare",
    },
    { when: "tests fail and there is no base report", answer: "unknown: holds" },
    { when: "no test report arrived", answer: "unknown: holds" },
    { when: "reports arrived and no test ran (none there, or all skipped)", answer: "unknown: blocks" },
    {
      when: "a test report is unreadable, or a run failed outside its tests, and no new failure is known",
      answer: "unknown: blocks",
    },
    { when: "promised reports are missing, and no new failure is known", answer: "unknown: holds" },
    { when: "a new failure is known", answer: "fail, whatever else is missing" },
  ],
  example: `no-new-failures: {}
no-failing-tests: { mode: observe }`,
};
