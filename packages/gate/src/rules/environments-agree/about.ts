import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did every test run in all environments, and end alike there? There are two sorts of environments. Those of a CI matrix (`--environment node=22`) are compared over all tests of a kind in the scope: each test must have run in every one of them. Those of the runner (Playwright's projects) are compared over the tests of one package and kind. Two ends are alike when both passed or both failed; a skipped test did not run. Tests of which no environment is named are not compared, and the message counts them. Narrow the entry where a part of the tests is meant for one environment alone.",
  missing: [
    { when: "no environment is named, or only one", answer: "unknown: holds; there is nothing to compare" },
    { when: "no test report arrived", answer: "unknown: holds" },
    { when: "reports arrived and no test ran (none there, or all skipped)", answer: "unknown: blocks" },
    {
      when: "promised reports are missing (a shard, an environment), and no test ended in two ways",
      answer: "unknown: holds, also where a test seems not to have run",
    },
    {
      when: "a test report is unreadable, or a run failed outside its tests, and no test ended in two ways",
      answer: "unknown: blocks",
    },
    { when: "a test is known to have ended in two ways", answer: "fail, whatever else is missing" },
  ],
  example: `environments-agree:
  - { kind: unit }
  - { kind: e2e, skipped: ignored, mode: warn }`,
};
