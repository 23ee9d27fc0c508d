import { compareProblems } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reader, ReadSession, Sink } from "../reader.ts";
import { type AllRecords, hasError, readAll } from "./read-all.ts";

export type CoverageDamage = {
  readonly reader: Reader;
  /** Whole reports of the format; each says of a line that it was not hit. */
  readonly files: readonly Buffer[];
  /** Lines that the text says are not hit, counted by somebody who knows nothing but the marks of a line. */
  readonly missedIn: (text: string) => number;
  /** True for a text that may end there: nobody can tell that something is missing behind it. */
  readonly mayEnd: (text: string) => boolean;
};

/** What is broken in the way `reader` takes damaged bytes, in words; nothing when the law holds. */
type Law = (reader: Reader, damaged: Buffer) => string | undefined;

/**
 * Law 6 for coverage by line: cut and changed reports keep the lines that were not hit or are errors; nothing is
 * thrown.
 */
export function describeCoverageDamage({ reader, files, missedIn, mayEnd }: CoverageDamage): void {
  const keepsMissed: Law = (by, damaged) => {
    const read = readAll(by, damaged, 1_000);
    const found = missedLines(read);
    const counted = missedIn(damaged.toString("latin1"));
    return found >= counted || hasError(read) ? undefined : `${counted} lines not hit, ${found} found`;
  };
  const saysCut: Law = (by, damaged) =>
    mayEnd(damaged.toString("latin1")) || hasError(readAll(by, damaged))
      ? undefined
      : "a cut report without an error";

  const place = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  const anyFile = fc.constantFrom(...files);
  const cut = fc.tuple(anyFile, place).map(([file, at]) => file.subarray(0, Math.floor(file.length * at)));
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from("<>\"'=/ 0123456789.:,-\n&")));
  const changed = fc
    .tuple(anyFile, fc.array(fc.tuple(place, byte), { minLength: 1, maxLength: 4 }))
    .map(([file, changes]) => {
      const damaged = Buffer.from(file);
      for (const [at, value] of changes) damaged[Math.floor(file.length * at)] = value;
      return damaged;
    });

  describe(`${reader.id}, damaged,`, { timeout: 120_000 }, () => {
    test("holds lines that were not hit when it is whole", () => {
      for (const file of files) {
        const read = readAll(reader, file);
        expect(hasError(read)).toBe(false);
        expect(missedLines(read)).toBe(missedIn(file.toString("latin1")));
        expect(missedLines(read)).toBeGreaterThan(0);
      }
    });

    test("cut at each byte says so", () => {
      for (const file of files)
        for (let length = 0; length < file.length; length += file.length < 6_000 ? 1 : 23)
          expect(saysCut(reader, file.subarray(0, length)), `cut at ${length}`).toBeUndefined();
    });

    test("with bytes changed keeps the lines that were not hit or is an error", () => {
      fc.assert(
        fc.property(changed, (damaged) => {
          expect(keepsMissed(reader, damaged)).toBeUndefined();
          for (const { counts } of readAll(reader, damaged).files)
            expect(counts.every((count) => count >= 0)).toBe(true);
        }),
        { seed, numRuns: 600 },
      );
    });

    test("is read the same in chunks of any size", () => {
      fc.assert(
        fc.property(changed, fc.integer({ min: 1, max: 300 }), (damaged, size) => {
          expect(comparable(readAll(reader, damaged, size))).toEqual(comparable(readAll(reader, damaged)));
        }),
        { seed, numRuns: 60 },
      );
    });
  });

  describe(`the law rejects a reader of ${reader.id}`, { timeout: 120_000 }, () => {
    test("that takes every line for hit", () => {
      expect(breaks(keepsMissed, changed, allHit(reader))).toBe(true);
    });

    test("that leaves the first file out", () => {
      expect(breaks(keepsMissed, changed, withoutFirstFile(reader))).toBe(true);
    });

    test("that says nothing about a cut", () => {
      expect(breaks(saysCut, cut, silent(reader))).toBe(true);
    });
  });
}

/**
 * Counts lines that are not hit in a text of tags: `file` matches a tag that begins a file, `line` the tag of a line
 * with its number as group 1; a line that repeats in its file is hit if one of its tags says so.
 */
export function countMissed(
  text: string,
  file: RegExp,
  line: RegExp,
  isHit: (tag: string) => boolean,
): number {
  const hits = new Map<string, boolean>();
  let path = "";
  for (const [tag] of text.matchAll(/<[^<>]*>/g)) {
    if (file.test(tag)) path = tag;
    const number = line.exec(tag)?.[1];
    if (number === undefined) continue;
    const key = `${path} ${number}`;
    hits.set(key, hits.get(key) === true || isHit(tag));
  }
  return [...hits.values()].filter((hit) => !hit).length;
}

const seed = 20_261_125;

function missedLines({ files }: AllRecords): number {
  let missed = 0;
  for (const { map, counts } of files)
    for (let i = 0; i < map.statements.length / 4; i++) if (counts[i] === 0) missed++;
  return missed;
}

function breaks(law: Law, inputs: fc.Arbitrary<Buffer>, reader: Reader): boolean {
  return fc.check(
    fc.property(inputs, (damaged) => law(reader, damaged) === undefined),
    { seed, numRuns: 600 },
  ).failed;
}

/** When a problem is noticed depends on the chunks; so does whether an offset can be told where bytes are not UTF-8. */
function comparable(read: AllRecords): AllRecords {
  const problems = read.problems.map(({ offset: _offset, ...problem }) => problem);
  return { ...read, problems: problems.sort(compareProblems) };
}

function withSink(reader: Reader, change: (sink: Sink) => Partial<Sink>): Reader {
  return {
    ...reader,
    open: (context): ReadSession =>
      reader.open({ ...context, sink: { ...context.sink, ...change(context.sink) } }),
  };
}

function allHit(reader: Reader): Reader {
  return withSink(reader, (sink) => ({
    file: (file) => sink.file({ ...file, counts: file.counts.map((count) => Math.max(count, 1)) }),
  }));
}

function withoutFirstFile(reader: Reader): Reader {
  return withSink(reader, (sink) => {
    let isFirst = true;
    return {
      file(file) {
        if (!isFirst) sink.file(file);
        isFirst = false;
      },
    };
  });
}

function silent(reader: Reader): Reader {
  return withSink(reader, () => ({ problem: () => {} }));
}
