import { closeBrace, colon, comma, incomplete, isSpace, openBrace } from "./json-bytes.ts";

/**
 * Scans answer the position behind what they have read, or one of two negative numbers: `incomplete` when the bytes
 * end first, `mismatch` when something else is there than was expected. `bytes[end]` must be readable.
 */
export const mismatch = -1;

/** Why a scan stops at a position. */
export function stopAt(position: number, end: number): number {
  return position >= end ? incomplete : mismatch;
}

export function spaces(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (isSpace(bytes[i]!) && i < end) i++;
  return i;
}

/** White space, then one byte. */
export function scanByte(bytes: Uint8Array, from: number, end: number, byte: number): number {
  const i = spaces(bytes, from, end);
  return bytes[i] === byte && i < end ? i + 1 : stopAt(i, end);
}

/** White space, then a member's name with its quotes, and the colon. */
export function scanName(bytes: Uint8Array, from: number, end: number, name: Uint8Array): number {
  const i = spaces(bytes, from, end);
  for (let n = 0; n < name.length; n++) if (bytes[i + n] !== name[n]) return stopAt(i + n, end);
  return scanByte(bytes, i + name.length, end, colon);
}

/** Whether the name stands at `at`. */
export function isName(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let n = 0; n < name.length; n++) if (bytes[at + n] !== name[n]) return false;
  return true;
}

/** A name in its quotes as bytes. */
export function nameBytes(name: string): Uint8Array {
  return Buffer.from(`"${name}"`);
}

/** `{"line":1,"column":0}` to two numbers; -1 for a `null` column, twice -1 for `{}`. */
export function scanPosition(
  bytes: Uint8Array,
  from: number,
  end: number,
  into: Int32Array,
  at: number,
): number {
  let i = scanByte(bytes, from, end, openBrace);
  if (i < 0) return i;
  i = spaces(bytes, i, end);
  if (bytes[i] === closeBrace && i < end) {
    into[at] = -1;
    into[at + 1] = -1;
    return i + 1;
  }
  i = scanName(bytes, i, end, lineName);
  if (i < 0) return i;
  i = scanInteger(bytes, i, end, into, at);
  if (i < 0) return i;
  if (into[at] === 0) return mismatch;
  i = scanByte(bytes, i, end, comma);
  if (i < 0) return i;
  i = scanName(bytes, i, end, columnName);
  if (i < 0) return i;
  i = scanColumn(bytes, i, end, into, at + 1);
  return i < 0 ? i : scanByte(bytes, i, end, closeBrace);
}

/** `{"start":{…},"end":{…}}` to four numbers: as `scanPosition`, twice. */
export function scanLocation(
  bytes: Uint8Array,
  from: number,
  end: number,
  into: Int32Array,
  at: number,
): number {
  let i = scanByte(bytes, from, end, openBrace);
  if (i < 0) return i;
  i = scanName(bytes, i, end, startName);
  if (i < 0) return i;
  i = scanPosition(bytes, i, end, into, at);
  if (i < 0) return i;
  i = scanByte(bytes, i, end, comma);
  if (i < 0) return i;
  i = scanName(bytes, i, end, endName);
  if (i < 0) return i;
  i = scanPosition(bytes, i, end, into, at + 2);
  return i < 0 ? i : scanByte(bytes, i, end, closeBrace);
}

const startName: Uint8Array = nameBytes("start");
const endName: Uint8Array = nameBytes("end");
const lineName: Uint8Array = nameBytes("line");
const columnName: Uint8Array = nameBytes("column");
const nullText: Uint8Array = Buffer.from("null");

function scanColumn(bytes: Uint8Array, from: number, end: number, into: Int32Array, at: number): number {
  const i = spaces(bytes, from, end);
  if (bytes[i] !== nullText[0]) return scanInteger(bytes, i, end, into, at);
  for (let n = 1; n < nullText.length; n++) if (bytes[i + n] !== nullText[n]) return stopAt(i + n, end);
  into[at] = -1;
  return i + nullText.length;
}

/** White space, then a whole number from 0 to 2^31 - 1 as JSON writes it. */
export function scanInteger(
  bytes: Uint8Array,
  from: number,
  end: number,
  into: Int32Array,
  at: number,
): number {
  const start = spaces(bytes, from, end);
  let i = start;
  let value = 0;
  let digit = bytes[i]! - 0x30;
  while (digit >= 0 && digit <= 9) {
    value = value * 10 + digit;
    digit = bytes[++i]! - 0x30;
  }
  if (i === start || i >= end) return stopAt(i, end);
  if (value > 2_147_483_647 || i - start > 10 || (i - start > 1 && bytes[start] === 0x30)) return mismatch;
  into[at] = value;
  return i;
}
