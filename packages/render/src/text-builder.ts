/**
 * A piece of an output. Bytes are UTF-8, whole characters, and the builder's own: they hold until the next piece is
 * asked for.
 */
export type Piece = string | Uint8Array;

/** Text of many short parts. It is gathered as bytes: joining millions of small strings takes most of the time of an output. */
export interface TextBuilder {
  /** A part that is the same each time: its bytes are remembered. */
  fixed(part: string): void;
  text(part: string): void;
  integer(value: number): void;
  /** A part that is the same each time but for one integer. */
  numbered(part: NumberedPart, value: number): void;
  /** What was put since the last call, until more is put. */
  take(): Uint8Array;
  /** Whether so much was put that it should be taken: an output comes in pieces of about `pieceLength` bytes. */
  isFull(): boolean;
}

/** Text around an integer, with the bytes of those integers that it was put with. */
export type NumberedPart = {
  readonly before: string;
  readonly after: string;
  readonly known: (Uint8Array | undefined)[];
};

/** Of integers from here on no bytes are remembered: few files have so many lines. */
const remembered = 4_096;

/** Where a part is repeated for every line of every file, its bytes are copied rather than made again. */
export function numberedPart(before: string, after: string): NumberedPart {
  return { before, after, known: new Array(remembered) };
}

/** A piece that is long enough to be written at once, and short enough to lie in memory. */
const pieceLength = 64 * 1024;

/** Bytes of UTF-8 for a UTF-16 unit, at most. */
const mostBytesPerUnit = 3;
/** Digits of an integer that is not written as text. */
const mostDigits = 10;

export function createTextBuilder(): TextBuilder {
  let bytes = Buffer.allocUnsafeSlow(pieceLength + 4_096);
  let length = 0;

  const known = new Map<string, Uint8Array>();

  return { fixed, text, integer, numbered, take, isFull: () => length >= pieceLength };

  function fixed(part: string): void {
    // Most are one letter, which takes less time than to look it up.
    if (part.length === 1 && length < bytes.length) {
      const code = part.charCodeAt(0);
      if (code < 128) {
        bytes[length++] = code;
        return;
      }
    }
    let encoded = known.get(part);
    if (encoded === undefined) {
      encoded = encode(part);
      known.set(part, encoded);
    }
    put(encoded);
  }

  function text(part: string): void {
    reserve(part.length * mostBytesPerUnit);
    length += bytes.write(part, length);
  }

  function integer(value: number): void {
    let left = value | 0;
    if (left !== value || left < 0) {
      text(String(value));
      return;
    }
    reserve(mostDigits);
    if (left < 10) {
      bytes[length++] = 0x30 + left;
      return;
    }
    let digits = 2;
    for (let power = 100; power <= left && digits < mostDigits; power *= 10) digits++;
    for (let at = length + digits - 1; at >= length; at--) {
      const rest = (left / 10) | 0;
      bytes[at] = 0x30 + left - rest * 10;
      left = rest;
    }
    length += digits;
  }

  function numbered(part: NumberedPart, value: number): void {
    put((value < remembered ? part.known[value] : undefined) ?? encodeNumbered(part, value));
  }

  function put(encoded: Uint8Array): void {
    reserve(encoded.length);
    bytes.set(encoded, length);
    length += encoded.length;
  }

  function reserve(more: number): void {
    if (length + more > bytes.length) grow(more);
  }

  function grow(more: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(length + more, bytes.length * 2));
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  }

  function take(): Uint8Array {
    const taken = bytes.subarray(0, length);
    length = 0;
    return taken;
  }
}

function encodeNumbered(part: NumberedPart, value: number): Uint8Array {
  const encoded = encode(`${part.before}${value}${part.after}`);
  if (Number.isInteger(value) && value >= 0 && value < remembered) part.known[value] = encoded;
  return encoded;
}

function encode(part: string): Uint8Array {
  return new Uint8Array(Buffer.from(part));
}
