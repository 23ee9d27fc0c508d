export type { ReporterOptions } from "./options.ts";
export { default } from "./playwright/reporter.ts";
