import { hash } from "node:crypto";
import type { Digest } from "./canonical.ts";
import type { CoverageMap } from "./coverage.ts";

/**
 * The digest of a coverage map: over all its numbers as little-endian 32-bit integers, the arms of a branch behind its
 * place, then its names as JSON. Lengths stand before their lists, so equal bytes mean equal maps. As text the canonical form would take
 * ten times longer, and a large report has thousands of maps.
 */
export function mapDigest(shape: Omit<CoverageMap, "digest">): Digest {
  const { precision, statements, functions, branches, conditions, totals } = shape;
  const { places, arms } = branches;
  const length =
    5 +
    (statements.length + functions.places.length + places.length + arms.length + conditions.length) +
    (totals === undefined ? 0 : 3);
  if (length * 4 > scratch.length) scratch = Buffer.alloc(length * 8);
  const numbers = new Int32Array(scratch.buffer, scratch.byteOffset, length);
  numbers[0] = (precision === "columns" ? 1 : 2) + (totals === undefined ? 0 : 2);
  numbers[1] = statements.length;
  numbers[2] = functions.names.length;
  numbers[3] = branches.types.length;
  numbers[4] = conditions.length;
  numbers.set(statements, 5);
  numbers.set(functions.places, 5 + statements.length);
  let at = 5 + statements.length + functions.places.length;
  let arm = 0;
  for (let i = 0; i < places.length; i += 3) {
    numbers[at++] = places[i]!;
    numbers[at++] = places[i + 1]!;
    const end = arm + places[i + 2]! * 2;
    numbers[at++] = end - arm;
    while (arm < end) numbers[at++] = arms[arm++]!;
  }
  numbers.set(conditions, at);
  if (totals !== undefined) numbers.set([totals.lines, totals.functions, totals.branches], length - 3);
  if (isBigEndian) scratch.subarray(0, length * 4).swap32();
  const text = JSON.stringify([...functions.names, ...branches.types]);
  const end = length * 4 + Buffer.byteLength(text);
  if (end > scratch.length) scratch = Buffer.concat([scratch], end * 2);
  scratch.write(text, length * 4);
  return `sha256:${hash("sha256", scratch.subarray(0, end), "hex")}`;
}

/** Used again for each map. */
let scratch: Buffer = Buffer.alloc(16_384);

const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;
