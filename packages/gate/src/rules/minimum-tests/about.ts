import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did enough tests run? It notices a filter, a skipped suite or a lost report that no failing test would show. Without configuration one test is enough.",
  missing: [
    { when: "no test report arrived", answer: "unknown: holds" },
    { when: "reports arrived and no test ran (none there, or all skipped)", answer: "unknown: blocks" },
    {
      when: "too few tests ran, and a test report is unreadable or a run failed outside its tests",
      answer: "unknown: blocks",
    },
    { when: "too few tests ran, and promised reports are missing", answer: "unknown: holds" },
    { when: "enough tests ran", answer: "pass, whatever else is missing" },
  ],
  example: `minimum-tests:
  - { min: 100 }
  - { package: "@shop/payments", kind: integration, min: 10 }`,
};
