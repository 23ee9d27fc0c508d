import { type Layout, type MeasuredFile, totalsOf } from "./measured-file.ts";

/**
 * A record behind its `SF`, and where its counts are. In every shard of one build only these differ, so a record that
 * equals a template elsewhere needs no splitting, pairing and sorting.
 */
export type RecordTemplate = {
  readonly bytes: Buffer;
  /** Where in `bytes` each piece without a count begins and ends. Each has `leastPiece` bytes at least. */
  readonly pieces: Uint32Array;
  /** What stands between two pieces: `countHole`, `takenHole` or `totalHole`. */
  readonly holes: Uint8Array;
  /** For each count as the record has them: where it stands among the counts of the layout. */
  readonly slots: Uint32Array;
  /** The totals that the record declares, as it has them. */
  readonly totals: readonly HitTotal[];
  readonly version: string | undefined;
  readonly layout: Layout;
  /** Lines of the report. */
  readonly lines: number;
};

/** Totals that differ from shard to shard. */
export type HitTotal = "LH" | "FNH" | "BRH";

export const countHole = 1;
/** An arm's count, which may be `-` for 0. */
export const takenHole = 2;
export const totalHole = 3;

/** `at` is the position behind the record. `incomplete`: the input has fewer bytes than it, as yet. */
export type RecordMatch =
  | { readonly at: number; readonly file: MeasuredFile; readonly lines: number }
  | "mismatch"
  | "incomplete";

/** Bytes that are compared at once. */
export const leastPiece = 4;

/**
 * Compares what begins at `from` with a template. `bytes[end]` must be readable, and no digit. The counts that it answers
 * are valid until the next match.
 */
export function matchRecord(template: RecordTemplate, bytes: Buffer, from: number, end: number): RecordMatch {
  const { pieces, holes, slots, totals, version, layout, lines } = template;
  const counts = roomFor(layout.lines.length + layout.functions.length + layout.arms.lines.length);
  const declared: number[] = [];
  const found = viewOf(bytes);
  const wanted = viewOf(template.bytes);
  let at = from;
  let next = 0;
  for (let i = 0; i <= holes.length; i++) {
    let done = pieces[2 * i]!;
    const stop = pieces[2 * i + 1]!;
    if (at + stop - done > end) return "incomplete";
    for (; done + 4 <= stop; done += 4, at += 4)
      if (found.getInt32(at) !== wanted.getInt32(done)) return "mismatch";
    at += stop - done;
    if (found.getInt32(at - 4) !== wanted.getInt32(stop - 4)) return "mismatch";
    if (i === holes.length) break;

    const hole = holes[i]!;
    let value = 0;
    if (hole === takenHole && bytes[at] === minus) at++;
    else {
      const start = at;
      let digit = bytes[at]! - zero;
      while (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digit = bytes[++at]! - zero;
      }
      if (at === start) return at < end ? "mismatch" : "incomplete";
      if (at - start > mostDigits) return "mismatch";
    }
    if (hole === totalHole) declared.push(value);
    else counts[slots[next++]!] = value;
  }
  const file = { version, layout, counts };
  return hasTotals(file, totals, declared) ? { at, file, lines } : "mismatch";
}

let room = new Float64Array(1024);

function roomFor(length: number): Float64Array {
  if (length > room.length) room = new Float64Array(2 * length);
  return room.fill(0, 0, length).subarray(0, length);
}

function viewOf({ buffer, byteOffset, length }: Buffer): DataView {
  return new DataView(buffer, byteOffset, length);
}

function hasTotals(file: MeasuredFile, names: readonly HitTotal[], declared: readonly number[]): boolean {
  if (names.length === 0) return true;
  const counted = totalsOf(file);
  return names.every((name, i) => counted[name] === declared[i]);
}

/** So many digits are exact as a double. */
export const mostDigits = 15;
const minus = 0x2d;
const zero = 0x30;
