import { hash } from "node:crypto";
import type { Digest } from "./canonical.ts";
import type { CoverageMap } from "./coverage.ts";

/**
 * The digest of a coverage map: over all numbers of its columns as little-endian 32-bit integers, then its names as
 * JSON. Lengths stand before their lists, so equal bytes mean equal maps. As text the canonical form would take
 * ten times longer, and a large report has thousands of maps.
 */
export function mapDigest(shape: Omit<CoverageMap, "digest">): Digest {
  const { precision, statements, functions, branches, conditions, totals } = shape;
  const names: string[] = [];
  let length = 5 + statements.length + functions.length * 3 + branches.length * 3 + conditions.length;
  for (const { arms } of branches) length += arms.length;
  if (totals !== undefined) length += 3;
  if (length * 4 > scratch.length) scratch = Buffer.alloc(length * 8);
  const numbers = new Int32Array(scratch.buffer, scratch.byteOffset, length);
  numbers[0] = (precision === "columns" ? 1 : 2) + (totals === undefined ? 0 : 2);
  numbers[1] = statements.length;
  numbers[2] = functions.length;
  numbers[3] = branches.length;
  numbers[4] = conditions.length;
  numbers.set(statements, 5);
  let at = 5 + statements.length;
  for (const { name, line, column, endLine } of functions) {
    names.push(name);
    numbers[at++] = line;
    numbers[at++] = column;
    numbers[at++] = endLine;
  }
  for (const { type, line, column, arms } of branches) {
    names.push(type);
    numbers[at++] = line;
    numbers[at++] = column;
    numbers[at++] = arms.length;
    for (let i = 0; i < arms.length; i++) numbers[at++] = arms[i]!;
  }
  numbers.set(conditions, at);
  if (totals !== undefined) numbers.set([totals.lines, totals.functions, totals.branches], length - 3);
  if (isBigEndian) scratch.subarray(0, length * 4).swap32();
  const text = JSON.stringify(names);
  const end = length * 4 + Buffer.byteLength(text);
  if (end > scratch.length) scratch = Buffer.concat([scratch], end * 2);
  scratch.write(text, length * 4);
  return `sha256:${hash("sha256", scratch.subarray(0, end), "hex")}`;
}

/** Used again for each map. */
let scratch: Buffer = Buffer.alloc(16_384);

const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;
