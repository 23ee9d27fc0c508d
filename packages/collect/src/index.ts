export type { FoundFile, LookUp } from "./attachments/find-attachment.ts";
export {
  type CollectOptions,
  type Collector,
  createCollector,
  type InputOptions,
  type InputSession,
} from "./collector.ts";
export { findingFormats, reportFormats } from "./formats.ts";
export { lossesOf } from "./losses/losses.ts";
export { type Loss, lostFacts, type Producer } from "./losses/producer.ts";
export { producers } from "./losses/producers.ts";
export { isOwnOutput, ownOutputMarker } from "./own-output.ts";
export * from "./reader.ts";
export { settleStale } from "./stale/settle-stale.ts";
export { type RunBegin, type RunEnd, runRecord } from "./tollgate-run/run-record.ts";
export { settleUnread } from "./unread/settle-unread.ts";
