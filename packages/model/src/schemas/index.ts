export { bundleSchema } from "./bundle.ts";
export { decisionSchema } from "./decision.ts";
export { expectSchema } from "./expect.ts";
export { explainCoverageSchema } from "./explain-coverage.ts";
export { inspectSchema } from "./inspect.ts";
export type { JsonSchema } from "./parts.ts";
export { releaseRecordSchema } from "./release-record.ts";
export { replaySchema } from "./replay.ts";
export { reportSchema } from "./report.ts";
