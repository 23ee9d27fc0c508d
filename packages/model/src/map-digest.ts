import { hash } from "node:crypto";
import type { Digest } from "./canonical.ts";
import type { CoverageMap } from "./coverage.ts";

/**
 * The digest of a coverage map: over all numbers of its columns as little-endian 32-bit integers, then its names as
 * JSON. Lengths stand before their lists, so equal bytes mean equal maps. As text the canonical form would take
 * ten times longer, and a large report has thousands of maps.
 */
export function mapDigest(shape: Omit<CoverageMap, "digest">): Digest {
  const { precision, statements, functions, branches, conditions } = shape;
  const names: string[] = [];
  let length = 5 + statements.length + functions.length * 3 + branches.length * 3 + conditions.length;
  for (const { arms } of branches) length += arms.length;
  const numbers = new Int32Array(length);
  numbers.set([
    precision === "columns" ? 1 : 2,
    statements.length,
    functions.length,
    branches.length,
    conditions.length,
  ]);
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
    for (const place of arms) numbers[at++] = place;
  }
  numbers.set(conditions, at);
  const bytes = Buffer.from(numbers.buffer);
  if (isBigEndian) bytes.swap32();
  return `sha256:${hash("sha256", Buffer.concat([bytes, Buffer.from(JSON.stringify(names))]), "hex")}`;
}

const isBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;
