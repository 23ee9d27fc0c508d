export { type CodeLines, codeLines } from "./code-lines.ts";
export { type CodeProbes, codeProbes, type NoElse, type Probe } from "./probes/code-probes.ts";
export type { Extent as CodeExtent } from "./probes/extent.ts";
export type { Joint } from "./probes/joints.ts";
export type { Region } from "./probes/region.ts";
export type { Scope } from "./probes/scope.ts";
export { referenceMap } from "./reference-map.ts";
export { sourceCode } from "./source-code.ts";
export { type SourceText, type SourceTokens, sourceText } from "./source-tokens.ts";
