import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMapPool } from "../map-pool.ts";
import type { Reader } from "../reader.ts";
import { withMaps } from "../testing/changed-reader.ts";
import { type AllRecords, readAll } from "../testing/read-all.ts";
import { lcov } from "./reader.ts";
import { openPlainSession } from "./session.ts";

/** What the second and the next reports of a build must be read to. */
const plain: Reader = { ...lcov, open: openPlainSession };

type File = {
  readonly path: string;
  readonly lines: readonly (readonly [line: number, checksum: string])[];
  readonly functions: readonly (readonly [start: string, name: string])[];
  readonly arms: readonly string[];
  readonly counts: "behind each function" | "behind all" | "in front" | "in groups";
  readonly others: readonly string[];
  readonly lineEnd: "\n" | "\r\n";
};

const number = fc.integer({ min: 1, max: 20 });
const file: fc.Arbitrary<File> = fc.record({
  path: fc.constantFrom("src/a.c", "größe.c", ""),
  lines: fc.oneof(
    fc.array(fc.tuple(number, fc.constantFrom("", "", ",aGFzaA==")), { maxLength: 8 }),
    fc.array(fc.tuple(number, fc.constant("")), { maxLength: 8 }).map((rows) => sorted(rows)),
  ),
  functions: fc.array(
    fc.tuple(
      fc.oneof(
        number.map(String),
        number.map((line) => `${line},${line + 3}`),
      ),
      fc.constantFrom("f", "g", "(anonymous_9)", "(anonymous_10)", "x, y", "größe"),
    ),
    { maxLength: 4 },
  ),
  arms: fc.array(
    fc
      .tuple(number, fc.constantFrom("0", "1", "e0", "U1"), fc.constantFrom("0", "1", "a", "f(a, b)"))
      .map((fields) => fields.join(",")),
    { maxLength: 6 },
  ),
  counts: fc.constantFrom("behind each function", "behind all", "in front", "in groups"),
  others: fc.array(
    fc.constantFrom(
      "VER:1",
      "VER:2",
      "# note",
      "TN:other",
      "MCF:0",
      "XYZ:1",
      " DA:30,1",
      "DA:31,1e2",
      "LF:1",
      "LH:1 ",
      " BRH:0",
    ),
    { maxLength: 1 },
  ),
  lineEnd: fc.constantFrom("\n", "\n", "\r\n"),
});

function sorted(rows: readonly (readonly [number, string])[]): [number, string][] {
  const byLine = new Map(rows);
  return [...byLine].sort(([a], [b]) => a - b);
}

/** The counts of one shard, used in turn. Totals are what they must be, or one is too large by one, or none is written. */
type Shard = {
  readonly counts: readonly number[];
  readonly totals: "right" | "none" | "LH" | "FNH" | "BRH";
  readonly test: string;
};

const shard: fc.Arbitrary<Shard> = fc.record({
  counts: fc.array(fc.oneof(fc.nat(2), fc.nat(1_000_000), fc.constantFrom(999_999_999_999_999, 2 ** 52)), {
    minLength: 1,
    maxLength: 9,
  }),
  totals: fc.constantFrom("right", "right", "none", "LH", "FNH", "BRH"),
  test: fc.constantFrom("", "", "one", "two"),
});

function textOf(files: readonly File[], { counts, totals, test }: Shard): string {
  let next = 0;
  const count = (): number => counts[next++ % counts.length]!;
  return files
    .map(({ path, lines, functions, arms, counts: order, others, lineEnd }) => {
      const hits = functions.map(count);
      const declared = functions.map(([start, name]) => `FN:${start},${name}`);
      const counted = functions.map(([, name], i) => `FNDA:${hits[i]},${name}`);
      const taken = arms.map(count);
      const lineHits = new Map<number, number>();
      const data = lines.map(([line, checksum]) => {
        const added = count();
        lineHits.set(line, (lineHits.get(line) ?? 0) + added);
        return `DA:${line},${added}${checksum}`;
      });
      const total = (name: "LH" | "FNH" | "BRH", sums: readonly number[]): string =>
        `${name}:${sums.filter((sum) => sum > 0).length + (totals === name ? 1 : 0)}`;
      const inOrder = {
        "behind each function": declared.flatMap((text, i) => [text, counted[i]!]),
        "behind all": [...declared, ...counted],
        "in front": [...counted, ...declared],
        "in groups": functions.flatMap(([start, name], i) => [
          `FNL:${i},${start}`,
          `FNA:${i},${hits[i]},${name}`,
        ]),
      };
      return [
        `TN:${test}`,
        `SF:${path}`,
        ...inOrder[order],
        ...arms.map((arm, i) => `BRDA:${arm},${taken[i] === 0 && i % 2 === 0 ? "-" : taken[i]}`),
        ...others,
        ...data,
        ...(totals === "none" ? [] : [`LF:${lineHits.size}`, total("LH", [...lineHits.values()])]),
        ...(totals === "none" ? [] : [total("FNH", hits), total("BRH", taken)]),
        "end_of_record",
        "",
      ].join(lineEnd);
    })
    .join("");
}

const build = fc.array(file, { minLength: 1, maxLength: 3 });
const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 });

function changed(text: string, bytes: readonly (readonly [number, number])[]): Buffer {
  const result = Buffer.from(text);
  for (const [at, byte] of bytes) result[at % result.length] = byte;
  return result;
}

/** Reads in one collection; what each report gives. */
function readInTurn(reports: readonly (Buffer | string)[], chunkSize?: number): readonly AllRecords[] {
  const sharing = withMaps(lcov, createMapPool());
  return reports.map((report) => readAll(sharing, report, chunkSize));
}

describe("the shards of a build", () => {
  it("are read as line by line", () => {
    fc.assert(
      fc.property(build, fc.array(shard, { minLength: 2, maxLength: 5 }), (files, shards) => {
        const reports = shards.map((each) => textOf(files, each));
        expect(readInTurn(reports)).toEqual(reports.map((report) => readAll(plain, report)));
      }),
      { numRuns: 500 },
    );
  });

  it("are read as line by line with other bytes, cut, and in chunks of any size", () => {
    fc.assert(
      fc.property(
        build,
        fc.array(fc.tuple(shard, changes, fc.nat()), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 200 }),
        (files, shards, chunkSize) => {
          const [first] = shards[0]!;
          const reports = shards.map(([each, bytes, cut]) => {
            const report = changed(textOf(files, each), bytes);
            return cut % 2 === 0 ? report : report.subarray(0, cut % (report.length + 1));
          });
          const all = [textOf(files, first), ...reports];
          expect(readInTurn(all, chunkSize)).toEqual(all.map((report) => readAll(plain, report)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("may be of several builds", () => {
    fc.assert(
      fc.property(build, build, fc.array(shard, { minLength: 3, maxLength: 6 }), (files, others, shards) => {
        const reports = shards.map((each, i) => textOf(i % 2 === 0 ? files : others, each));
        expect(readInTurn(reports)).toEqual(reports.map((report) => readAll(plain, report)));
      }),
    );
  });
});
