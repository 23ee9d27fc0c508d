import { coverageMetrics, extentsOf } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RawFileCoverage, Reader, ReadSession } from "../reader.ts";
import { withoutErrors } from "./changed-reader.ts";
import { membersOf, withOtherBytes } from "./json-damage.ts";
import { type AllRecords, hasError, readAll } from "./read-all.ts";

export type CoverageLaws = {
  readonly reader: Reader;
  /** Real reports of the format; each holds a line that was not hit. */
  readonly files: readonly Buffer[];
  /** Lines that a document tells as not hit, counted by other means than the reader's. Takes any value. */
  readonly missedIn: (document: unknown) => number;
};

/**
 * Law 6 for a coverage format of JSON: whatever is done to real reports, the reader does not throw, and it finds at
 * least as many lines without a hit as the document tells, or says an error.
 */
export function describeCoverageLaws(laws: CoverageLaws): void {
  const { reader, files } = laws;
  const options = { seed: 20_261_125, numRuns: 400 };

  describe(`${reader.id}, damaged,`, { timeout: 120_000 }, () => {
    test("whole it is read without an error, and holds a missed line", () => {
      for (const file of files) {
        const read = readAll(reader, file);
        expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(missedBy(read)).toBe(laws.missedIn(JSON.parse(file.toString("utf8"))));
        expect(missedBy(read)).toBeGreaterThan(0);
      }
    });

    test("cut at any byte it says an error", () => {
      for (const file of files) expect(firstCutUntold(reader, file)).toBeUndefined();
    });

    test("with other bytes it keeps its missed lines or says an error", () => {
      fc.assert(
        fc.property(withOtherBytes(files), (damaged) => keepsMissed(reader, laws, damaged)),
        options,
      );
    });

    test("with other members it keeps its missed lines or says an error", () => {
      fc.assert(
        fc.property(withOtherMembers(files), (damaged) => keepsMissed(reader, laws, damaged)),
        options,
      );
    });

    test("counts are never below 0", () => {
      fc.assert(
        fc.property(withOtherMembers(files), (damaged) =>
          readAll(reader, damaged).files.every(({ counts }) => counts.every((count) => count >= 0)),
        ),
        options,
      );
    });

    test("it says the same for any chunks", () => {
      fc.assert(
        fc.property(withOtherBytes(files), fc.integer({ min: 1, max: 90 }), (damaged, size) => {
          expect(readAll(reader, damaged, size)).toEqual(readAll(reader, damaged));
        }),
        { ...options, numRuns: 40 },
      );
    });

    test("it takes values of any depth in every member", () => {
      const deep = "[".repeat(20_000) + "]".repeat(20_000);
      for (const file of files)
        for (const text of withEachMember(file, "DEEP"))
          expect(() => readAll(reader, text.replace('"DEEP"', deep))).not.toThrow();
    });
  });

  describe(`the law rejects a reader of ${reader.id}`, { timeout: 60_000 }, () => {
    test("that takes errors for warnings", () => {
      expect(files.some((file) => firstCutUntold(withoutErrors(reader), file) !== undefined)).toBe(true);
    });

    test("that takes missed lines for hit ones", () => {
      expect(files.every((file) => keepsMissed(withoutMissed(reader), laws, file))).toBe(false);
    });
  });
}

/** The first length at which a cut is not told; `undefined` when there is none. */
function firstCutUntold(reader: Reader, file: Buffer): number | undefined {
  const whole = file.toString("utf8").trimEnd();
  const step = Math.ceil(file.length / 6_000);
  for (let length = 0; length < file.length; length += step) {
    const cut = file.subarray(0, length);
    // Without a byte there is no document; the collector refuses it as an empty file.
    if (length > 0 && cut.toString("utf8").trimEnd() !== whole && !hasError(readAll(reader, cut)))
      return length;
  }
  return undefined;
}

function keepsMissed(reader: Reader, { missedIn }: CoverageLaws, input: Buffer): boolean {
  const read = readAll(reader, input, 1_000);
  return hasError(read) || missedBy(read) >= missedIn(parsed(input));
}

function missedBy({ files }: AllRecords): number {
  return files.reduce((sum, { map, counts }) => {
    const { found, hit } = extentsOf(map, counts, new Float64Array(map.conditions.length / 2)).lines;
    return sum + found - hit;
  }, 0);
}

/** What is no JSON tells nothing; the reader has to say an error for it. */
function parsed(input: Buffer): unknown {
  try {
    return JSON.parse(input.toString("utf8"));
  } catch {
    return undefined;
  }
}

type Edit = { readonly at: number; readonly value: unknown };

function withOtherMembers(files: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const edit: fc.Arbitrary<Edit> = fc.record({
    at: fc.nat(),
    value: fc.constantFrom<unknown>(removed, null, 0, -1, 0.5, 2 ** 64, "", "x", true, [], {}, [null], [[]]),
  });
  return fc
    .tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([file, edits]) => Buffer.from(JSON.stringify(edits.reduce(applyEdit, parsed(file)))));
}

/** Stands for a member that is taken out. */
const removed = Symbol("removed");

/** The report with the n-th of its members replaced or removed. */
function applyEdit(report: unknown, { at, value }: Edit): unknown {
  const copy: unknown = structuredClone(report);
  const members = membersOf(copy);
  if (members.length === 0) return copy;
  const [container, key] = members[at % members.length]!;
  if (value !== removed) container[key] = structuredClone(value);
  else if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
  return copy;
}

/** The report once for many of its members, with that member replaced. */
function* withEachMember(file: Buffer, value: string): Iterable<string> {
  const report = parsed(file);
  const count = membersOf(report).length;
  for (let at = 0; at < count; at += Math.ceil(count / 100))
    yield JSON.stringify(applyEdit(report, { at, value }));
}

function withoutMissed(reader: Reader): Reader {
  const hit = (file: RawFileCoverage): RawFileCoverage => ({
    ...file,
    counts: file.counts.map((count, i) => Math.max(count, totalsIn(file)[i] ?? 1)),
  });
  return {
    ...reader,
    open: ({ sink, ...context }): ReadSession =>
      reader.open({ ...context, sink: { ...sink, file: (file) => sink.file(hit(file)) } }),
  };
}

function totalsIn({ map: { totals } }: RawFileCoverage): readonly number[] {
  return totals === undefined ? [] : coverageMetrics.map((metric) => totals[metric]);
}
