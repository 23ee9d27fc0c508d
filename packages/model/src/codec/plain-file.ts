import { countLayout, type FileCoverage } from "../coverage.ts";
import { excessOf, type KnownCoverage } from "./decode-coverage.ts";
import { vlqDigits } from "./vlq.ts";

/**
 * Reads the `file` line from `from` to `to` from its bytes, if it is as most of them are written: with counts that fit into
 * two bytes each, and with nothing else. A large run has tens of thousands. Any other one is `undefined`, also one that
 * is to be refused: `decodeFile` says why.
 */
export function readPlainFile(
  bytes: Uint8Array,
  from: number,
  to: number,
  { maps, sources, slabs }: KnownCoverage,
): FileCoverage | undefined {
  const source = from + beforeSource.length;
  const sourceEnd = endOfIndex(bytes, source);
  const map = sourceEnd + beforeMap.length;
  const mapEnd = endOfIndex(bytes, map);
  const hits = mapEnd + beforeHits.length;
  const hitsEnd = to - afterHits.length;
  const isPlain =
    isAt(bytes, from, beforeSource) &&
    isAt(bytes, sourceEnd, beforeMap) &&
    isAt(bytes, mapEnd, beforeHits) &&
    isAt(bytes, hitsEnd, afterHits);
  if (!isPlain || hits > hitsEnd) return undefined;
  const measured = sources[indexAt(bytes, source, sourceEnd)];
  const known = maps[indexAt(bytes, map, mapEnd)];
  if (measured === undefined || known === undefined) return undefined;
  const layout = countLayout(known);
  // A count takes a letter at least: no room is made for one that is not there.
  if (layout.length > hitsEnd - hits) return undefined;
  const counts = slabs.fill(layout.length, (into) => readHits(bytes, hits, hitsEnd, into));
  if (counts === undefined || excessOf(counts, known, layout) !== undefined) return undefined;
  return { path: measured.path, package: measured.package, map: known, counts };
}

const beforeSource = Buffer.from('{"file":{"source":');
const beforeMap = Buffer.from(',"map":');
const beforeHits = Buffer.from(',"hits":"');
const afterHits = Buffer.from('"}}');

function isAt(bytes: Uint8Array, at: number, text: Buffer): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/** Where an index ends as JSON writes it; -1 when there is none. */
function endOfIndex(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at]! >= zero && bytes[at]! <= nine) at++;
  const isIndex = at > from && at - from <= mostIndexDigits && (bytes[from] !== zero || at === from + 1);
  return isIndex ? at : -1;
}

function indexAt(bytes: Uint8Array, from: number, to: number): number {
  let index = 0;
  for (let at = from; at < to; at++) index = index * 10 + bytes[at]! - zero;
  return index;
}

const mostIndexDigits = 9;
const zero = 0x30;
const nine = 0x39;

/** Reads integers of which each is one more than a count. False when they are not those for which there is room. */
function readHits(bytes: Uint8Array, from: number, to: number, into: Uint16Array): boolean {
  const { length } = into;
  let found = 0;
  let at = from;
  while (at < to && found < length) {
    let digit = vlqDigits[bytes[at++]!]!;
    let value = digit & 31;
    for (let shift = 5; digit > 31; shift += 5) {
      if (digit > 63 || shift > mostShift || at === to) return false;
      digit = vlqDigits[bytes[at++]!]!;
      value |= (digit & 31) << shift;
      if (digit === 0) return false;
    }
    if (value === 0 || value > mostValue) return false;
    into[found++] = value - 1;
  }
  return at === to && found === length;
}

/** Of the largest value's last digit. */
const mostShift = 15;
const mostValue = 65_536;
