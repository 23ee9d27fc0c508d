export { type CodeLines, codeLines } from "./code-lines.ts";
export { referenceMap } from "./reference-map.ts";
