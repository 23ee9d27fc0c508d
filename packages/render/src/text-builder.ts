/** Text of many short parts. It is gathered as bytes: joining millions of small strings takes most of the time of an output. */
export interface TextBuilder {
  /** A part that is the same each time: its bytes are remembered. */
  fixed(part: string): void;
  text(part: string): void;
  integer(value: number): void;
  /** What was put since the last call. */
  take(): string;
  /** Whether so much was put that it should be taken: an output comes in pieces of about `pieceLength` bytes. */
  isFull(): boolean;
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
  let isAscii = true;

  const known = new Map<string, Uint8Array>();

  return { fixed, text, integer, take, isFull: () => length >= pieceLength };

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
      encoded = new Uint8Array(Buffer.from(part));
      known.set(part, encoded);
    }
    if (encoded.length > part.length) isAscii = false;
    if (length + encoded.length > bytes.length) reserve(encoded.length);
    for (let i = 0; i < encoded.length; i++) bytes[length + i] = encoded[i]!;
    length += encoded.length;
  }

  function text(part: string): void {
    reserve(part.length * mostBytesPerUnit);
    const written = bytes.write(part, length);
    if (written > part.length) isAscii = false;
    length += written;
  }

  function integer(value: number): void {
    let left = value | 0;
    if (left !== value || left < 0) {
      text(String(value));
      return;
    }
    if (length + mostDigits > bytes.length) reserve(mostDigits);
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

  function reserve(more: number): void {
    if (length + more <= bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(length + more, bytes.length * 2));
    bytes.copy(larger, 0, 0, length);
    bytes = larger;
  }

  function take(): string {
    const taken = bytes.toString(isAscii ? "latin1" : "utf8", 0, length);
    length = 0;
    isAscii = true;
    return taken;
  }
}
