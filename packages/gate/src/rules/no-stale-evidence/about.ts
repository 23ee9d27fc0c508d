import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Is all evidence about the judged commit? A report that was collected on another commit fails, as does one that lay there before the run that should have written it, and a run that failed on another commit and was not repeated on this one. Where the policy lets coverage of another text count (`otherSource`), such coverage is no failure. Reports from a checkout with changed or new files are told.",
  missing: [
    { when: "a report was collected on another commit", answer: "fail: blocks" },
    { when: "a report lay there when the run began, and no run accounts for it", answer: "fail: blocks" },
    {
      when: "evidence of another commit is reused because its inputs are the same",
      answer: "pass: it is as good as a fresh one",
    },
    {
      when: "nothing tells on which commit a report was collected, or what is judged is no commit",
      answer: "pass, and a warning says so",
    },
    { when: "a report was collected from a dirty checkout", answer: "pass, and the message says so" },
    { when: "no report arrived at all", answer: "unknown: holds" },
  ],
  example: "no-stale-evidence: {}",
};
