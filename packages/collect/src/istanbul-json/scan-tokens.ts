import { closeBrace, colon, comma, incomplete, isSpace, mismatch, openBrace } from "./json-bytes.ts";

/** Why a scan stops at a position. `bytes[end]` must be readable in all of them. */
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
  const isStart =
    view.getInt32(from, true) === start1 &&
    view.getInt32(from + 4, true) === start2 &&
    view.getInt32(from + 8, true) === start3 &&
    view.getInt32(from + 13, true) === lineEnd;
  if (!isStart) return mismatch;
  let i = scanCompactNumber(bytes, from + 17, into, at);
  if (i < 0 || !isColumn(view, i)) return mismatch;
  i = scanCompactNumber(bytes, i + 10, into, at + 1);
  if (i < 0) return mismatch;
  const isEnd =
    view.getInt32(i, true) === end1 &&
    view.getInt32(i + 4, true) === end2 &&
    view.getInt32(i + 8, true) === end3 &&
    view.getInt32(i + 12, true) === lineEnd;
  if (!isEnd) return mismatch;
  i = scanCompactNumber(bytes, i + 16, into, at + 2);
  if (i < 0 || !isColumn(view, i)) return mismatch;
  i = scanCompactNumber(bytes, i + 10, into, at + 3);
  if (i < 0 || into[at] === 0 || into[at + 2] === 0) return mismatch;
  return bytes[i] === closeBrace && bytes[i + 1] === closeBrace ? i + 2 : mismatch;
}

/** One to nine digits. */
function scanCompactNumber(bytes: Uint8Array, from: number, into: Int32Array, at: number): number {
  let i = from;
  let value = 0;
  let digit = bytes[i]! - 0x30;
  while (digit >= 0 && digit <= 9) {
    value = value * 10 + digit;
    digit = bytes[++i]! - 0x30;
  }
  const digits = i - from;
  if (digits === 0 || digits > 9 || (digits > 1 && bytes[from] === 0x30)) return mismatch;
  into[at] = value;
  return i;
}

/** No location without white space and with at most nine digits a number takes more. */
const longestLocation = 120;

/** `,"column":` */
function isColumn(view: DataView, at: number): boolean {
  return (
    view.getInt32(at, true) === column1 &&
    view.getInt32(at + 4, true) === column2 &&
    view.getInt32(at + 6, true) === columnEnd
  );
}

// What stands before the four numbers, in words; single constants are compared in half the time that a list takes.
const start1: number = wordOf('{"st');
const start2: number = wordOf('art"');
const start3: number = wordOf(':{"l');
const end1: number = wordOf('},"e');
const end2: number = wordOf('nd":');
const end3: number = wordOf('{"li');
const lineEnd: number = wordOf('ne":');
const column1: number = wordOf(',"co');
const column2: number = wordOf("lumn");
const columnEnd: number = wordOf('mn":');

function wordOf(text: string): number {
  return Buffer.from(text).readInt32LE();
}

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
