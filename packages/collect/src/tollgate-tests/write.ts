// What a reporter needs to write a report, and nothing of the readers: it is loaded in each run of each package.
export { toDetail } from "../json/to-detail.ts";
export type { RawTest } from "../reader.ts";
export { encodeEnd, encodeHeader, encodeTest } from "./encode.ts";
export type { End, Header } from "./records.ts";
