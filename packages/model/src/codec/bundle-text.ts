import type { Counts } from "../coverage.ts";
import { vlqLetters } from "./vlq.ts";

/** Text of a bundle as UTF-8, in a buffer that is used again: a large run has tens of millions of integers to write. */
export interface BundleText {
  /** Bytes since the last `take`. */
  length(): number;
  text(text: string): void;
  /** Integers from 0 to 2^53, when `plus` is added to each: see `vlqLetters`. */
  integers(values: Counts, plus: number): void;
  /** An integer of either sign: what is written is twice as much, or one less than that times -1 where it is negative. */
  step(value: number): void;
  /** Rows of integers, `width` in each: the steps from the row before, in the first one from 0. */
  rows(numbers: Int32Array, width: number): void;
  /** What was written; it is there until the next is. */
  take(): Uint8Array;
}

export function createBundleText(): BundleText {
  let bytes = Buffer.allocUnsafeSlow(16_384);
  let length = 0;
  return { length: () => length, text, integers, step, rows, take };

  function text(more: string): void {
    reserve(more.length * mostBytesPerUnit);
    length += bytes.write(more, length);
  }

  function integers(values: Counts, plus: number): void {
    for (let from = 0; from < values.length; from += atOnce) {
      reserve(atOnce * mostDigits);
      const end = Math.min(values.length, from + atOnce);
      let at = length;
      for (let i = from; i < end; i++) at = put(bytes, at, values[i]! + plus);
      length = at;
    }
  }

  function step(value: number): void {
    reserve(mostDigits);
    length = put(bytes, length, value < 0 ? value * -2 - 1 : value * 2);
  }

  function rows(numbers: Int32Array, width: number): void {
    for (let from = 0; from < numbers.length; from += atOnce) {
      reserve(atOnce * mostDigits);
      const end = Math.min(numbers.length, from + atOnce);
      let at = length;
      for (let i = from; i < end; i++) {
        const value = i < width ? numbers[i]! : numbers[i]! - numbers[i - width]!;
        at = put(bytes, at, value < 0 ? value * -2 - 1 : value * 2);
      }
      length = at;
    }
  }

  function take(): Uint8Array {
    const taken = bytes.subarray(0, length);
    length = 0;
    return taken;
  }

  function reserve(more: number): void {
    if (length + more <= bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, length + more));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  }
}

/** Writes an integer and says where it ends. */
function put(bytes: Buffer, start: number, value: number): number {
  let at = start;
  let left = value;
  for (; left > 0x7fff_ffff; left = Math.floor(left / 32)) bytes[at++] = vlqLetters[(left % 32) | 32]!;
  for (; left > 31; left >>>= 5) bytes[at++] = vlqLetters[(left & 31) | 32]!;
  bytes[at++] = vlqLetters[left]!;
  return at;
}

/** Integers for which room is made together. */
const atOnce = 1_024;
/** Of UTF-8, for a UTF-16 unit. */
const mostBytesPerUnit = 3;
/** Of the largest integer. */
const mostDigits = 11;
