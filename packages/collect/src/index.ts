export {
  type CollectOptions,
  type Collector,
  createCollector,
  type InputOptions,
  type InputSession,
} from "./collector.ts";
export * from "./reader.ts";
export { ownOutputMarker } from "./recognise.ts";
export { readers } from "./registry.ts";
