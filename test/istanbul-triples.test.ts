import { mergeBundles, type Report } from "@tollgate/model";
import istanbul, { type CoverageMapData, type FileCoverageData, type Range } from "istanbul-lib-coverage";
import { expect, it } from "vitest";
import { type Entry, entryOf, read, reportOf } from "./istanbul/entries.ts";

const statements = [
  [1, 2, 20],
  [2, 4, 9],
  [3, 6, 3],
  [5, 6, 12],
  [8, 4, 14],
  [15, 4, 15],
] as const;

const functions = [
  ["outer", 1, 20],
  ["inner", 2, 9],
  ["other", 5, 12],
] as const;

/** Down-levelled code has branches that start alike; builds give one branch more arms or fewer. */
const branches = [
  [
    "if",
    [2, 4],
    [
      [2, 4, 9],
      [2, 4, 9],
    ],
  ],
  [
    "cond-expr",
    [3, 8],
    [
      [3, 8],
      [3, 16],
    ],
  ],
  [
    "binary-expr",
    [3, 8],
    [
      [3, 8],
      [3, 12],
    ],
  ],
  [
    "switch",
    [12, 4],
    [
      [13, 6],
      [14, 6],
    ],
  ],
  [
    "switch",
    [12, 4],
    [
      [13, 6],
      [14, 6],
      [15, 6],
    ],
  ],
] as const;

/** The source of the file has all places. */
const whole = entryOf({
  statements: statements.map(([line, column, endLine]) => [line, column, 0, endLine]),
  functions: functions.map(([name, line, endLine]) => [name, line, endLine, 0]),
  branches: branches
    .filter((_, i) => i !== 3)
    .map(([type, start, arms]) => [type, start, arms, arms.map(() => 0)]),
});
const content = { map: read(whole).evidence[0]!.coverage!.files[0]!.map };
const references = new Map([["src/a.js", { lines: 25, content }]]);

/** Trap 18, on as many random triples of reports of one file as the fact sheet has: nested maps that differ in part. */
const triples = 20_000;

it("20,000 triples merge alike in any grouping and order, unlike in istanbul-lib-coverage (trap 18)", () => {
  const random = createRandom(0x5eed);
  const pool = Array.from({ length: 200 }, () => {
    const report = entryOf(anEntry(random));
    return {
      report,
      text: JSON.stringify(report),
      shards: read(report, report, report).evidence.map((item) => ({ evidence: [item] })),
    };
  });
  const theirs = { hits: 0, covered: 0 };
  for (let i = 0; i < triples; i++) {
    const picked = [0, 1, 2].map((shard) => ({ shard, ...pool[Math.floor(random() * pool.length)]! }));
    const reports = picked.map(({ report }) => report);
    const [a, b, c] = picked.map(({ shard, shards }) => shards[shard]!);
    // Every other time the source decides on the map.
    const context = i % 2 === 0 ? {} : { references };
    const left = reportOf(mergeBundles([mergeBundles([a!, b!]), c!]).evidence, context);
    const right = reportOf(mergeBundles([mergeBundles([c!, a!, c!]), b!]).evidence, context);
    if (textOf(left) !== textOf(right)) expect(textOf(left)).toBe(textOf(right));
    expect(coversOnlyWhatRan(left, reports)).toBe(true);
    const texts = picked.map(({ text }) => text);
    const [their, other] = [mergeTheirs(texts), mergeTheirs([texts[0]!, mergeTheirs(texts.slice(1))])];
    const [places, others] = [placesOf(JSON.parse(their)), placesOf(JSON.parse(other))];
    if (JSON.stringify(places) !== JSON.stringify(others)) theirs.hits++;
    if (coveredIn(places) !== coveredIn(others)) theirs.covered++;
  }
  expect(theirs.hits).toBeGreaterThan(triples / 100);
  expect(theirs.covered).toBeGreaterThan(triples / 100);
}, 300_000);

/** Some of a few nested places, with hits. */
function anEntry(random: () => number): Entry {
  const some = <T>(all: readonly T[]): readonly T[] => all.filter(() => random() < 0.6);
  const hits = (): number => (random() < 0.5 ? 0 : Math.floor(random() * 4));
  return {
    statements: some(statements).map(([line, column, endLine]) => [line, column, hits(), endLine]),
    functions: some(functions).map(([name, line, endLine]) => [name, line, endLine, hits()]),
    branches: onlyOneSwitch(some(branches)).map(([type, start, arms]) => [type, start, arms, arms.map(hits)]),
  };
}

function onlyOneSwitch(all: readonly (typeof branches)[number][]): typeof all {
  return all.filter(
    ({ 0: type }, i) => type !== "switch" || all.findIndex(([other]) => other === type) === i,
  );
}

/** Of everything that was counted: what is covered, and what may be. */
function textOf({ coverage, problems, totals }: Report): string {
  return JSON.stringify([
    coverage.map(({ map, counts, mayCounts }) => [map.digest, [...counts], [...mayCounts]]),
    problems,
    totals,
  ]);
}

/** A line is only covered when a report has a hit on it. */
function coversOnlyWhatRan({ coverage: [file] }: Report, reports: readonly CoverageMapData[]): boolean {
  const ran = new Set<number>();
  for (const { statementMap, s } of reports.flatMap((report) => Object.values(report) as FileCoverageData[]))
    for (const [id, hits] of Object.entries(s)) if (hits > 0) ran.add(statementMap[id]!.start.line);
  if (file === undefined) return true;
  const { map, counts } = file;
  return Array.from({ length: map.statements.length / 4 }, (_, i) => i).every(
    (i) => counts[i]! <= 0 || ran.has(map.statements[i * 4]!),
  );
}

/** Their merge changes what it is given, so it is given texts. */
function mergeTheirs(reports: readonly string[]): string {
  const map = istanbul.createCoverageMap({});
  for (const report of reports) map.merge(JSON.parse(report));
  return JSON.stringify(map);
}

/** Hits by place, whatever the ids. */
function placesOf(report: CoverageMapData): readonly (readonly [string, number])[] {
  return (Object.values(report) as FileCoverageData[]).flatMap(
    ({ statementMap, s, fnMap, f, branchMap, b }) =>
      [
        ...Object.entries(s).map(([id, hits]) => [`s ${placeOf(statementMap[id]!)}`, hits] as const),
        ...Object.entries(f).map(([id, hits]) => [`f ${placeOf(fnMap[id]!.loc)}`, hits] as const),
        ...Object.entries(b).flatMap(([id, arms]) =>
          arms.map((hits, arm) => [`b ${placeOf(branchMap[id]!.loc)} ${arm}`, hits] as const),
        ),
      ].sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function coveredIn(places: ReturnType<typeof placesOf>): string {
  return places.map(([place, hits]) => (hits > 0 ? place : "")).join();
}

function placeOf({ start, end }: Range): string {
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
