import type { MapSlabs } from "../map-slabs.ts";
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
  for (let i = 0; i < found; i++) values[i] = nextInteger() - minus;
  return values;
}

/** Throws a `Refusal` for what `BundleText.rows` does not write of integers from `least` to `most`. */
export function decodeRows(
  text: string,
  width: number,
  { least, most, slabs }: { readonly least: number; readonly most: number; readonly slabs: MapSlabs },
): Int32Array {
  const found = readDigits(text);
  if (found % width !== 0) throw new Refusal(`a list of integers is not made of groups of ${width}`);
  const numbers = slabs.room(found);
  for (let i = 0; i < found; i++) {
    const doubled = nextInteger();
    // Of small integers in a fraction of the time.
    const half = doubled < 0x8000_0000 ? doubled >> 1 : Math.floor(doubled / 2);
    const step = half * 2 === doubled ? half : -half - 1;
    const value = i < width ? step : step + numbers[i - width]!;
    if (value < least || value > most) throw new Refusal("an integer in a list is out of bounds");
    numbers[i] = value;
  }
  return numbers;
}

/** The integer whose digits are next in the block. */
function nextInteger(): number {
  let digit = block[next++]!;
  let value = digit & 31;
  for (let scale = 32; digit > 31; scale *= 32) {
    digit = block[next++]!;
    const more = (digit & 31) * scale;
    // So compared nothing is rounded.
    if (!(more <= largest - value)) throw new Refusal("an integer in a list is too large");
    value += more;
    if (digit === 0) throw new Refusal("an integer in a list is longer than it is large");
  }
  return value;
}

/** Puts the digits of a text into the block and says how many integers they are. */
function readDigits(text: string): number {
  if (text.length > block.length) block = Buffer.allocUnsafe(text.length * 2);
  const length = block.write(text);
  // What is not ASCII takes more bytes than letters, or does not fit.
  if (length !== text.length) throw new Refusal("a list of integers has something else in it");
  next = 0;
  let count = 0;
  let digit = 0;
  for (let at = 0; at < length; at++) {
    digit = vlqDigits[block[at]!]!;
    if (digit > 63) throw new Refusal("a list of integers has something else in it");
    if (digit < 32) count++;
    block[at] = digit;
  }
  if (digit > 31) throw new Refusal("a list of integers is cut");
  return count;
}

const largest = 2 ** 53;

/** By byte the digit that it stands for; above 63 where it stands for none. */
export const vlqDigits: Uint8Array = new Uint8Array(256).fill(255);
for (const [digit, letter] of vlqLetters.entries()) vlqDigits[letter] = digit;

/** These are used again for each text. */
let block: Buffer = Buffer.allocUnsafe(4_096);
let next = 0;
let room = new Float64Array(0);
