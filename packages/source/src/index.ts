export { executableLines } from "./executable-lines.ts";
export { referenceMap } from "./reference-map.ts";
