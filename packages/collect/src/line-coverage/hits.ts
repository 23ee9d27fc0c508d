/**
 * A hit count as reports write it: digits, or a fraction or power of ten as some tools do. `undefined` for everything
 * else, and for what `saturate` refuses.
 */
export function parseHits(text: string): number | undefined {
  return /^\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i.test(text) ? saturate(Number(text)) : undefined;
}

/**
 * A number as hits: saturates at 2^53 - 1; a fraction counts as a hit. `undefined` for a negative number, and for 2^63
 * and more, which is a negative number that went through an unsigned one.
 */
export function saturate(hits: number): number | undefined {
  return hits >= 0 && hits < wrapped ? Math.min(Math.ceil(hits), Number.MAX_SAFE_INTEGER) : undefined;
}

const wrapped = 2 ** 63;

/** A line number from 1 as reports write it; -1 for everything else. */
export function parseLine(text: string): number {
  return /^\d{1,10}$/.test(text) ? lineNumber(Number(text)) : unknownLine;
}

/** `line` itself when it can be one; else `unknownLine`. */
export function lineNumber(line: number): number {
  return line >= 1 && line <= lastLine ? line : unknownLine;
}

/** Stands for a line that is not known: what is on it is counted, but belongs to no line. */
export const unknownLine = -1;

const lastLine = 2_147_483_647;
