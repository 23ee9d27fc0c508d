export const carriageReturn = 0x0d;
export const space = 0x20;
export const exclamation = 0x21;
export const doubleQuote = 0x22;
export const ampersand = 0x26;
export const singleQuote = 0x27;
export const slash = 0x2f;
export const semicolon = 0x3b;
export const lessThan = 0x3c;
export const equals = 0x3d;
export const greater = 0x3e;
export const question = 0x3f;

/** Letters, digits, `- . _ :` and everything that is not ASCII: wider than XML, so that odd names stay names. */
export const inName = 1;
/** Letters, `_ :` and everything that is not ASCII. */
export const startsName = 2;
/** What a value may hold that is more than its own characters: it has to be looked at again. */
export const holdsAmpersand = 4;
const holdsControl = 8;
const holdsMore = 16;
export const holdsLess = 32;
export const inValue: number = holdsAmpersand | holdsControl | holdsMore | holdsLess;

/** What each byte of UTF-8 can be; one look at a table for all questions. */
export const traits: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => traitsOf(byte));

function traitsOf(byte: number): number {
  if (byte >= 0x80) return inName | startsName | holdsMore;
  const character = String.fromCharCode(byte);
  if (/[A-Za-z_:]/.test(character)) return inName | startsName;
  if (/[\d.-]/.test(character)) return inName;
  if (byte === ampersand) return holdsAmpersand;
  if (byte === lessThan) return holdsLess;
  return byte < space ? holdsControl : 0;
}

/** True when `word`, which is ASCII, stands at `at`. */
export function standsAt(word: string, text: Uint8Array, at: number): boolean {
  if (at + word.length > text.length) return false;
  for (let i = 0; i < word.length; i++) if (text[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** First position behind a name, which may be empty. */
export function endOfName(text: Uint8Array, from: number): number {
  let i = from;
  while (i < text.length && (traits[text[i]!]! & inName) !== 0) i++;
  return i;
}

export function skipSpace(text: Uint8Array, from: number): number {
  let i = from;
  while (i < text.length && text[i]! <= space) i++;
  return i;
}

/** Position of the first `<` from `from` on, or the text's length. */
export function nextLess(text: Buffer, from: number): number {
  // Most texts are the few characters between two tags; a call costs more than looking at these.
  const near = Math.min(from + farEnough, text.length);
  for (let i = from; i < near; i++) if (text[i] === lessThan) return i;
  if (near === text.length) return near;
  const found = text.indexOf(lessThan, near);
  return found < 0 ? text.length : found;
}

const farEnough = 64;
