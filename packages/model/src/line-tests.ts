import { Refusal } from "./codec/guards.ts";
import { createVarintReader, createVarintWriter } from "./codec/varints.ts";
import type { RepoPath } from "./repository.ts";

/** Which tests hit which lines, as one report tells. For explanations: no total is made of it. */
export type LineTestsEvidence = {
  /** Names as the tool gives them; a range names a test by its position here. */
  readonly tests: readonly string[];
  /** One per path. */
  readonly files: readonly FileLineTests[];
};

export type FileLineTests = {
  /** Below the repository's root. */
  readonly path: RepoPath;
  /** Package that owns the file. */
  readonly package: string;
  /** Three numbers each: test, first line, last line. Ascending by test, then line; ranges of one test do not touch. */
  readonly ranges: Int32Array;
};

/** The ranges of one file: `lines` are those that a test hit, in any order. Tests without a line have none. */
export function toLineRanges(hits: Iterable<readonly [test: number, lines: Iterable<number>]>): Int32Array {
  const ranges: number[] = [];
  for (const [test, lines] of [...hits].sort(([a], [b]) => a - b)) {
    const start = ranges.length;
    for (const line of [...new Set(lines)].sort((a, b) => a - b)) {
      if (ranges.length > start && ranges.at(-1) === line - 1) ranges[ranges.length - 1] = line;
      else ranges.push(test, line, line);
    }
  }
  return Int32Array.from(ranges);
}

/** The tests, by position, that hit a line. Ascending. */
export function testsAtLine(ranges: Int32Array, line: number): readonly number[] {
  const tests: number[] = [];
  for (let i = 0; i < ranges.length; i += 3)
    if (ranges[i + 1]! <= line && line <= ranges[i + 2]!) tests.push(ranges[i]!);
  return tests;
}

/**
 * Ranges as Base64 of variable-length integers (LEB128), so that a line that a test hit takes 2 bytes at most where
 * lines lie close: for each test the distance to the test before and the number of its ranges, for each range the
 * distance to the last line, times two and one more for a single line; else its length follows.
 */
export function encodeLineRanges(ranges: Int32Array): string {
  let lastTest = -1;
  for (let i = 0; i < ranges.length; ) {
    const test = ranges[i]!;
    let end = i;
    while (end < ranges.length && ranges[end] === test) end += 3;
    writer.put(test - lastTest);
    writer.put((end - i) / 3);
    let last = 0;
    for (; i < end; i += 3) {
      const length = ranges[i + 2]! - ranges[i + 1]!;
      writer.put((ranges[i + 1]! - last) * 2 + (length === 0 ? 1 : 0));
      if (length > 0) writer.put(length);
      last = ranges[i + 2]!;
    }
    lastTest = test;
  }
  return writer.take();
}

const writer = createVarintWriter();

/** Throws a `Refusal` for what `encodeLineRanges` does not write. */
export function decodeLineRanges(text: string, tests: number): Int32Array {
  const reader = createVarintReader(text);
  const ranges: number[] = [];
  let test = -1;
  while (!reader.isAtEnd()) {
    test = upTo(test + take(1), tests - 1);
    let last = 0;
    for (let left = take(1); left > 0; left--) {
      const told = take(2);
      const first = upTo(last + Math.floor(told / 2), mostLine);
      last = told % 2 === 1 ? first : upTo(first + take(1), mostLine);
      ranges.push(test, first, last);
    }
  }
  return Int32Array.from(ranges);

  function take(least: number): number {
    const value = reader.take();
    if (value < least) throw new Refusal("lines of tests do not ascend");
    return value;
  }
}

const mostLine = 2_147_483_647;

function upTo(value: number, most: number): number {
  if (value > most) throw new Refusal("lines of tests are out of bounds");
  return value;
}
