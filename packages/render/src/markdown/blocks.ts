import { cutCodePoints, markdownCode, markdownHtml, markdownText, plural } from "@tollgate/text";

/** The longest name or sentence that is shown; longer ones end in an ellipsis, wherever they stand. */
const longest = { name: 160, sentence: 400 } as const;

/** A name, path or identifier from a report: as code. */
export function name(text: string): string {
  return markdownCode(cutCodePoints(text, longest.name));
}

/** A sentence that may quote reports; what stands between backticks in it becomes code. */
export function sentence(text: string): string {
  return cutCodePoints(text, longest.sentence)
    .split(/(`[^`\n]+`)/)
    .map((part, i) => (i % 2 === 1 ? markdownCode(part.slice(1, -1)) : withBlanks(part)))
    .join("");
}

/** Blanks at the ends part the text from the code beside it. */
function withBlanks(text: string): string {
  const inner = markdownText(text);
  if (inner === "") return text === "" ? "" : " ";
  return `${/^\s/.test(text) ? " " : ""}${inner}${/\s$/.test(text) ? " " : ""}`;
}

/** A table of cells that are Markdown already. `align` has a letter a column: `l` or `r`. */
export function table(align: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = [...align].map((side) => (side === "r" ? "--:" : "---"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A bullet whose further lines are indented below it. */
export function bullet(markdown: string): string {
  return `- ${indented(markdown, 2)}`;
}

/** Lines after the first get `columns` blanks; blank ones stay blank. */
export function indented(markdown: string, columns: number): string {
  return markdown.replace(/\n(?=[^\n])/g, `\n${" ".repeat(columns)}`);
}

/** Folded Markdown under a title that is plain text. */
export function folded(title: string, markdown: string): string {
  return `<details><summary>${markdownHtml(cutCodePoints(title, longest.name))}</summary>\n\n${markdown}\n\n</details>`;
}

/** `… and 12 more`, or nothing. */
export function more(total: number, limit: number): readonly string[] {
  return total > limit ? [`… and ${plural(total - limit, "more", "more")}`] : [];
}
