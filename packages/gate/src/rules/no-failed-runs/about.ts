import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Did a runner fail although no test of it did? It reads the exit code of what `tollgate collect -- COMMAND` ran, those in turbo's run summary, and the verdicts that vitest, jest and Playwright write. A failed run is accounted for by a failing test in the reports that it wrote, or, where it does not say what it wrote, of its package and kind; an interrupted run and an error outside any test never are.",
  missing: [
    { when: "no runner told how its run ended", answer: "pass, and the message says so" },
    { when: "a run summary is unreadable", answer: "unknown: blocks" },
    { when: "promised reports are missing", answer: "unknown: holds" },
  ],
  example: "no-failed-runs: {}",
};
