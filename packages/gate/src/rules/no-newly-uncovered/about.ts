import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did lines come about, or lose their coverage, that no test runs? Counted are lines that the change answers for and that nobody covers (as `changed-coverage` counts them), and lines that tests ran on the base and run no more, also in files that the change does not touch. With those comes the likely cause, where the reports tell it: a report that did not arrive, tests that are gone, skipped or failing, a line that an older attempt of this very run did run.",
  missing: [
    { when: "more than `max` changed lines are uncovered", answer: "fail, also without a base report" },
    { when: "there is no base report, it is of another text, or it is not whole", answer: "unknown: holds" },
    {
      when: "a file cannot be compared with the base line by line, or the rule asks for one kind",
      answer: "unknown: holds",
    },
    {
      when: "changed lines are in no report",
      answer: "they may all be uncovered: decided when both ends agree, else unknown: holds",
    },
    { when: "no coverage arrived for the scope", answer: "unknown: holds" },
    { when: "a coverage report is unreadable, or a run failed outside its tests", answer: "unknown: blocks" },
    {
      when: "promised reports are missing, or a file of the base is measured no more",
      answer: "unknown: holds",
    },
    {
      when: "some shards of a job are missing, and what arrived leaves few enough uncovered",
      answer: "pass: the missing shards can only cover more",
    },
  ],
  example: "no-newly-uncovered: { max: 0 }",
};
