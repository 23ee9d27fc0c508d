import { Refusal } from "./guards.ts";

/** Writes integers from 0 to 2^53 in as few bytes as they need (LEB128): below 128 one byte. */
export interface VarintWriter {
  put(value: number): void;
  /** What was put since the last call, as Base64. */
  take(): string;
}

/** Reads them; a byte that is missing or an integer that is too large throws a `Refusal`. */
export interface VarintReader {
  take(): number;
  isAtEnd(): boolean;
}

const largest = 2 ** 53;
/** Bytes of the largest integer. */
const mostBytes = 8;

export function createVarintWriter(): VarintWriter {
  let bytes = Buffer.allocUnsafe(4_096);
  let length = 0;
  return {
    put(value) {
      if (length + mostBytes > bytes.length) {
        const larger = Buffer.allocUnsafe(bytes.length * 2);
        larger.set(bytes);
        bytes = larger;
      }
      let left = value;
      for (; left > 0x7fff_ffff; left = Math.floor(left / 128)) bytes[length++] = (left % 128) | 128;
      for (; left > 127; left >>>= 7) bytes[length++] = (left & 127) | 128;
      bytes[length++] = left;
    },
    take() {
      const text = bytes.toString("base64", 0, length);
      length = 0;
      return text;
    },
  };
}

export function createVarintReader(text: string): VarintReader {
  const bytes = Buffer.from(text, "base64");
  let at = 0;
  return {
    take() {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at++];
        if (byte === undefined) throw new Refusal("a list of integers is cut");
        value += (byte & 127) * scale;
        if (!(value <= largest)) throw new Refusal("an integer in a list is too large");
        if (byte < 128) return value;
      }
    },
    isAtEnd: () => at >= bytes.length,
  };
}
