import type { LineHits } from "../line-coverage/line-columns.ts";
import { blockAt } from "./blocks.ts";

/** The lines that joined blocks touch, each with the count of the one among its blocks that ran most. */
export function linesOfBlocks(blocks: Float64Array): LineHits {
  const length = countLines(blocks);
  const lines = new Int32Array(length);
  const hits = new Float64Array(length);
  let end = 0;
  let top = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < blocks.length; at += blockAt.size) {
    const first = blocks[at]!;
    const last = blocks[at + blockAt.lastLine]!;
    const count = blocks[at + blockAt.hits]!;
    if (blocks[at + blockAt.statements] === 0) continue;
    // Blocks ascend, so the lines from here to the last one that is known are there without a gap.
    for (let i = end - 1 - (top - first); i < end && lines[i]! <= last; i++)
      if (i >= 0) hits[i] = Math.max(hits[i]!, count);
    for (let line = Math.max(first, top + 1); line <= last; line++) {
      lines[end] = line;
      hits[end++] = count;
    }
    top = Math.max(top, last);
  }
  return { lines, hits };
}

/** The lines of all blocks, a line counted for each that touches it. */
export function spanOfBlocks(blocks: Float64Array): number {
  let span = 0;
  for (let at = 0; at < blocks.length; at += blockAt.size)
    span += blocks[at + blockAt.lastLine]! - blocks[at]! + 1;
  return span;
}

/** How many lines the blocks touch. A block without a statement (`func f() {}`) has nothing to cover. */
function countLines(blocks: Float64Array): number {
  let length = 0;
  let top = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < blocks.length; at += blockAt.size) {
    if (blocks[at + blockAt.statements] === 0) continue;
    const last = blocks[at + blockAt.lastLine]!;
    length += Math.max(0, last - Math.max(blocks[at]! - 1, top));
    top = Math.max(top, last);
  }
  return length;
}

/** The blocks with nothing but their first lines. */
export function firstLinesOnly(blocks: Float64Array): Float64Array {
  const cut = blocks.slice();
  for (let at = 0; at < cut.length; at += blockAt.size) cut[at + blockAt.lastLine] = cut[at]!;
  return cut;
}
