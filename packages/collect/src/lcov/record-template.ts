import type { Counts } from "@tollgate/model";
import { countKinds, digitsOfPlace, mostDigits, startOfPlace } from "./count-places.ts";
import { type Layout, type MeasuredFile, offsetsOf } from "./measured-file.ts";

/**
 * A record behind its `SF`, and where its counts are. In every shard of one build only these differ, so a record that
 * equals a template elsewhere needs no splitting, pairing and sorting.
 */
export type RecordTemplate = {
  readonly view: DataView;
  /** Of the counts: see `CountPlaces`. Before, between and behind them are pieces of `leastPiece` bytes at least. */
  readonly places: Int32Array;
  /** For each of them where it stands among those of the layout, or which total it is (`totalHole`). */
  readonly holes: Int32Array;
  readonly version: string | undefined;
  readonly layout: Layout;
  /** Lines of the report. */
  readonly lines: number;
};

/** Stands for a total that differs from shard to shard: a negative number. */
export function totalHole(kind: number): number {
  return ~(kind - countKinds.linesHit);
}

/** `at` is the position behind the record. `incomplete`: the input has fewer bytes than it, as yet. */
export type RecordMatch =
  | { readonly at: number; readonly file: MeasuredFile; readonly lines: number }
  | "mismatch"
  | "incomplete";

/** Bytes that are compared at once. */
export const leastPiece = 4;

/**
 * Compares what begins at `from` with a template; `view` is one of `bytes`. `bytes[end]` must be readable, and no digit.
 * The counts that it answers are valid until the next match.
 */
export function matchRecord(
  template: RecordTemplate,
  bytes: Buffer,
  view: DataView,
  from: number,
  end: number,
): RecordMatch {
  const { view: wanted, places, holes, version, layout, lines } = template;
  const { functions, arms } = offsetsOf(layout);
  const counts = roomFor(arms + layout.arms.lines.length);
  const large: LargeCounts = [];
  let linesHit = 0;
  let functionsHit = 0;
  let armsHit = 0;
  declared.fill(-1);
  let at = from;
  let done = 0;
  for (let i = 0; i <= places.length; i++) {
    const place = i === places.length ? 0 : places[i]!;
    const stop = i === places.length ? wanted.byteLength : startOfPlace(place);
    const behind = at + stop - done;
    if (behind > end) return "incomplete";
    for (; done + 4 <= stop; done += 4, at += 4)
      if (view.getInt32(at, true) !== wanted.getInt32(done, true)) return "mismatch";
    if (at < behind && view.getInt32(behind - 4, true) !== wanted.getInt32(stop - 4, true)) return "mismatch";
    at = behind;
    if (i === places.length) break;
    if (at === end) return "incomplete";
    done = stop + digitsOfPlace(place);

    const hole = holes[i]!;
    let value = 0;
    if (hole >= arms && bytes[at] === minus) at++;
    else {
      let digit = bytes[at]! - zero;
      while (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digit = bytes[++at]! - zero;
      }
      if (at === behind || at - behind > mostDigits) return "mismatch";
    }
    if (hole < 0) {
      if (declared[~hole]! >= 0 && declared[~hole] !== value) return "mismatch";
      declared[~hole] = value;
      continue;
    }
    counts[hole] = value;
    if (value > largestNarrow) large.push([hole, value]);
    // Whether something is hit nobody can foresee: a number takes a processor less time than a branch.
    const hit = Number(value > 0);
    if (hole < functions) linesHit += hit;
    else if (hole < arms) functionsHit += hit;
    else armsHit += hit;
  }
  const isTold = isTotal(0, linesHit) && isTotal(1, functionsHit) && isTotal(2, armsHit);
  return isTold ? { at, file: { version, layout, counts: withLarge(counts, large) }, lines } : "mismatch";
}

/** Counts that do not fit into two bytes, as nearly all do, each with its place. */
type LargeCounts = [place: number, count: number][];

const largestNarrow = 65_535;

function withLarge(counts: Uint16Array, large: LargeCounts): Counts {
  if (large.length === 0) return counts;
  const wide = Float64Array.from(counts);
  for (const [place, count] of large) wide[place] = count;
  return wide;
}

/** The totals of the record that is compared, of lines, functions and arms; -1 for one that it does not declare. */
const declared = new Float64Array(3);

function isTotal(kind: number, counted: number): boolean {
  const total = declared[kind]!;
  return total < 0 || total === counted;
}

let room = new Uint16Array(1024);

function roomFor(length: number): Uint16Array {
  if (length > room.length) room = new Uint16Array(2 * length);
  return room.fill(0, 0, length).subarray(0, length);
}

const minus = 0x2d;
const zero = 0x30;
