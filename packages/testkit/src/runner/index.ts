export { type RunActionOptions, type RunServices, runAction } from "./run-action.ts";
export type { RunContext } from "./run-context.ts";
export type { Cancel } from "./run-process.ts";
export { type BackendIds, runtimeToken } from "./runtime-token.ts";
export type { StepResult } from "./step.ts";
export type { Annotation } from "./step-log.ts";
