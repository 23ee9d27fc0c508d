import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Is enough of what the change added or changed covered? It passes when the share of covered changed code reaches `min` and at least `minSample` of it is covered, or when at most `maxUncovered` is uncovered. So a small change is judged by a count and a large one by a percentage, and there is no step between the two: one more uncovered line never helps, one more covered line never hurts. Judged is what the change answers for: new and changed code, and code that it only moved or reformatted where tests ran that on the base and run it no more. Code is reformatted when its tokens are the same at the same place, moved when at least 20 tokens running were removed at one place and added at one other (three lines in languages other than JavaScript and TypeScript, where lines are compared without their white space), changed when at least half of it is in a line that it replaces. What was uncovered on the base and is moved, reformatted or changed is not charged, if `--base-report` proves it: that report must be whole, and of the text at the merge base. A failure names first the smallest set that is enough: as few places as possible (a function that nothing calls, or lines that follow each other), and of those the smallest.",
  missing: [
    {
      when: "the change touches no code that can be covered",
      answer: "pass: there is nothing to judge, and the message says so",
    },
    {
      when: "the change only moves or reformats code, or touches code that was uncovered before",
      answer: "pass: there is nothing to judge, and the message says how much that is",
    },
    {
      when: "moved, reformatted or changed code is uncovered and no base report tells whether it was before",
      answer: "it counts as uncovered, and it is said why",
    },
    { when: "there is no base to compare with, or no git", answer: "unknown: holds" },
    { when: "no coverage arrived for the scope", answer: "unknown: holds" },
    { when: "coverage reports arrived and none measures a file", answer: "unknown: blocks" },
    {
      when: "no report measures a changed source file of a measured language in a package that is tested, or reports on it do not know the added lines",
      answer:
        "these lines may all be uncovered or all covered: decided when both ends agree, else unknown: holds",
    },
    {
      when: "reports tell how much of a changed file is covered and not which lines, as `coverage-summary.json` does",
      answer:
        "its changed lines may all be uncovered or all covered: decided when both ends agree, else unknown: holds",
    },
    {
      when: "the lines of a changed source file cannot be told (it looks binary, or its line ends are not git's), or are those of another version of it",
      answer: "unknown: holds",
    },
    { when: "a coverage report is unreadable, or a run failed outside its tests", answer: "unknown: blocks" },
    {
      when: "some shards of a job are missing, every source of the scope is measured as a whole, all changed code is charged, and what arrived covers enough",
      answer: "pass: the missing shards can only add to it",
    },
    { when: "other promised reports are missing", answer: "unknown: holds" },
  ],
  example: "changed-coverage: { metric: lines, min: 80%, minSample: 20, maxUncovered: 2 }",
};
