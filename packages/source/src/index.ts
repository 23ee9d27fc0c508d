export { type CodeLines, codeLines } from "./code-lines.ts";
export { referenceMap } from "./reference-map.ts";
export { type SourceText, type SourceTokens, sourceText } from "./source-tokens.ts";
