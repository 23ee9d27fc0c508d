import { cutCodePoints, htmlText, plural } from "@tollgate/text";

/** The longest name or sentence; longer ones end in an ellipsis. */
const longest = { name: 200, sentence: 600 } as const;

/** A name, path or identifier from a report: as code. */
export function name(text: string): string {
  return `<code>${oneLine(text, longest.name)}</code>`;
}

/** A sentence that may quote reports; what stands between backticks in it becomes code. */
export function sentence(text: string): string {
  return oneLine(text, longest.sentence).replace(/`([^`]+)`/g, "<code>$1</code>");
}

/** What a tool said, in several lines. */
export function quote(text: string): string {
  return text === "" ? "" : `<pre>${htmlText(text)}</pre>`;
}

/** A part of the page that the navigation can point at. */
export function section(id: string, title: string, body: readonly string[]): string {
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${title}</h2>\n${body.join("\n")}\n</section>`;
}

/** A list of HTML items with the class given; nothing for none. */
export function list(items: readonly string[], kind: "ol" | "ul", className: string): string {
  if (items.length === 0) return "";
  return `<${kind} class="${className}">\n${items.map((item) => `<li>${item}</li>`).join("\n")}\n</${kind}>`;
}

/** `… and 12 more`, or nothing. */
export function more(total: number, limit: number): readonly string[] {
  return total > limit ? [`… and ${plural(total - limit, "more", "more")}`] : [];
}

/** A word with what it means said in a colour too; the word alone says it. */
export function badge(word: string, tone: string): string {
  return `<span class="badge is-${tone}">${oneLine(word, longest.name)}</span>`;
}

function oneLine(text: string, limit: number): string {
  return htmlText(cutCodePoints(text, limit)).replace(/\s+/g, " ");
}
