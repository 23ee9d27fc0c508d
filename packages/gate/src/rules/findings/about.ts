import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did analysis tools find nothing, or no more than is allowed? It counts the findings of SARIF logs and of ESLint's JSON from a level on, in the reports of this run: each once, however many reports tell it. What somebody suppressed, in the code or in the tool, is not counted, and said. With `new: true` only findings count that the base does not have: compared with the report given as `--base-report`, by fingerprints and by their place, also when their line or file moved. What a tool leaves to people (SARIF's `open` and `review`) may be one.",
  missing: [
    { when: "no report of findings arrived for the scope, or none of the `tool`", answer: "unknown: holds" },
    {
      when: "a report is unreadable, or a tool says that its run did not succeed",
      answer: "unknown: blocks",
    },
    {
      when: "promised reports are missing, or a tool that reported on the base does not now",
      answer: "unknown: holds",
    },
    {
      when: "`new: true`, there are findings, and there is no base, or it has no readable report of the tool",
      answer: "unknown: holds",
    },
    { when: "`new: true` and nothing was found at all", answer: "pass" },
    { when: "what is left to people would exceed the limit", answer: "unknown: holds" },
    {
      when: "a file of a finding is not in the repository, and a rule is for a package that did not run the tool",
      answer: "unknown: holds",
    },
  ],
  example: `findings:
  - { level: error }
  - { level: warning, new: true }
  - { tool: CodeQL, ruleId: "js/*", level: note, max: 12 }`,
};
