import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Could all evidence that arrived be read? Every problem of severity `error` in a report, a bundle or the run fails. Reports of another commit or run are for `no-stale-evidence`, and what did not arrive is for `no-missing-evidence`.",
  missing: [
    { when: "a report is empty, cut off or otherwise not readable", answer: "fail: blocks" },
    { when: "no report arrived at all", answer: "unknown: holds" },
    {
      when: "an older attempt of a job left an unreadable report",
      answer: "not counted: the newest attempt decides",
    },
  ],
  example: "no-unreadable-evidence: {}",
};
