import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did a runner fail although no test of it did? It reads the exit codes in turbo's run summary and the verdicts that vitest, jest and Playwright write. A failed run whose package and kind have a failing test is accounted for by that test; an interrupted run and an error outside any test never are.",
  missing: [
    { when: "no runner told how its run ended", answer: "pass, and the message says so" },
    { when: "a run summary is unreadable", answer: "unknown: blocks" },
    { when: "promised reports are missing", answer: "unknown: holds" },
  ],
  example: "no-failed-runs: {}",
};
