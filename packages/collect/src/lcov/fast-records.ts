import { countKinds, mostDigits } from "./count-places.ts";
import type { FileRecord } from "./record.ts";

/**
 * Reads a `DA` record of plain numbers that begins at `at`, without making a string. Answers the position behind its
 * line feed, or 0 when the record is anything else. `bytes` must hold a line feed behind `at`.
 */
export function readPlainLine(bytes: Uint8Array, at: number, into: FileRecord): number {
  if (bytes[at + 1] !== letterA || bytes[at + 2] !== colon) return 0;
  let i = at + 3;
  const lineStart = i;
  let line = 0;
  let digit = bytes[i]! - zero;
  while (digit >= 0 && digit <= 9) {
    line = line * 10 + digit;
    digit = bytes[++i]! - zero;
  }
  if (line === 0 || i - lineStart > mostLineDigits || bytes[i] !== comma) return 0;
  const hitsStart = ++i;
  let hits = 0;
  digit = bytes[i]! - zero;
  while (digit >= 0 && digit <= 9) {
    hits = hits * 10 + digit;
    digit = bytes[++i]! - zero;
  }
  if (i === hitsStart || i - hitsStart > mostDigits) return 0;
  const next = bytes[i] === comma ? endOfChecksum(bytes, i + 1) : endOfRecord(bytes, i);
  if (next === 0) return 0;
  into.line(line, hits);
  into.places.add(countKinds.line, hitsStart, i);
  return next;
}

/** The same for `BRDA` with numbers for block and arm. */
export function readPlainBranch(bytes: Uint8Array, at: number, into: FileRecord): number {
  if (bytes[at + 1] !== letterR || bytes[at + 2] !== letterD || bytes[at + 3] !== letterA) return 0;
  if (bytes[at + 4] !== colon) return 0;
  let i = at + 5;
  let line = 0;
  let block = 0;
  let arm = 0;
  for (let field = 0; field < 3; field++) {
    const start = i;
    let number = 0;
    let digit = bytes[i]! - zero;
    while (digit >= 0 && digit <= 9) {
      number = number * 10 + digit;
      digit = bytes[++i]! - zero;
    }
    if (i === start || i - start > mostLineDigits || bytes[i++] !== comma) return 0;
    if (field === 0) line = number;
    else if (field === 1) block = number;
    else arm = number;
  }
  if (line === 0) return 0;
  const takenStart = i;
  let taken = 0;
  if (bytes[i] === minus) i++;
  else {
    let digit = bytes[i]! - zero;
    while (digit >= 0 && digit <= 9) {
      taken = taken * 10 + digit;
      digit = bytes[++i]! - zero;
    }
  }
  if (i === takenStart || i - takenStart > mostDigits) return 0;
  const next = endOfRecord(bytes, i);
  if (next === 0) return 0;
  into.branch(line, block, arm, taken);
  into.places.add(countKinds.arm, takenStart, i);
  return next;
}

/** The same for `FN` with a line and a name that begins with no digit. */
export function readPlainFunction(bytes: Buffer, at: number, into: FileRecord): number {
  if (bytes[at + 1] !== letterN || bytes[at + 2] !== colon) return 0;
  let i = at + 3;
  const start = i;
  let line = 0;
  let digit = bytes[i]! - zero;
  while (digit >= 0 && digit <= 9) {
    line = line * 10 + digit;
    digit = bytes[++i]! - zero;
  }
  if (line === 0 || i - start > mostLineDigits || bytes[i++] !== comma) return 0;
  if (bytes[i]! >= zero && bytes[i]! <= nine) return 0;
  const end = endOfName(bytes, i);
  if (end === i || bytes[end] !== lineFeed) return 0;
  into.functions.declare(bytes.toString("latin1", i, end), line, -1);
  return end + 1;
}

