import { inertLine, plainLine, plainText } from "./clean.ts";
import { escapeHtml } from "./html.ts";

/** Breaks a word for machines, not for people. */
const wordJoiner = "\u2060";

/**
 * What GitHub makes a link, a mention or a reference of wherever it stands in text: `@name`, `#1`, `GH-1`,
 * `scheme://`, `www.`, and the addresses that need no slashes. A backslash or an entity does not stop all of them,
 * as some are looked for in the rendered text.
 */
const live = /@|#(?=\d)|gh-(?=\d)|www(?=\.)|:(?=\/\/)|(?:mailto|xmpp):/gi;

/** GitHub's documented way to write a dollar sign that opens no formula. */
const dollar = "<span>$$</span>";

/** Plain text of one line inside a Markdown paragraph, heading, list item or table cell. */
export function markdownText(text: string): string {
  return breakLive(plainLine(text).trimStart())
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(/[&<>]/g, escapeHtml)
    .replace(/^[-+=#]|^\d{1,9}(?=[.)](?:\s|$))/, blockStart) // nothing begins a list, a heading or an underline
    .replaceAll("$", dollar);
}

function blockStart(mark: string): string {
  return /\d/.test(mark) ? `${mark}\\` : `\\${mark}`;
}

/** One line as code: nothing in it is alive, also in a table cell. */
export function markdownCode(text: string): string {
  const line = plainLine(text);
  if (line.includes("|")) return `<code>${markdownText(line)}</code>`; // a cell ends at `|` even inside backticks
  if (line.trim() === "") return "` `";
  const fence = "`".repeat(longestRun(line) + 1);
  const pad = /^[ `]|[ `]$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Text of several lines as a code block; the fence is longer than any run of backticks in it. */
export function markdownBlock(text: string, language = "text"): string {
  const lines = plainText(text).replace(/^\n+|\s+$/g, "");
  const fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}${language}\n${lines.split("\n").map(inertLine).join("\n")}\n${fence}`;
}

/** Plain text of one line inside HTML that stands in Markdown, such as a `<summary>`. */
export function markdownHtml(text: string): string {
  return escapeHtml(breakLive(plainLine(text).trimStart())).replaceAll("$", dollar);
}

/**
 * Plain text, of several lines where it has them, for a place that is no Markdown and may still make links and mentions
 * of what it shows: titles and annotations of a check run, the description of a commit status.
 */
export function unlinked(text: string): string {
  return breakLive(plainText(text).split("\n").map(inertLine).join("\n"));
}

function breakLive(text: string): string {
  return text.replace(live, `$&${wordJoiner}`);
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
