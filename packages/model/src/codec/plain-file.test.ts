import fc from "fast-check";
import { expect, it } from "vitest";
import { createCountSlabs } from "../count-slabs.ts";
import type { CoverageMap } from "../coverage.ts";
import { noBranches, noFunctions } from "../coverage-entities.ts";
import { mapDigest } from "../map-digest.ts";
import { decodeFile } from "./decode-coverage.ts";
import { membersOf } from "./guards.ts";
import { readPlainFile } from "./plain-file.ts";
import { encodeVlq } from "./testing/vlq-text.ts";

const most = 3;

/** A map of three statements and a line with conditions, and one that has nothing but totals. */
const map = ((): CoverageMap => {
  const statements = Int32Array.from([1, 2, 3].flatMap((line) => [line, -1, -1, -1]));
  const conditions = Int32Array.of(1, most);
  const shape = {
    precision: "lines" as const,
    statements,
    functions: noFunctions,
    branches: noBranches,
    conditions,
  };
  return { ...shape, digest: mapDigest(shape) };
})();
const totalsOnly = ((): CoverageMap => {
  const nothing = {
    statements: new Int32Array(0),
    functions: noFunctions,
    branches: noBranches,
    conditions: new Int32Array(0),
  };
  const totals = { lines: 4, functions: most, branches: 0 };
  const shape = { precision: "lines" as const, ...nothing, totals };
  return { ...shape, digest: mapDigest(shape) };
})();
const sources = Array.from({ length: 12 }, (_, i) => ({ path: `src/${i}.ts`, package: "p" }));

const known = () => ({ maps: [map, totalsOnly], sources, slabs: createCountSlabs() });

function lineOf(counts: readonly number[], source: number | string = 11, map = 0): string {
  return `{"file":{"source":${source},"map":${map},"hits":"${encodeVlq(Float64Array.from(counts), 1)}"}}`;
}

/** Stands among other lines in its chunk. */
function readFast(line: string) {
  const bytes = Buffer.from(`{"file":{"source":0,"map":0,"hits":"\n${line}\n"}}`);
  const from = bytes.indexOf(10) + 1;
  return readPlainFile(bytes, from, bytes.lastIndexOf(10), known());
}

function readSlowly(line: string) {
  return decodeFile(membersOf(JSON.parse(line), "a line")["file"], known());
}

const hits = fc.oneof(
  { weight: 3, arbitrary: fc.nat(70) },
  fc.constantFrom(-1, 1_022, 1_023, 32_767, 65_534, 65_535, 65_536, 1_048_575, 2 ** 31, 2 ** 53 - 1),
);
const line = fc
  .record({
    counts: fc.array(hits, { minLength: 2, maxLength: 4 }),
    covered: fc.integer({ min: 0, max: most + 1 }),
    map: fc.constantFrom(0, 1),
    source: fc.constantFrom(0, 7, 11, 12, "07", "", "1e0", "-1", "4294967296", "99999999999"),
  })
  .map(({ counts, covered, source, map }) => lineOf([...counts, covered], source, map));

const change = fc.record({
  at: fc.nat(70),
  removed: fc.nat(3),
  put: fc.oneof(
    fc.constantFrom("", "g", "A", "gA", "B", "-", "\u0141", "\\u0042", " ", '"', ',"version":"1"', "}", "0"),
    fc.string({ maxLength: 2 }),
  ),
});

it("reads nothing other than the reader of all lines reads", () => {
  fc.assert(
    fc.property(line, fc.array(change, { maxLength: 2 }), (whole, changes) => {
      const text = changes.reduce(
        (so, { at, removed, put }) => so.slice(0, at) + put + so.slice(at + removed),
        whole,
      );
      fc.pre(!text.includes("\n"));
      const fast = readFast(text);
      if (fast !== undefined) expect(fast).toEqual(readSlowly(text));
    }),
    { numRuns: 2_000 },
  );
});

it("reads what is covered of totals", () => {
  const covered = lineOf([4, most, 0], 11, 1);
  expect(readFast(covered)).toMatchObject({ counts: Uint16Array.of(4, most, 0) });
  expect(readFast(covered)).toEqual(readSlowly(covered));
});

it.each([
  ["few hits", [0, 1, 30, 3]],
  ["hits of several letters", [31, 1_023, 32_767, 0]],
  ["the most hits of two bytes", [65_534, 65_535, 0, 0]],
])("reads %s", (_what, counts) => {
  expect(readFast(lineOf(counts))).toEqual(readSlowly(lineOf(counts)));
  expect(readFast(lineOf(counts))).toMatchObject({ path: "src/11.ts", counts: Uint16Array.from(counts) });
});

it.each([
  ["what is not measured", lineOf([-1, 0, 0, 0])],
  ["hits of more than two bytes", lineOf([65_536, 0, 0, 0])],
  ["more covered conditions than there are", lineOf([0, 0, 0, most + 1])],
  ["fewer hits than the map has places", lineOf([0, 0, 0])],
  ["more of them", lineOf([0, 0, 0, 0, 0])],
  ["no hits, but letters enough", lineOf([1_023, 1_023])],
  ["more than the totals", lineOf([4, most + 1, 0], 11, 1)],
  ["a source that was not written", lineOf([0, 0, 0, 0], 12)],
  ["a map that was not written", lineOf([0, 0, 0, 0]).replace('"map":0', '"map":2')],
  ["an index that is none in JSON", lineOf([0, 0, 0, 0], "00")],
  ["an index without end", lineOf([0, 0, 0, 0], "1000000000000")],
  ["hits that are cut", lineOf([0, 0, 0, 0]).replace('B"', 'g"')],
  ["hits longer than they are large", lineOf([0, 0, 0, 0]).replace('BBBB"', 'BBBhA"')],
  ["hits without end", lineOf([0, 0, 0, 0]).replace('BBBB"', 'BBBggggggB"')],
  ["other letters", lineOf([0, 0, 0, 0]).replace('BBBB"', 'BB-B"')],
  ["other letters in hits of several", lineOf([0, 0, 0, 0]).replace('BBBB"', 'BBBBh-B"')],
  ["further members", lineOf([0, 0, 0, 0]).replace('"}}', '","version":"1"}}')],
  ["other orders", '{"file":{"map":0,"source":0,"hits":"BBBB"}}'],
])("leaves %s to the reader of all lines", (_what, text) => {
  expect(readFast(text)).toBeUndefined();
});
