/** What `decodeReferences` met that a document should not hold. */
export type ReferenceDoubt = "entity" | "bare-ampersand" | "forbidden-character";

/**
 * Replaces character references and the five predefined entities. Other entities are never expanded: they stay
 * as written. Characters that XML forbids are left out, lone surrogates become U+FFFD; two references that make
 * a surrogate pair, as some writers produce, are one character.
 */
export function decodeReferences(text: string, doubt: (what: ReferenceDoubt, at: number) => void): string {
  let at = text.indexOf("&");
  if (at < 0) return text;
  let decoded = "";
  let done = 0;
  while (at >= 0) {
    decoded += text.slice(done, at);
    const name = predefinedAt(text, at);
    if (name !== "") {
      decoded += predefined.get(name)!;
      done = at + name.length + 2;
      at = text.indexOf("&", done);
      continue;
    }
    const start = at;
    const tell = (what: ReferenceDoubt): void => doubt(what, start);
    const reference = matchReference(text, at);
    if (reference === undefined) tell("bare-ampersand");
    decoded += reference === undefined ? "&" : characterFor(text, reference, tell);
    done = reference === undefined ? at + 1 : reference.end;
    // Two references that make a surrogate pair were consumed together.
    if (reference?.code !== undefined && isPair(text, reference))
      done = matchReference(text, reference.end)!.end;
    at = text.indexOf("&", done);
  }
  return decoded + text.slice(done);
}

/** The longest reference that is looked for, so that a lone `&` costs little. */
const longestReference = 64;

/**
 * Where text from `from` on can be cut without tearing a reference apart, or two that may make one character.
 */
export function endOfWholeReferences(text: Buffer, from: number): number {
  const tail = text.toString("latin1", Math.max(from, text.length - 2 * longestReference));
  return text.length - unfinished.exec(tail)![0].length;
}

/** The first half of a surrogate pair, and a reference without its end. */
const unfinished =
  /(?:&#(?:x0*d[89ab][\da-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6[0-2]\d\d|63[01]\d));)?(?:&[^;&]{0,62})?$/i;

const predefined: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** The name of the predefined entity at `at`, or `""`: the common case, without an object or a pattern. */
function predefinedAt(text: string, at: number): string {
  switch (text.charCodeAt(at + 1)) {
    case 0x67:
      return text.startsWith("gt;", at + 1) ? "gt" : "";
    case 0x6c:
      return text.startsWith("lt;", at + 1) ? "lt" : "";
    case 0x71:
      return text.startsWith("quot;", at + 1) ? "quot" : "";
    case 0x61:
      return text.startsWith("amp;", at + 1) ? "amp" : text.startsWith("apos;", at + 1) ? "apos" : "";
    default:
      return "";
  }
}

type Reference = { readonly name: string; readonly code: number | undefined; readonly end: number };

function characterFor(text: string, reference: Reference, doubt: (what: ReferenceDoubt) => void): string {
  if (reference.code === undefined) {
    doubt("entity");
    return `&${reference.name};`;
  }
  if (!isPair(text, reference)) return characterOf(reference.code, doubt);
  return String.fromCharCode(reference.code, matchReference(text, reference.end)!.code!);
}

function isPair(text: string, { code, end }: Reference): boolean {
  if (code === undefined || code < 0xd800 || code >= 0xdc00) return false;
  const low = matchReference(text, end)?.code;
  return low !== undefined && low >= 0xdc00 && low <= 0xdfff;
}

function matchReference(text: string, at: number): Reference | undefined {
  if (text.charCodeAt(at) !== 0x26) return undefined;
  const end = at + longestReference;
  for (let i = at + 1; i < text.length && i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3b) return toReference(text.slice(at + 1, i), i + 1);
    if (code === 0x26 || code === 0x3c || code <= 0x20) return undefined;
  }
  return undefined;
}

function toReference(name: string, end: number): Reference | undefined {
  const digits = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name);
  if (digits !== null) {
    const code = digits[1] === undefined ? Number.parseInt(digits[2]!, 10) : Number.parseInt(digits[1], 16);
    return { name, code, end };
  }
  return /^[A-Za-z_:][\w.:-]*$/.test(name) ? { name, code: undefined, end } : undefined;
}

function characterOf(code: number, doubt: (what: ReferenceDoubt) => void): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    doubt("forbidden-character");
    return "\ufffd";
  }
  if ((code < 0x20 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffe || code === 0xffff) {
    doubt("forbidden-character");
    return "";
  }
  return String.fromCodePoint(code);
}
