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
function scanName(bytes: Uint8Array, from: number, end: number, name: Uint8Array): number {
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
function scanPosition(bytes: Uint8Array, from: number, end: number, into: Int32Array, at: number): number {
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
  const behind = scanCompactLocation(bytes, from, end, into, at);
  return behind === mismatch ? scanSpacedLocation(bytes, from, end, into, at) : behind;
}

/** The usual spelling, without white space, compared four bytes at a time: most of a report are locations. */
function scanCompactLocation(
  bytes: Uint8Array,
  from: number,
  end: number,
  into: Int32Array,
  at: number,
): number {
  if (from + longestLocation > end) return mismatch;
  const view = viewOf(bytes);
  let i = from;
  for (let n = 0; n < 4; n++) {
    const { words, length } = locationTexts[n]!;
    for (let w = 0; w < words.length - 1; w++)
      if (view.getUint32(i + w * 4, true) !== words[w]) return mismatch;
    i += length;
    if (view.getUint32(i - 4, true) !== words[words.length - 1]) return mismatch;
    const start = i;
    let value = 0;
    let digit = bytes[i]! - 0x30;
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = bytes[++i]! - 0x30;
    }
    const digits = i - start;
    const isLine = n % 2 === 0;
    if (digits === 0 || digits > 9 || (bytes[start] === 0x30 && (isLine || digits > 1))) return mismatch;
    into[at + n] = value;
  }
  return bytes[i] === closeBrace && bytes[i + 1] === closeBrace ? i + 2 : mismatch;
}

/** No location without white space and with at most nine digits a number takes more. */
const longestLocation = 120;

/** What stands before each of the four numbers, in words of four bytes; the last word are its last four bytes. */
const locationTexts: readonly { readonly words: Uint32Array; readonly length: number }[] = [
  '{"start":{"line":',
  ',"column":',
  '},"end":{"line":',
  ',"column":',
].map((text) => {
  const bytes = Buffer.from(text);
  const words = Uint32Array.from({ length: Math.ceil(bytes.length / 4) }, (_, w) =>
    bytes.readUInt32LE(Math.min(w * 4, bytes.length - 4)),
  );
  return { words, length: bytes.length };
});

const noBytes: Uint8Array = new Uint8Array(0);
const noView: DataView = new DataView(new ArrayBuffer(0));
let viewed = noBytes;
let view = noView;

/** The bytes as words; the same view as long as it is asked for the same bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  if (bytes !== viewed) {
    viewed = bytes;
    view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return view;
}

/** To be called behind an input: lets go of its bytes. */
export function forgetView(): void {
  viewed = noBytes;
  view = noView;
}

function scanSpacedLocation(
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
