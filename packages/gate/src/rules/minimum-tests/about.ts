import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did enough tests run? It notices a filter, a skipped suite or a lost report that no failing test would show. Without configuration one test is enough; where `reports` in the policy requires reports of a kind, one of each such kind, unless an entry for the kind says otherwise. So coverage alone, or a suite that was skipped as a whole, keeps no promise.",
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
