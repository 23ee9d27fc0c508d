export * from "./arbitraries.ts";
export * from "./builders.ts";
export * from "./shared.ts";
