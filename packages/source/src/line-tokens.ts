import type { SourceTokens } from "./tokens.ts";

/** Lines as git counts them, without white space at their ends and with one blank for any inside. */
export function lineTokens(text: string): SourceTokens {
  const keys: string[] = [];
  const lines: number[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    const key = line.trim().replace(/\s+/g, " ");
    if (key === "") continue;
    keys.push(key);
    lines.push(i + 1);
  }
  return { keys, lines, endLines: lines, parts: keys.map(() => true) };
}
