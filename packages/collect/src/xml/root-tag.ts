import type { Head } from "../reader.ts";
import { endOfDoctype } from "./doctype.ts";

/** The start tag of the first element of a document. */
export type RootTag = {
  /** Without its namespace prefix. */
  readonly name: string;
  /** From `<` to `>`; its first 4,096 characters. */
  readonly tag: string;
  /** The 4,096 characters behind `tag`. */
  readonly rest: string;
};

/**
 * Finds the first element behind declarations, comments and a document type. Log lines are passed over in front of a line
 * that `beginning` finds: some reporters share standard output with the program under test. `undefined`: this is not XML.
 */
export function rootTag({ bytes, text }: Head, beginning: RegExp = declaration): RootTag | undefined {
  const readable = isUtf16WithoutMark(bytes) ? text.replaceAll("\0", "") : text;
  const start = startOfMarkup(readable, beginning);
  if (start < 0) return undefined;
  const at = endOfProlog(readable, start);
  const begin = readable.slice(at, at + longestTag);
  const name = /^<(?:[\w.-]+:)?([\w.-]+)(?=[\s/>]|$)/.exec(begin)?.[1];
  if (name === undefined) return undefined;
  const end = begin.indexOf(">") + 1 || begin.length;
  return { name, tag: begin.slice(0, end), rest: readable.slice(at + end, at + end + longestTag) };
}

const declaration = /^[ \t]*<\?xml\s/m;

const longestTag = 4_096;

function isUtf16WithoutMark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x3c && bytes[1] === 0) || (bytes[0] === 0 && bytes[1] === 0x3c);
}

/** Where the document begins; behind text that is not JSON, where `beginning` matches. */
function startOfMarkup(text: string, beginning: RegExp): number {
  const first = text.search(/\S/);
  if (first < 0 || text[first] === "<") return first;
  if (/^(?:\{|\[\s*[[{"\]])/.test(text.slice(first, first + 1_024))) return -1;
  return text.search(beginning);
}

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
