import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did a test of the base disappear? Counted are tests that ran on the base and that the change removed (with their file, or from a file that it edits), and tests that are skipped now. A test that has another name, file or package is no other test: it is not counted (docs/identity.md). Not counted either, and not forgotten, are tests that simply were not run here, because their package was not selected or a filter left them out: nothing shows that the change removed them, so the answer is open unless evidence of equal inputs is reused.",
  missing: [
    { when: "there is no base report, or it has no test", answer: "unknown: holds" },
    {
      when: "tests of the base were not run here, their files are as they were, and no more than `max` are known to have disappeared",
      answer: "unknown: holds",
    },
    {
      when: "the base's own report is not whole (a report that is unreadable, a missing shard, an interrupted run)",
      answer: "unknown: holds, unless too many are known",
    },
    { when: "there is no git, so that the change is not known", answer: "as if no file had changed" },
    { when: "a test report is unreadable, or a run failed outside its tests", answer: "unknown: blocks" },
    { when: "promised reports are missing", answer: "unknown: holds" },
    {
      when: "more than `max` were removed with their file or are newly skipped",
      answer: "fail, whatever else is missing",
    },
  ],
  example: `no-disappeared-tests:
  - {}
  - { package: "@shop/legacy", max: 10 }`,
};
