export * from "./arbitraries.ts";
export * from "./builders.ts";
export * from "./shared.ts";
export * from "./temporary-repository.ts";
export * from "./text-of.ts";
export { aWaiver } from "./waivers.ts";
