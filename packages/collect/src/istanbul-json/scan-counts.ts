import type { BranchColumns } from "@tollgate/model";
import { scanCompactId } from "./compact-ids.ts";
import {
  closeBrace,
  closeBracket,
  colon,
  comma,
  doubleQuote,
  incomplete,
  isSpace,
  openBrace,
  openBracket,
} from "./json-bytes.ts";
import { spaces, stopAt, viewOf } from "./scan-tokens.ts";

let scratch: Float64Array = new Float64Array(1_024);

/** Room for the counts of one entry, until the next one asks for it. */
export function countScratch(length: number): Float64Array {
  if (length > scratch.length) scratch = new Float64Array(length * 2);
  return scratch.subarray(0, length).fill(0);
}

/**
 * Reads `{"0":3,"1":0,…}` with exactly `count` members whose ids ascend by one from `firstId`, and writes the counts
 * to `into` from `at` on. Answers the position behind it, `mismatch` or `incomplete`. Only whole numbers below 10^15
 * are read here; everything else is a mismatch. `bytes[end]` must be readable.
 */
export function scanCounts(
  bytes: Uint8Array,
  from: number,
  end: number,
  firstId: number,
  count: number,
  into: Float64Array,
  at: number,
): number {
  let i = spaces(bytes, from + 1, end);
  if (bytes[from] !== openBrace) return stopAt(from, end);
  if (count === 0) return bytes[i] === closeBrace && i < end ? i + 1 : stopAt(i, end);
  const view = viewOf(bytes);
  for (let n = 0; n < count; n++) {
    const behind = scanCompactId(view, i, end, firstId + n);
    i = behind < 0 ? scanId(bytes, i, end, firstId + n) : behind;
    if (i < 0) return i;
    if (isSpace(bytes[i]!)) i = spaces(bytes, i, end);
    const start = i;
    let digit = bytes[i]! - 0x30;
    if (digit >= 0 && digit <= 9 && bytes[i + 1] === comma && n < count - 1) {
      into[at + n] = digit;
      i += 2;
      continue;
    }
    let value = 0;
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = bytes[++i]! - 0x30;
    }
    if (!isNumber(bytes, start, i)) return stopAt(i, end);
    into[at + n] = value;
    if (isSpace(bytes[i]!)) i = spaces(bytes, i, end);
    if (bytes[i] !== (n === count - 1 ? closeBrace : comma)) return stopAt(i, end);
    i++;
  }
  return i <= end ? i : incomplete;
}

/** Reads `{"0":[1,0],…}` with a member for each branch and a count for each of its arms; else as `scanCounts`. */
export function scanArmCounts(
  bytes: Uint8Array,
  from: number,
  end: number,
  firstId: number,
  { places }: BranchColumns,
  into: Float64Array,
  at: number,
): number {
  let i = spaces(bytes, from + 1, end);
  if (bytes[from] !== openBrace) return stopAt(from, end);
  const count = places.length / 3;
  if (count === 0) return bytes[i] === closeBrace && i < end ? i + 1 : stopAt(i, end);
  let slot = at;
  const view = viewOf(bytes);
  for (let n = 0; n < count; n++) {
    const arms = places[n * 3 + 2]!;
    const behind = scanCompactId(view, i, end, firstId + n);
    i = behind < 0 ? scanId(bytes, i, end, firstId + n) : behind;
    if (i < 0) return i;
    if (isSpace(bytes[i]!)) i = spaces(bytes, i, end);
    i = scanList(bytes, i, end, arms, into, slot);
    if (i < 0) return i;
    slot += arms;
    if (isSpace(bytes[i]!)) i = spaces(bytes, i, end);
    if (bytes[i] !== (n === count - 1 ? closeBrace : comma)) return stopAt(i, end);
    i++;
  }
  return i <= end ? i : incomplete;
}

/** `[1,0,…]` with exactly `count` > 0 numbers. */
function scanList(
  bytes: Uint8Array,
  from: number,
  end: number,
  count: number,
  into: Float64Array,
  at: number,
): number {
  if (bytes[from] !== openBracket) return stopAt(from, end);
  let i = from + 1;
  for (let n = 0; n < count; n++) {
    if (isSpace(bytes[i]!)) i = spaces(bytes, i, end);
    const start = i;
    let digit = bytes[i]! - 0x30;
    if (digit >= 0 && digit <= 9 && bytes[i + 1] === (n === count - 1 ? closeBracket : comma)) {
      into[at + n] = digit;
      i += 2;
      continue;
    }
    let value = 0;
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = bytes[++i]! - 0x30;
    }
    if (!isNumber(bytes, start, i)) return stopAt(i, end);
    into[at + n] = value;
    if (isSpace(bytes[i]!)) i = spaces(bytes, i, end);
    if (bytes[i] !== (n === count - 1 ? closeBracket : comma)) return stopAt(i, end);
    i++;
  }
  return i;
}

/** `"<id>":` with the white space around it. */
function scanId(bytes: Uint8Array, from: number, end: number, id: number): number {
  const start = spaces(bytes, from, end);
  if (bytes[start] !== doubleQuote) return stopAt(start, end);
  let i = start + 1;
  let found = 0;
  let digit = bytes[i]! - 0x30;
  while (digit >= 0 && digit <= 9) {
    found = found * 10 + digit;
    digit = bytes[++i]! - 0x30;
  }
  if (found !== id || bytes[i] !== doubleQuote || !isNumber(bytes, start + 1, i)) return stopAt(i, end);
  i++;
  if (isSpace(bytes[i]!)) i = spaces(bytes, i, end);
  if (bytes[i] !== colon) return stopAt(i, end);
  return i + 1;
}

/** One to fifteen digits without a leading zero: exact as a double, and JSON. */
function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  return length === 1 || (length > 1 && length <= 15 && bytes[start] !== 0x30);
}
