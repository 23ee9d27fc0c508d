/**
 * Scans answer the position behind what they have read, or one of two negative numbers. This one: something else is there
 * than was expected.
 */
export const mismatch = -1;

/** The window ends before the value does: more bytes are needed. */
export const incomplete = -2;

/**
 * Position behind the JSON value that begins at `from`, or `incomplete`. Knows strings and brackets only: what is
 * between them is left to the parser. Of a value that is no JSON it answers some position behind `from`.
 */
export function skipValue(bytes: Uint8Array, from: number, end: number): number {
  let depth = 0;
  for (let i = from; i < end; i++) {
    switch (bytes[i]) {
      case doubleQuote:
        i = skipString(bytes, i, end);
        if (i < 0) return incomplete;
        if (depth === 0) return i;
        i--;
        break;
      case openBrace:
      case openBracket:
        depth++;
        break;
      case closeBrace:
      case closeBracket:
        if (depth === 0) return Math.max(i, from + 1);
        if (--depth === 0) return i + 1;
        break;
      case comma:
        if (depth === 0) return Math.max(i, from + 1);
        break;
    }
  }
  return incomplete;
}

/** Position behind the string whose opening quote is at `from`, or `incomplete`. */
export function skipString(bytes: Uint8Array, from: number, end: number): number {
  for (let i = from + 1; i < end; i++) {
    const byte = bytes[i];
    if (byte === doubleQuote) return i + 1;
    if (byte === backslash) i++;
  }
  return incomplete;
}

export function skipSpace(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end && isSpace(bytes[i]!)) i++;
  return i;
}

export function isSpace(byte: number): boolean {
  return byte <= 0x20 && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
}

/** The value of the string literal between its quotes' positions; `undefined` when it is no JSON. */
export function decodeString(bytes: Buffer, from: number, to: number): string | undefined {
  let plain = true;
  for (let i = from + 1; i < to - 1; i++) if (bytes[i] === backslash || bytes[i]! < 0x20) plain = false;
  if (plain) return bytes.toString("utf8", from + 1, to - 1);
  try {
    return JSON.parse(bytes.toString("utf8", from, to)) as string; // a literal in quotes
  } catch {
    return undefined;
  }
}

export const doubleQuote = 0x22;
export const comma = 0x2c;
export const colon = 0x3a;
export const openBracket = 0x5b;
const backslash = 0x5c;
export const closeBracket = 0x5d;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
