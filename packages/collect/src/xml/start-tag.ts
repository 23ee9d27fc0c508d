import {
  doubleQuote,
  endOfName,
  equals,
  greater,
  holdsLess,
  inName,
  inValue,
  lessThan,
  question,
  singleQuote,
  skipSpace,
  slash,
  space,
  traits,
} from "./characters.ts";

/** One start tag in the window; one object is reused from tag to tag. */
export type StartTag = {
  /** The text in which it was scanned. */
  text: Buffer;
  /** Number of attributes. */
  count: number;
  /** `fieldsPerAttribute` numbers for each attribute: see the names of the fields. */
  readonly at: number[];
  /** First position behind the tag; -1 when the window ends before it does. */
  end: number;
  selfClosing: boolean;
  /** Position of the first thing in the tag that is not XML, or -1. */
  doubt: number;
  /** Where to look for the next tag when this one has no end. */
  resume: number;
};

export const fieldsPerAttribute = 5;
export const nameFrom = 0;
export const nameTo = 1;
export const valueFrom = 2;
export const valueTo = 3;
/** What the value holds: see `inValue`. */
export const valueTraits = 4;

export function createStartTag(): StartTag {
  return { text: Buffer.alloc(0), count: 0, at: [], end: -1, selfClosing: false, doubt: -1, resume: 0 };
}

/**
 * Reads the attributes of a start tag from `from`, just behind its name, to its end. A tag that is never closed ends
 * at the next `<`: what follows a missing quote or bracket is still read.
 */
export function scanStartTag(text: Buffer, from: number, tag: StartTag): void {
  tag.text = text;
  tag.count = 0;
  tag.end = -1;
  tag.selfClosing = false;
  tag.doubt = -1;
  tag.resume = from;
  let i = from;
  while (i >= 0) {
    i = skipSpace(text, i);
    if (i >= text.length) return;
    const code = text[i]!;
    if ((traits[code]! & inName) !== 0) i = scanAttribute(text, i, tag);
    else if (code === greater) {
      tag.end = i + 1;
      return;
    } else if (code === lessThan) {
      note(tag, i);
      tag.end = i;
      return;
    } else if (code === slash && i + 1 === text.length) return;
    else if (code === slash && text[i + 1] === greater) {
      tag.selfClosing = true;
      tag.end = i + 2;
      return;
    } else {
      note(tag, i);
      i++;
    }
  }
}

/** Reads the attribute at `start`; answers the position behind it, or -1 when the window ends before. */
function scanAttribute(text: Buffer, start: number, tag: StartTag): number {
  const nameEnd = endOfName(text, start);
  let i = skipSpace(text, nameEnd);
  if (i >= text.length) return -1;
  if (text[i] !== equals) {
    note(tag, start);
    return nameEnd;
  }
  i = skipSpace(text, i + 1);
  if (i >= text.length) return -1;
  const base = tag.count * fieldsPerAttribute;
  tag.at[base + nameFrom] = start;
  tag.at[base + nameTo] = nameEnd;
  const quote = text[i]!;
  if (quote !== doubleQuote && quote !== singleQuote) return scanUnquoted(text, i, tag);
  const from = i + 1;
  let held = 0;
  for (i = from; i < text.length; i++) {
    const code = text[i]!;
    if (code === quote) break;
    held |= traits[code]!;
  }
  if (i + 1 >= text.length) return -1;
  if ((held & holdsLess) !== 0) return endDoubtfulValue(text, from, i, tag);
  addValue(tag, from, i, held);
  return i + 1;
}

function addValue(tag: StartTag, from: number, to: number, held: number): void {
  const base = tag.count * fieldsPerAttribute;
  tag.at[base + valueFrom] = from;
  tag.at[base + valueTo] = to;
  tag.at[base + valueTraits] = held & inValue;
  tag.count++;
}

/**
 * A quoted value with a `<` inside: either that was not escaped, or the closing quote is missing and the quote that
 * was found opens the value of another tag. Then the value ends at the `<`.
 */
function endDoubtfulValue(text: Buffer, from: number, quoteAt: number, tag: StartTag): number {
  const less = text.indexOf(lessThan, from);
  note(tag, less);
  const closes = text[quoteAt - 1] !== equals && endsValue(text[quoteAt + 1]!);
  addValue(tag, from, closes ? quoteAt : less, inValue);
  if (!closes) return less;
  tag.resume = quoteAt + 1;
  return quoteAt + 1;
}

function scanUnquoted(text: Buffer, from: number, tag: StartTag): number {
  note(tag, from);
  let i = from;
  while (i < text.length && !endsValue(text[i]!) && text[i] !== lessThan) i++;
  if (i >= text.length) return -1;
  addValue(tag, from, i, inValue);
  return i;
}

function note(tag: StartTag, position: number): void {
  if (tag.doubt < 0) tag.doubt = position;
}

function endsValue(code: number): boolean {
  return code <= space || code === greater || code === slash || code === question;
}
