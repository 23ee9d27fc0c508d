import type { Head } from "../reader.ts";
import { endOfDoctype } from "../xml/doctype.ts";

/**
 * True when the first element is `testsuites` or `testsuite`, with or without a namespace prefix. Log lines in
 * front are passed over: some reporters share standard output with the program under test.
 */
export function recogniseJunit({ bytes, text }: Head): boolean {
  const readable = isUtf16WithoutMark(bytes) ? text.replaceAll("\0", "") : text;
  const start = startOfMarkup(readable);
  return start >= 0 && rootElement.test(readable.slice(endOfProlog(readable, start)).slice(0, 256));
}

function isUtf16WithoutMark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x3c && bytes[1] === 0) || (bytes[0] === 0 && bytes[1] === 0x3c);
}

/** Where the document begins; behind text that is not JSON, at the beginning of a line. */
function startOfMarkup(text: string): number {
  const first = text.search(/\S/);
  if (first < 0 || text[first] === "<") return first;
  if (/^(?:\{|\[\s*[[{"\]])/.test(text.slice(first, first + 1_024))) return -1;
  return text.search(/^[ \t]*<(?:\?xml\s|(?:[\w.-]+:)?testsuites?[\s/>])/m);
}

/** First position behind declarations, comments and the document type. */
function endOfProlog(text: string, from: number): number {
  let at = from;
  while (at >= 0) {
    const next = text.slice(at).search(/\S/);
    if (next < 0) return text.length;
    at += next;
    if (text.startsWith("<?", at)) at = endOf(text, "?>", at);
    else if (text.startsWith("<!--", at)) at = endOf(text, "-->", at);
    else if (/^<!doctype/i.test(text.slice(at, at + 9))) at = endOfDoctype(text, at + 9);
    else return at;
  }
  return text.length;
}

function endOf(text: string, terminator: string, from: number): number {
  const found = text.indexOf(terminator, from);
  return found < 0 ? -1 : found + terminator.length;
}

const rootElement = /^<(?:[\w.-]+:)?testsuites?(?:[\s/>]|$)/;
