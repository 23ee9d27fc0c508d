import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Is enough of the code covered? `min` asks for a share, `maxDrop` for one that is not much smaller than on the base, and at least one of them is given. The share is taken over all files that a report measures: of the repository, of a package, or as tests of one kind alone covered them. It is compared as integers and shown rounded down. Where branches of different reports cannot be told apart, reports tell how much is covered and not which lines, or a report does not fit the source, the share is a range, and it is decided when both ends agree. Sources that a coverage tool should have measured and that no report mentions (of a language that is measured, in a package that is tested) are listed; with `unmentioned: uncovered` all their code counts as uncovered: what a parse of JavaScript and TypeScript finds, elsewhere all lines that are not blank. A drop counts only where more is uncovered than on the base, so deleting covered code is none; a file that the base measures and no report measures any more is missing evidence.",
  missing: [
    {
      when: "no coverage arrived for the scope, or nothing of the metric is measured (0 of 0)",
      answer: "unknown: holds",
    },
    { when: "coverage reports arrived and none measures a file", answer: "unknown: blocks" },
    { when: "a coverage report is unreadable, or a run failed outside its tests", answer: "unknown: blocks" },
    {
      when: "some shards of a job are missing, every source of the scope is measured as a whole (by an instrumenter, as istanbul does), and what arrived covers enough",
      answer: "pass: the missing shards can only add to it",
    },
    { when: "other promised reports are missing", answer: "unknown: holds" },
    {
      when: "`unmentioned: uncovered`, and how much is in such a file is not known (branches of a language that is not parsed)",
      answer: "unknown: holds",
    },
    { when: "one end of the range passes and the other fails", answer: "unknown: holds" },
    {
      when: "`maxDrop`, and there is no base report, or it measured nothing of the scope",
      answer: "unknown: holds; `min` is decided all the same",
    },
    {
      when: "`maxDrop`, and the base report is not whole (a report of it unreadable, a shard not arrived)",
      answer: "unknown: holds",
    },
  ],
  example: `coverage:
  - { metric: lines, min: 80%, maxDrop: 0.5% }
  - { package: "@shop/payments", kind: integration, metric: branches, min: 60.5%, unmentioned: uncovered }`,
};
