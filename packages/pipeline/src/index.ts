export { type CollectCommandOptions, collect, merge } from "./collect.ts";
export type { Environment } from "./environment.ts";
export { type ExplainOptions, explain } from "./explain.ts";
export { type ExplainCoverageOptions, explainCoverage } from "./explain-coverage.ts";
export { inspect } from "./inspect.ts";
export { gate, type RunOptions, run } from "./run.ts";
export { engine } from "./version.ts";
