import { decide } from "@tollgate/gate";
import type { Answer, ChangeSet, FileExtents } from "@tollgate/model";
import { aPolicy } from "@tollgate/testkit";
import istanbul, { type CoverageMapData, type FileCoverageData } from "istanbul-lib-coverage";
import { describe, expect, it } from "vitest";
import { type Entry, entryOf, type Read, read, reportOf } from "./istanbul/entries.ts";

/**
 * What istanbul-lib-coverage gets wrong when it merges, each as it is there and as it is here. It stays the oracle for
 * maps that are equal, and is not what merges.
 */
describe("istanbul-lib-coverage's trap", () => {
  it("1: a function that the other map does not have borrows the hits around it", () => {
    const outer: Entry = { statements: [[1, 0, 1]], functions: [["outer", 1, 10, 5]] };
    const both: Entry = {
      ...outer,
      functions: [
        ["outer", 1, 10, 0],
        ["inner", 3, 5, 0],
      ],
    };
    expect(theirs(outer, both).getFileCoverage().f).toEqual({ 0: 5, 1: 5 });
    expect(ours(outer, both).functions).toEqual({ found: 2, hit: 1, mayHit: 1 });
  });

  it("2: a statement that the other map does not have borrows the hits around it", () => {
    const outer: Entry = {
      statements: [
        [1, 0, 1],
        [2, 0, 1, 9],
      ],
    };
    const both: Entry = {
      statements: [
        [1, 0, 0],
        [2, 0, 0, 9],
        [4, 4, 0],
      ],
    };
    expect(Object.values(theirs(outer, both).getFileCoverage().s)).toEqual([1, 1, 1]);
    expect(ours(outer, both).lines).toEqual({ found: 3, hit: 2, mayHit: 2 });
  });

  it("3: arms add up with those of the branch around theirs", () => {
    const around: Entry = {
      statements: [[1, 0, 1]],
      branches: [
        [
          "if",
          [1, 0],
          [
            [1, 0, 9],
            [1, 0, 9],
          ],
          [4, 7],
        ],
      ],
    };
    const within: Entry = {
      statements: [[1, 0, 0]],
      branches: [
        [
          "if",
          [1, 0],
          [
            [1, 0, 9],
            [1, 0, 9],
          ],
          [0, 0],
        ],
        [
          "cond-expr",
          [4, 8],
          [
            [4, 12],
            [4, 16],
          ],
          [0, 0],
        ],
      ],
    };
    expect(Object.values(theirs(around, within).getFileCoverage().b)).toContainEqual([4, 7]);
    expect(
      Object.values(theirs(around, within).getFileCoverage().b)
        .flat()
        .filter((hits) => hits === 0),
    ).toEqual([]);
    expect(ours(around, within).branches).toEqual({ found: 4, hit: 2, mayHit: 2 });
  });

  it("4: of arm lists of unequal length the left one wins", () => {
    const two: Entry = {
      statements: [[1, 0, 1]],
      branches: [
        [
          "switch",
          [1, 0],
          [
            [2, 2],
            [3, 2],
          ],
          [1, 1],
        ],
      ],
    };
    const three: Entry = {
      statements: [[1, 0, 1]],
      branches: [
        [
          "switch",
          [1, 0],
          [
            [2, 2],
            [3, 2],
            [4, 2],
          ],
          [1, 1, 0],
        ],
      ],
    };
    expect(Object.values(theirs(two, three).getFileCoverage().b)).toEqual([[2, 2]]);
    expect(ours(two, three).branches).toEqual({ found: 3, hit: 2, mayHit: 3 });
    expect(ours(three, two).branches).toEqual({ found: 3, hit: 2, mayHit: 3 });
  });

  it("5: branches whose first arms start alike are one", () => {
    const down: Entry = {
      statements: [[1, 0, 1]],
      branches: [
        [
          "cond-expr",
          [1, 4],
          [
            [1, 4],
            [1, 9],
          ],
          [1, 0],
        ],
        [
          "binary-expr",
          [1, 4],
          [
            [1, 4],
            [1, 9],
          ],
          [1, 1],
        ],
      ],
    };
    const again: Entry = {
      ...down,
      statements: [
        [1, 0, 1],
        [2, 0, 1],
      ],
    };
    expect(Object.keys(theirs(down, again).getFileCoverage().b)).toHaveLength(1);
    expect(ours(down, again).branches).toEqual({ found: 4, hit: 3, mayHit: 3 });
  });

  it("6: truthiness is looked up in the map that was numbered anew", () => {
    const logical = (id: number, more: Entry["statements"]): CoverageMapData => {
      const data = entryOf({
        statements: [[1, 0, 1], ...more],
        branches: [
          [
            "binary-expr",
            [1, 4],
            [
              [1, 4],
              [1, 9],
            ],
            [1, 1],
          ],
        ],
      });
      const file = Object.values(data)[0] as FileCoverageData & { bT: Record<string, number[]> };
      file.branchMap = { [id]: file.branchMap["0"]! };
      file.b = { [id]: file.b["0"]! };
      file.bT = { [id]: [1, 1] };
      return data;
    };
    const pair = [logical(1, []), logical(1, [[2, 0, 1]])] as const;
    expect(() => merged(...pair)).toThrow(TypeError);
    expect(read(...pair).extents.branches).toEqual({ found: 2, hit: 2, mayHit: 2 });
  });

  it("7: branches without a place are one", () => {
    const unplaced = (...taken: readonly number[][]): Entry => ({
      statements: [[1, 0, 1]],
      branches: taken.map((hits, i) => ["if", [1, i], hits.map(() => undefined), hits]),
    });
    const one = unplaced([0], [0], [0], [0, 1]);
    const other = {
      ...one,
      statements: [
        [1, 0, 1],
        [2, 0, 1],
      ],
    } satisfies Entry;
    expect(Object.keys(theirs(one, other).getFileCoverage().b)).toHaveLength(1);
    expect(ours(one, other).branches.found).toBe(5);
    expect(ours(one, other).branches.hit).toBeLessThanOrEqual(1);
  });

  it("8: two versions of a file are one", () => {
    const version = (contentHash: string): CoverageMapData =>
      entryOf({ statements: [[1, 0, 1]] }, { contentHash });
    expect(merged(version("a"), version("b")).getFileCoverage().s).toEqual({ 0: 2 });
    const { extents, problems } = read(version("a"), version("b"));
    expect(extents.lines).toEqual({ found: 1, hit: 0, mayHit: 1 });
    expect(problems).toEqual(["map-mismatch error"]);
    expect(read(version("a"), version("a")).problems).toEqual([]);
  });

  it("9: what is merged changes", () => {
    const [a, b] = [entryOf({ statements: [[1, 0, 1]] }), entryOf({ statements: [[1, 0, 1]] })];
    const map = istanbul.createCoverageMap(a);
    map.merge(b);
    expect(Object.values(a)[0]).toMatchObject({ s: { 0: 2 } });
    const evidence = read(
      entryOf({ statements: [[1, 0, 1]] }),
      entryOf({ statements: [[1, 0, 1]] }),
    ).evidence;
    const before = evidence.map(({ coverage }) => [...coverage!.files[0]!.counts]);
    reportOf(evidence);
    expect(evidence.map(({ coverage }) => [...coverage!.files[0]!.counts])).toEqual(before);
  });

  it("10: a file under two keys counts twice", () => {
    const [file] = Object.values(
      entryOf({
        statements: [
          [1, 0, 1],
          [2, 0, 0],
        ],
      }),
    );
    const twice = { "/shop/src/a.js": file!, "./src/a.js": file! };
    expect(istanbul.createCoverageMap(twice).getCoverageSummary().lines.total).toBe(4);
    expect(read(twice).extents.lines).toEqual({ found: 2, hit: 1, mayHit: 1 });
  });

  it("11: a statement that ends nowhere is another one", () => {
    const open: Entry = { statements: [[1, 0, 1, 1, null]] };
    const closed: Entry = { statements: [[1, 0, 1, 1, 20]] };
    expect(Object.keys(theirs(open, closed).getFileCoverage().s)).toHaveLength(2);
    expect(read(entryOf(open), entryOf(closed)).statements).toBe(1);
  });

  it.each<[string, (file: FileCoverageData) => void]>([
    ["a function without a body", ({ fnMap }) => Reflect.deleteProperty(fnMap["0"]!, "loc")],
    ["a branch without arms", ({ branchMap }) => branchMap["0"]!.locations.splice(0)],
    ["a count without a statement", ({ s }) => Object.assign(s, { 9: 1 })],
  ])("12: %s ends the merge without a file's name", (_what, damage) => {
    const whole: Entry = {
      statements: [[1, 0, 1]],
      functions: [["f", 1, 9, 1]],
      branches: [
        [
          "if",
          [1, 0],
          [
            [1, 0],
            [1, 0],
          ],
          [1, 1],
        ],
      ],
    };
    const damaged = (more: Entry["statements"]): CoverageMapData => {
      const data = entryOf({ ...whole, statements: [...whole.statements, ...more] });
      damage(Object.values(data)[0] as FileCoverageData);
      return data;
    };
    const pair = [damaged([]), damaged([[2, 0, 1]])] as const;
    expect(() => merged(...pair)).toThrow(/^(?!.*a\.js)/);
    const { extents, problems, messages } = read(...pair);
    expect(extents.lines).toEqual({ found: 2, hit: 2, mayHit: 2 });
    if (problems.length > 0) expect(messages).toContain("/shop/src/a.js");
  });

  it("13: a negative count covers, and a text is null", () => {
    const negative = entryOf({ statements: [[1, 0, -1]] });
    expect(merged(negative, structuredClone(negative)).getCoverageSummary().lines.covered).toBe(1);
    const worded = entryOf({ statements: [[1, 0, "many" as unknown as number]] }); // what a script may write
    expect(JSON.stringify(merged(negative, worded).getFileCoverage().s)).not.toBe('{"0":0}');
    for (const data of [negative, worded]) {
      const { extents, problems } = read(data);
      expect(extents.lines).toEqual({ found: 1, hit: 0, mayHit: 0 });
      expect(problems).toEqual(["bad-count error"]);
    }
  });

  it("14: the inside of a statement is unknown", () => {
    const call: Entry = { statements: [[1, 0, 0, 4]] };
    expect(Object.keys(theirs(call).getFileCoverage().getLineCoverage())).toEqual(["1"]);
    const change = {
      path: "src/a.js",
      change: "modified",
      content: "text",
      blank: [],
      removed: [[3, 3]],
    } as const;
    const changes: ChangeSet = { baseSha: "b", files: [{ ...change, added: [[3, 3]] }] };
    expect(read(entryOf(call)).report({ changes }).changed).toMatchObject({
      files: [{ lines: { found: 1, hit: 0 } }],
    });
  });

  it("15: nothing is 100 %, or a word that is below no minimum", () => {
    const empty = istanbul.createCoverageMap({}).getCoverageSummary().lines.pct as unknown; // typed as a number
    expect(empty).toBe("Unknown");
    expect((empty as number) < 80).toBe(false);
    expect(merged(entryOf({ statements: [] })).getCoverageSummary().lines.pct).toBe(100);
    expect(answerOf(read({}))).toBe("unknown");
    expect(answerOf(read(entryOf({ statements: [] })))).toBe("unknown");
  });

  it("16: an entry that stands for an uncovered file is united with the real one", () => {
    const stub: Entry = { statements: [1, 2, 3, 4, 5].map((line) => [line, 0, 0, line, null]) };
    const real: Entry = {
      statements: [
        [2, 2, 1],
        [4, 2, 1],
      ],
    };
    expect(theirs(stub, real).getCoverageSummary().statements).toMatchObject({ total: 7, covered: 2 });
    expect(ours(stub, real).lines).toEqual({ found: 2, hit: 2, mayHit: 2 });
  });

  it("17: functions with one body collapse", () => {
    const twins: Entry = {
      statements: [[1, 0, 1]],
      functions: [
        ["a", 1, 9, 1],
        ["b", 1, 9, 0],
      ],
    };
    const more: Entry = {
      ...twins,
      statements: [
        [1, 0, 1],
        [2, 0, 1],
      ],
    };
    expect(Object.keys(theirs(twins, more).getFileCoverage().f)).toHaveLength(1);
    expect(ours(twins, more).functions).toEqual({ found: 2, hit: 1, mayHit: 1 });
  });

  it("19: maps that differ take quadratic time (bench/ measures ours beside theirs)", () => {
    const maps = (count: number): readonly [CoverageMapData, CoverageMapData] => [
      entryOf({ statements: Array.from({ length: count }, (_, i) => [i + 1, 0, 1]) }),
      entryOf({ statements: Array.from({ length: count }, (_, i) => [i + 1, i % 2, 1]) }),
    ];
    // At this size theirs would take hours.
    expect(read(...maps(200_000)).extents.lines).toMatchObject({ found: 200_000, hit: 200_000 });
  });
});

function theirs(...entries: readonly Entry[]): ReturnType<typeof merged> {
  return merged(...entries.map((entry) => entryOf(entry)));
}

/** Their merge of whole reports, with the one file of it at hand. */
function merged(...reports: readonly CoverageMapData[]) {
  const map = istanbul.createCoverageMap({});
  for (const report of reports) map.merge(structuredClone(report));
  return {
    getCoverageSummary: () => map.getCoverageSummary(),
    getFileCoverage: () => map.fileCoverageFor(map.files()[0]!),
  };
}

function ours(...entries: readonly Entry[]): FileExtents {
  return read(...entries.map((entry) => entryOf(entry))).extents;
}

/** Of the rule that 80 % of all lines are covered. */
function answerOf({ report }: Read): Answer {
  const entry = { rule: "coverage", scope: {}, mode: "enforce", options: { min: "80%" } } as const;
  const { rules } = decide(report(), aPolicy({ rules: [entry] }), {
    engine: "tollgate 0",
    policyDigest: "sha256:0",
    date: "2026-11-25",
  });
  return rules.find(({ rule }) => rule === "coverage")!.answer;
}
