import { plainText } from "./clean.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Plain text for the content or a quoted attribute of HTML. */
export function htmlText(text: string): string {
  return escapeHtml(plainText(text));
}

/** Only the escaping: for text that is plain already. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
