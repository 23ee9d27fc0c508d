import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Is enough of the code covered? The share is taken over all files that a report measures: of the repository, of a package, or as tests of one kind alone covered them. It is compared as integers and shown rounded down. Where branches of different reports cannot be told apart, or a report does not fit the source, the share is a range, and it is decided when both ends agree.",
  missing: [
    {
      when: "no coverage arrived for the scope, or nothing of the metric is measured (0 of 0)",
      answer: "unknown: holds",
    },
    { when: "coverage reports arrived and none measures a file", answer: "unknown: blocks" },
    { when: "a coverage report is unreadable, or a run failed outside its tests", answer: "unknown: blocks" },
    { when: "promised reports are missing", answer: "unknown: holds" },
    { when: "one end of the range passes and the other fails", answer: "unknown: holds" },
  ],
  example: `coverage:
  - { metric: lines, min: 80% }
  - { package: "@shop/payments", kind: integration, metric: branches, min: 60.5% }`,
};
