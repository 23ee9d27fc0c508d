import { stripAnsi } from "./clean.ts";

/** XML 1.0 has no way to write these, not even as references. */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/**
 * Text for the content of an XML 1.0 element. What XML forbids becomes U+FFFD; terminal sequences, which begin
 * with such a character, are left out.
 */
export function xmlText(text: string): string {
  return allowed(text).replace(/[&<>\r]/g, reference);
}

/** Text for a double-quoted XML attribute: blanks are kept as they are, also line breaks and tabs. */
export function xmlAttribute(text: string): string {
  return allowed(text).replace(/[&<>"\r\n\t]/g, reference);
}

/** Text without characters that XML forbids, for writers that do the escaping themselves. */
export function xmlCharacters(text: string): string {
  return allowed(text);
}

function allowed(text: string): string {
  return stripAnsi(text).toWellFormed().replace(forbidden, "\uFFFD");
}

function reference(character: string): string {
  switch (character) {
    case "&":
      return "&amp;";
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return `&#${character.charCodeAt(0)};`;
  }
}
