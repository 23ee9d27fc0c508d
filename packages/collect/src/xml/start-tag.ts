/** One start tag in the window; one object is reused from tag to tag. */
export type StartTag = {
  /** The text in which it was scanned. */
  text: string;
  /** Number of attributes. */
  count: number;
  /** Attribute i: name from `at[4 * i]` to `at[4 * i + 1]`, value from `at[4 * i + 2]` to `at[4 * i + 3]`. */
  readonly at: number[];
  /** First position behind the tag; -1 when the window ends before it does. */
  end: number;
  selfClosing: boolean;
  /** Position of the first thing in the tag that is not XML, or -1. */
  doubt: number;
  /** Position of the next `<` that is not inside a value, or the length of the text. */
  next: number;
};

export function createStartTag(): StartTag {
  return { text: "", count: 0, at: [], end: -1, selfClosing: false, doubt: -1, next: 0 };
}

/**
 * Reads the attributes of a start tag from `from`, just behind its name, to its end. `next` is the position of the
 * next `<`, or the text's length. A tag that is never closed ends there: what follows a missing quote or bracket is
 * still read.
 */
export function scanStartTag(text: string, from: number, next: number, tag: StartTag): void {
  tag.text = text;
  tag.count = 0;
  tag.end = -1;
  tag.selfClosing = false;
  tag.doubt = -1;
  tag.next = next;
  let i = from;
  while (i >= 0) {
    i = skipSpace(text, i);
    if (i >= text.length) return;
    const code = text.charCodeAt(i);
    if (code === greater) {
      tag.end = i + 1;
      return;
    }
    if (code === lessThan) {
      note(tag, i);
      tag.end = i;
      return;
    }
    if (code === slash) {
      if (i + 1 === text.length) return;
      if (text.charCodeAt(i + 1) === greater) {
        tag.selfClosing = true;
        tag.end = i + 2;
        return;
      }
    }
    if (isNameCharacter(code)) i = scanAttribute(text, i, tag);
    else {
      note(tag, i);
      i++;
    }
  }
}

/** First position behind a name, which may be empty. */
export function endOfName(text: string, from: number): number {
  let i = from;
  while (i < text.length && isNameCharacter(text.charCodeAt(i))) i++;
  return i;
}

export function skipSpace(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) <= space) i++;
  return i;
}

/** Reads the attribute at `start`; answers the position behind it, or -1 when the window ends before. */
function scanAttribute(text: string, start: number, tag: StartTag): number {
  const nameEnd = endOfName(text, start);
  let i = text.charCodeAt(nameEnd) === equals ? nameEnd : skipSpace(text, nameEnd);
  if (i >= text.length) return -1;
  if (text.charCodeAt(i) !== equals) {
    note(tag, start);
    return nameEnd;
  }
  i++;
  let quote = text.charCodeAt(i);
  if (quote !== doubleQuote && quote !== singleQuote) {
    i = skipSpace(text, i);
    if (i >= text.length) return -1;
    quote = text.charCodeAt(i);
  }
  const base = tag.count * 4;
  tag.at[base] = start;
  tag.at[base + 1] = nameEnd;
  if (quote !== doubleQuote && quote !== singleQuote) return scanUnquoted(text, i, tag);
  const end = text.indexOf(quote === doubleQuote ? '"' : "'", i + 1);
  if (end < 0 || end + 1 === text.length) return -1;
  if (end > tag.next) return endDoubtfulValue(text, i + 1, end, tag);
  tag.at[base + 2] = i + 1;
  tag.at[base + 3] = end;
  tag.count++;
  return end + 1;
}

/**
 * A quoted value with a `<` inside: either that was not escaped, or the closing quote is missing and the quote that
 * was found opens the value of another tag. Then the value ends at the `<`.
 */
function endDoubtfulValue(text: string, from: number, quoteAt: number, tag: StartTag): number {
  const less = tag.next;
  note(tag, less);
  const closes = text.charCodeAt(quoteAt - 1) !== equals && endsValue(text.charCodeAt(quoteAt + 1));
  tag.at[tag.count * 4 + 2] = from;
  tag.at[tag.count * 4 + 3] = closes ? quoteAt : less;
  tag.count++;
  if (!closes) return less;
  const next = text.indexOf("<", quoteAt + 1);
  tag.next = next < 0 ? text.length : next;
  return quoteAt + 1;
}

function scanUnquoted(text: string, from: number, tag: StartTag): number {
  note(tag, from);
  let i = from;
  while (i < text.length && !endsValue(text.charCodeAt(i)) && text.charCodeAt(i) !== lessThan) i++;
  if (i >= text.length) return -1;
  tag.at[tag.count * 4 + 2] = from;
  tag.at[tag.count * 4 + 3] = i;
  tag.count++;
  return i;
}

function note(tag: StartTag, position: number): void {
  if (tag.doubt < 0) tag.doubt = position;
}

function endsValue(code: number): boolean {
  return code <= space || code === greater || code === slash || code === questionMark;
}

/** Letters, digits, `- . _ :` and everything that is not ASCII: wider than XML, so that odd names stay names. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x2d && code <= 0x3a && code !== slash) ||
    code === 0x5f ||
    code >= 0x80
  );
}

const space = 0x20;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const slash = 0x2f;
const lessThan = 0x3c;
const equals = 0x3d;
const greater = 0x3e;
const questionMark = 0x3f;
