import { colon, doubleQuote, mismatch } from "./json-bytes.ts";

/**
 * Position behind `"<id>":`, where it stands at `from` without white space; else `mismatch`, also for ids of four digits
 * and at the end of the bytes, which are left to the scan of single bytes. Four bytes are compared at once: a report has
 * millions of ids, and each of them is known before.
 */
export function scanCompactId(view: DataView, from: number, end: number, id: number): number {
  if (from + 6 > end || id >= knownIds) return mismatch;
  if (beginnings.length === 0) beginnings = createBeginnings();
  if (view.getUint32(from, true) !== beginnings[id]) return mismatch;
  if (id < 10) return from + 4;
  if (id < 100) return view.getUint8(from + 4) === colon ? from + 5 : mismatch;
  return view.getUint8(from + 4) === doubleQuote && view.getUint8(from + 5) === colon ? from + 6 : mismatch;
}

const knownIds = 1_000;

/** The first four bytes of `"<id>":`, by id. */
let beginnings: Uint32Array = new Uint32Array(0);

function createBeginnings(): Uint32Array {
  return Uint32Array.from({ length: knownIds }, (_, id) => Buffer.from(`"${id}":`).readUInt32LE());
}
