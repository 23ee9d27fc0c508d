import type { RawProblem } from "../reader.ts";
import { tooManyTags } from "./problems.ts";

/**
 * The text as the parser can read it in a time that grows with its length. It looks from each line of tags to the end of
 * the tags, and trims the cells of tables in a time that is the square of their blanks: a few hundred kilobytes would
 * take minutes.
 */
export function boundWork(
  text: string,
  style: Style,
): { readonly text: string } | { readonly problem: RawProblem } {
  const lines = text.split("\n");
  const looks = style === "classic" ? looksAhead(lines) : looksAheadInMarkdown(lines);
  if (looks > mostLooks[style]) return { problem: tooManyTags };
  return { text: lines.map(shortenBlanks).join("\n") };
}

/** Gherkin as such, or in Markdown. */
export type Style = "classic" | "markdown";

const mostLooks: Readonly<Record<Style, number>> = { classic: 100_000_000, markdown: 10_000_000 };

/** How many lines the parser looks at again. */
function looksAhead(lines: readonly string[]): number {
  let looks = 0;
  let length = 0;
  let tagLines = 0;
  for (const line of lines) {
    const start = line.trimStart()[0];
    if (start === "@") tagLines++;
    if (start === "@" || start === "#" || start === undefined) length++;
    else {
      looks += tagLines * length;
      length = 0;
      tagLines = 0;
    }
  }
  return looks + tagLines * length;
}

/** At most: there any text may stand between tags and their scenario. */
function looksAheadInMarkdown(lines: readonly string[]): number {
  return lines.length * lines.filter((line) => line.includes("`@")).length;
}

/** Blanks behind the indentation of a row: no place is told inside a row. */
function shortenBlanks(line: string): string {
  const row = line.trimStart();
  if (!row.startsWith("|") || row.length <= longestBlank) return line;
  return (
    line.slice(0, line.length - row.length) +
    row.replace(manyBlanks, (blanks) => blanks.slice(0, longestBlank))
  );
}

const longestBlank = 64;
const manyBlanks = /[ \t\v\f\r\u0085\u00a0]{65,}/g;
