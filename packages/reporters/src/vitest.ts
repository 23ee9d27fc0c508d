export type { ReporterOptions } from "./options.ts";
export { default } from "./vitest/reporter.ts";
