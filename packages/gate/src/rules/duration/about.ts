import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Do the tests take too long? `max` limits the time of all tests of the scope together, `maxTest` that of each test, `maxIncrease` the time of tests that passed here and on the base against what they took there; one of them must be written, and all that are must hold. The time of a test is that of its final try; of several executions the longest counts. An increase is judged by its uncertainty: a percentile bootstrap over the tests (seeded, so that equal reports give equal numbers) tells between which bounds the ratio lies, with one in a hundred on each side. The rule fails when even the lower bound is beyond the limit, passes when the upper one is within, and cannot tell in between: then the message says the smallest increase that would show. It does not know machines: where the base ran on a faster one, every test is slower, and that is an increase. Give base and change the same kind of runner, or only warn.",
  missing: [
    { when: "no test report arrived", answer: "unknown: holds" },
    { when: "reports arrived and no test ran (none there, or all skipped)", answer: "unknown: blocks" },
    {
      when: "a test has no duration, and those that are known keep `max` and `maxTest`",
      answer: "unknown: holds; no duration is not 0",
    },
    { when: "`maxIncrease`, and there is no base report", answer: "unknown: holds" },
    {
      when: "`maxIncrease`, and fewer than `minSample` tests passed on both",
      answer: "pass: it is told, and decides nothing",
    },
    {
      when: "`maxIncrease` for one environment of a CI matrix (the base keeps no times of it)",
      answer: "unknown: holds",
    },
    {
      when: "`maxIncrease`, and a test that passed on both has no duration here or there",
      answer: "unknown: holds",
    },
    { when: "`maxIncrease`, and the limit lies between the bounds", answer: "unknown: holds" },
    { when: "a test report is unreadable, or a run failed outside its tests", answer: "unknown: blocks" },
    { when: "promised reports are missing", answer: "unknown: holds" },
    { when: "`max` or `maxTest` is exceeded by what is known", answer: "fail, whatever else is missing" },
  ],
  example: `duration:
  - { kind: unit, max: 90s, maxTest: 2s }
  - { mode: warn, maxIncrease: 20%, minSample: 30 }`,
};
