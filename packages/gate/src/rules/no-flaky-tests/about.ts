import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "How many tests passed only because they were tried again? A test is flaky when a try of it failed and its final try passed, in one run. It recovered when it passed in the newest attempt of a CI job and failed in an older one. A test that fails in the end is not flaky: other rules count it. Where tests are never retried, nothing tells a flaky test, and the rule passes.",
  missing: [
    { when: "no test report arrived", answer: "unknown: holds" },
    { when: "reports arrived and no test ran (none there, or all skipped)", answer: "unknown: blocks" },
    {
      when: "a test report is unreadable, or a run failed outside its tests, and no more than `max` are known",
      answer: "unknown: blocks",
    },
    {
      when: "promised reports are missing (also those of an older attempt), and no more than `max` are known",
      answer: "unknown: holds",
    },
    { when: "more than `max` are known", answer: "fail, whatever else is missing" },
  ],
  example: "no-flaky-tests: { mode: warn, max: 2, recovered: ignored }",
};
