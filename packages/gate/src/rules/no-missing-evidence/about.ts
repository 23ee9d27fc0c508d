import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did everything arrive that must? Expected are what turbo.json, package scripts, the policy's `expect` and `reports`, a sharded job and a runner's own record promise, and what the base report has. Tests or coverage of a package and kind that the base has and this report has not have vanished, which fails; where the change takes away what makes them (their test files, their sources), that is told and does not fail.",
  missing: [
    { when: "expected evidence did not arrive", answer: "unknown: holds" },
    {
      when: "its producer failed, was cancelled, timed out, or skipped everything",
      answer: "unknown: blocks",
    },
    { when: "tests or coverage of a package and kind have vanished since the base", answer: "fail: blocks" },
    {
      when: "they are not there, and other missing or unreadable evidence may hold them",
      answer: "unknown: holds",
    },
    { when: "the change removes what made them", answer: "pass, and the message says so" },
    { when: "there is no base report", answer: "nothing can have vanished; the rest is decided" },
    { when: "no report arrived at all", answer: "unknown: holds" },
  ],
  example: "no-missing-evidence: {}",
};
