import { ampersand, doubleQuote, greater, lessThan, semicolon, singleQuote, standsAt } from "./characters.ts";

/**
 * Decodes a value of nothing but printable ASCII and the five predefined entities: nearly all values with an `&` are.
 * Answers `undefined` when there is another reference in it. One walk over the bytes into one buffer: searching,
 * slicing and joining the parts takes longer, and leaves ropes that are made flat later.
 */
export function decodeUsualValue(text: Uint8Array, start: number, end: number): string | undefined {
  if (end - start > scratch.length) return undefined;
  let length = 0;
  for (let i = start; i < end; i++) {
    let code = text[i]!;
    if (code === ampersand) {
      const to = endOfReference(text, i, end);
      code = to < 0 ? -1 : predefinedAt(text, i, to);
      if (code < 0) return undefined;
      i = to;
    }
    scratch[length++] = code;
  }
  return scratch.toString("latin1", 0, length);
}

/** Longer values than this are failure messages: seldom, and worth the careful way. */
const scratch = Buffer.allocUnsafeSlow(4_096);

/** Of the longest predefined entity, from `&` to `;`. */
const longestPredefined = 6;

function endOfReference(text: Uint8Array, from: number, end: number): number {
  const last = Math.min(end, from + longestPredefined);
  for (let i = from + 1; i < last; i++) if (text[i] === semicolon) return i;
  return -1;
}

/** The character that the entity from `&` to the `;` at `to` stands for, or -1. */
function predefinedAt(text: Uint8Array, from: number, to: number): number {
  const length = to - from - 1;
  const first = text[from + 1]!;
  if (length === 2 && text[from + 2] === 0x74)
    return first === 0x67 ? greater : first === 0x6c ? lessThan : -1;
  if (length === 3) return standsAt("amp", text, from + 1) ? ampersand : -1;
  if (length !== 4) return -1;
  if (standsAt("quot", text, from + 1)) return doubleQuote;
  return standsAt("apos", text, from + 1) ? singleQuote : -1;
}
