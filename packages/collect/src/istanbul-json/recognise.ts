import type { Head } from "../reader.ts";

/**
 * True when the beginning is a JSON object with file coverage in it: itself (`{"statementMap":…`), its members, or
 * members one level deeper (`data`, `map`). A test report that carries coverage has members that give it away.
 * `{}` is what c8 writes when it measured nothing; it is taken only where the path speaks of coverage.
 */
export function recogniseIstanbul({ text, whole, path }: Head): boolean {
  if (!/^\ufeff?\s*\{/.test(text)) return false;
  if (whole && /^\ufeff?\s*\{\s*\}\s*$/.test(text)) return /coverage|nyc|istanbul/i.test(path);
  const depth = depthOf(text);
  return depth !== undefined && depth <= 3;
}

const mapKeys: ReadonlySet<string> = new Set(["statementMap", "fnMap", "branchMap"]);

/** Top-level members of test reports, which may hold a coverage map further down. */
const foreignKeys: ReadonlySet<string> = new Set([
  "testResults",
  "numTotalTests",
  "coverageMap",
  "config",
  "suites",
  "results",
  "runs",
]);

/** How deep the first map of an entry stands: 1 is the top level. A beginning that is cut is still looked at. */
function depthOf(text: string): number | undefined {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],]/gs;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const first = match[0];
    if (first === "{" || first === "[") depth++;
    else if (first === "}" || first === "]") depth--;
    else if (first !== "," && isKey(text, token.lastIndex)) {
      const key = first.slice(1, -1);
      if (depth === 1 && foreignKeys.has(key)) return undefined;
      if (mapKeys.has(key)) return depth;
    }
    if (depth === 0) return undefined;
  }
  return undefined;
}

function isKey(text: string, behind: number): boolean {
  let i = behind;
  while (text[i] === " " || text[i] === "\n" || text[i] === "\r" || text[i] === "\t") i++;
  return text[i] === ":";
}
