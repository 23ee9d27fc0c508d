export type { BaseFiles } from "./changed/base-to-compare.ts";
export type { ChangedSource } from "./changed/changed-source.ts";
export type { BaselineSource } from "./compare-with-baseline.ts";
export { computeReport, type ReportContext } from "./compute-report.ts";
export { disputedFiles } from "./merge-coverage.ts";
export type { ReferenceSource } from "./reference-source.ts";
export { selectAttempts } from "./select-attempts.ts";
export { countsOf, tallyCoverage, tallyTests } from "./tally.ts";