/** The same for `FNDA`, where the name is the one that the declarations let expect. */
export function readPlainFunctionCount(bytes: Uint8Array, at: number, into: FileRecord): number {
  if (bytes[at + 1] !== letterN || bytes[at + 2] !== letterD || bytes[at + 3] !== letterA) return 0;
  const name = into.functions.expectedName();
  if (name === undefined || bytes[at + 4] !== colon) return 0;
  let i = at + 5;
  const start = i;
  let hits = 0;
  let digit = bytes[i]! - zero;
  while (digit >= 0 && digit <= 9) {
    hits = hits * 10 + digit;
    digit = bytes[++i]! - zero;
  }
  const end = i;
  if (end === start || end - start > mostDigits || bytes[i++] !== comma) return 0;
  for (let k = 0; k < name.length; k++) {
    const code = name.charCodeAt(k);
    if (code !== bytes[i++] || code >= notAscii) return 0;
  }
  if (bytes[i] !== lineFeed) return 0;
  into.functions.count(name, hits);
  into.places.add(countKinds.function, start, end);
  return i + 1;
}

/** The same for the totals of lines, functions and branches. */
export function readPlainTotal(bytes: Uint8Array, at: number, into: FileRecord): number {
  const group = bytes[at] === letterL ? 0 : bytes[at] === letterF ? 1 : 2;
  let i = at + 1;
  if (group > 0 && bytes[i++] !== (group === 1 ? letterN : letterR)) return 0;
  const isHit = bytes[i] === letterH;
  if ((!isHit && bytes[i] !== letterF) || bytes[i + 1] !== colon) return 0;
  i += 2;
  const start = i;
  let total = 0;
  let digit = bytes[i]! - zero;
  while (digit >= 0 && digit <= 9) {
    total = total * 10 + digit;
    digit = bytes[++i]! - zero;
  }
  if (i === start || i - start > mostDigits) return 0;
  const next = endOfRecord(bytes, i);
  if (next === 0) return 0;
  into.total(2 * group + (isHit ? 1 : 0), total);
  if (isHit) into.places.add(countKinds.linesHit + group, start, i);
  return next;
}

/** Position behind an `end_of_record` that begins at `at`, or 0 when something else does. */
export function endOfPlainRecord(bytes: Uint8Array, at: number): number {
  for (let i = 0; i < recordEnd.length; i++) if (bytes[at + i] !== recordEnd[i]) return 0;
  return endOfRecord(bytes, at + recordEnd.length);
}

const recordEnd = Buffer.from("end_of_record");

/**
 * Position behind the name of an `SF` or `TN` record that begins at `at`, where that is visible ASCII only, or 0. The
 * name may be empty.
 */
export function endOfPlainName(bytes: Uint8Array, at: number): number {
  const isName =
    (bytes[at] === letterS && bytes[at + 1] === letterF) ||
    (bytes[at] === letterT && bytes[at + 1] === letterN);
  if (!isName || bytes[at + 2] !== colon) return 0;
  const end = endOfName(bytes, at + 3);
  return endOfRecord(bytes, end) === 0 ? 0 : end;
}

/** First position that is no visible ASCII. */
function endOfName(bytes: Uint8Array, from: number): number {
  let i = from;
  while (bytes[i]! > space && bytes[i]! < notAscii) i++;
  return i;
}

/** Position behind the line end at `at`, or 0 when something else is there. */
export function endOfRecord(bytes: Uint8Array, at: number): number {
  if (bytes[at] === lineFeed) return at + 1;
  return bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? at + 2 : 0;
}

/** A checksum is Base64 or hexadecimal; what holds anything else is read with more care. */
function endOfChecksum(bytes: Uint8Array, from: number): number {
  let i = from;
  while (bytes[i]! > space && bytes[i] !== comma) i++;
  return endOfRecord(bytes, i);
}

/** So many digits are exact as a 32-bit integer. */
const mostLineDigits = 9;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const letterA = 0x41;
const letterD = 0x44;
const letterF = 0x46;
const letterH = 0x48;
const letterL = 0x4c;
const letterN = 0x4e;
const letterR = 0x52;
const letterS = 0x53;
const letterT = 0x54;
const notAscii = 0x80;
