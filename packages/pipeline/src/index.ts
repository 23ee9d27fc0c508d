export type { Environment } from "./environment.ts";
export { engine } from "./version.ts";
