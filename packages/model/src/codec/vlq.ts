import { Refusal } from "./guards.ts";

/**
 * Digits of Base64 that hold five bits each. Integers from 0 to 2^53 are text as source maps have them but without a sign
 * (VLQ): the lowest digit first; all but the last have their sixth bit set. Below 32 one letter: equal counts that follow
 * each other are runs of one letter, which compression likes.
 */
export const vlqLetters: Uint8Array = Buffer.from(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
);

/**
 * The integers, each less `minus`; they are there until the next text is read. Throws a `Refusal` for what
 * `BundleText.integers` does not write, and for other than `length`.
 */
export function decodeVlq(text: string, minus = 0, length?: number): Float64Array {
  const found = readDigits(text);
  if (length !== undefined && found !== length) throw new Refusal(`a list has other than ${length} integers`);
  if (found > room.length) room = new Float64Array(found);
  const values = room.subarray(0, found);
  let at = 0;
  for (let i = 0; i < found; i++) {
    let digit = block[at++]!;
    let value = digit & 31;
    for (let scale = 32; digit > 31; scale *= 32) {
      digit = block[at++]!;
      const more = (digit & 31) * scale;
      // So compared nothing is rounded.
      if (!(more <= largest - value)) throw new Refusal("an integer in a list is too large");
      value += more;
      if (digit === 0) throw new Refusal("an integer in a list is longer than it is large");
    }
    values[i] = value - minus;
  }
  return values;
}

/** Throws a `Refusal` for what `BundleText.rows` does not write of integers from `least` to `most`. */
export function decodeRows(text: string, width: number, { least, most }: Bounds): Int32Array {
  const steps = decodeVlq(text);
  if (steps.length % width !== 0) throw new Refusal(`a list of integers is not made of groups of ${width}`);
  const numbers = new Int32Array(steps.length);
  for (let i = 0; i < steps.length; i++) {
    const half = Math.floor(steps[i]! / 2);
    const step = half * 2 === steps[i]! ? half : -half - 1;
    const value = i < width ? step : step + numbers[i - width]!;
    if (value < least || value > most) throw new Refusal("an integer in a list is out of bounds");
    numbers[i] = value;
  }
  return numbers;
}

export type Bounds = { readonly least: number; readonly most: number };

/** Puts the digits of a text into the block and says how many integers they are. */
function readDigits(text: string): number {
  if (text.length > block.length) block = Buffer.allocUnsafe(text.length * 2);
  const length = block.write(text);
  // What is not ASCII takes more bytes than letters, or does not fit.
  if (length !== text.length) throw new Refusal("a list of integers has something else in it");
  let count = 0;
  let digit = 0;
  for (let at = 0; at < length; at++) {
    digit = digits[block[at]!]!;
    if (digit > 63) throw new Refusal("a list of integers has something else in it");
    if (digit < 32) count++;
    block[at] = digit;
  }
  if (digit > 31) throw new Refusal("a list of integers is cut");
  return count;
}

const largest = 2 ** 53;

const digits = new Uint8Array(256).fill(255);
for (const [digit, letter] of vlqLetters.entries()) digits[letter] = digit;

/** These are used again for each text. */
let block: Buffer = Buffer.allocUnsafe(4_096);
let room = new Float64Array(0);
