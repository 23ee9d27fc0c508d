import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did all evidence arrive, and could it be read? Every problem of severity `error` in a report, a bundle or the run fails. Reports that the policy, a runner or the base promises and that are not there leave the answer open.",
  missing: [
    {
      when: "a report is empty, cut off, of another commit or otherwise not readable",
      answer: "fail: blocks",
    },
    { when: "promised reports are missing", answer: "unknown: holds" },
    { when: "no report arrived at all", answer: "unknown: holds" },
    {
      when: "an older attempt of a job left an unreadable report",
      answer: "not counted: the newest attempt decides",
    },
  ],
  example: "no-unreadable-evidence: {}",
};
