import {
  type CoverageMap,
  type CoverageTotals,
  coverageMetrics,
  type Evidence,
  type FileCoverage,
  type MergedFile,
  mapDigest,
  type Report,
} from "@tollgate/model";
import { countsFor, exactMap, lineMap } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeReport } from "./compute-report.ts";
import { fileSets } from "./coverage-groups.ts";
import { type CoverageContext, disputedFiles, mergeCoverage } from "./merge-coverage.ts";
import { extents, inText, measure, reportOf, shard } from "./testing/coverage.ts";

const path = "src/cart.ts";

/** `[found, hit]` of lines, functions and branches. */
function totalled(lines: Pair, functions: Pair = [0, 0], branches: Pair = [0, 0]): FileCoverage {
  return withTotals({ lines: lines[0], functions: functions[0], branches: branches[0] }, [
    lines[1],
    functions[1],
    branches[1],
  ]);
}

type Pair = readonly [found: number, hit: number];

function withTotals(totals: CoverageTotals, covered: readonly number[]): FileCoverage {
  const { map, ...file } = measure({ statements: [] });
  const shape = { ...map, totals };
  return { ...file, map: { ...shape, digest: mapDigest(shape) }, counts: Float64Array.from(covered) };
}

function merge(evidence: readonly Evidence[], context?: CoverageContext): MergedFile {
  return mergeCoverage(evidence, context).files[0]!;
}

const placed = (...hits: readonly number[]): FileCoverage =>
  measure({ statements: hits.map((count, i) => [i + 1, 2, count] as const) });

describe("totals of a file", () => {
  it("are its figures where nothing else is known", () => {
    expect(extents(merge([reportOf([totalled([9, 7], [2, 1], [4, 0])])]))).toEqual({
      lines: { found: 9, hit: 7, mayHit: 7 },
      functions: { found: 2, hit: 1, mayHit: 1 },
      branches: { found: 4, hit: 0, mayHit: 0 },
    });
  });

  it("of several origins overlap in an unknown way", () => {
    const all = [7, 4, 0].map((hit, i) => reportOf([totalled([9, hit], [2, 1])], shard(i + 1), String(i)));
    expect(extents(merge(all))).toMatchObject({
      lines: { found: 9, hit: 7, mayHit: 9 },
      functions: { found: 2, hit: 1, mayHit: 2 },
    });
  });

  it("add nothing to a report with lines of the same origin", () => {
    const lines = reportOf([placed(1, 0, 3)], {}, "a");
    const both = merge([lines, reportOf([totalled([3, 3])], {}, "b")]);
    const { sources: _both, ...file } = both;
    expect(file).toEqual((({ sources: _one, ...one }) => one)(merge([lines])));
    expect(disputedFiles([lines, reportOf([totalled([3, 3])], {}, "b")])).toEqual([]);
  });

  it("are told, and whether lines are listed nevertheless", () => {
    const other = { ...totalled([4, 2]), path: "src/page.ts" };
    const { problems } = mergeCoverage([
      reportOf([placed(1, 0, 0, 0)], shard(1), "a"),
      reportOf([totalled([4, 2]), other], shard(2), "b"),
    ]);
    expect(problems).toMatchObject([
      {
        code: "totals-only",
        severity: "info",
        message: `Some reports tell how much of 2 files (the first is "${path}") is covered, and not which lines: the figures count, and of changed lines nothing is certain. 1 of them is left out where lines are listed (lcov, Cobertura, istanbul and SonarQube).`,
      },
    ]);
  });

  it("bound what is covered beside a report of another origin that has the lines", () => {
    const file = merge([
      reportOf([placed(1, 0, 0, 0)], shard(1), "a"),
      reportOf([totalled([4, 2])], { ...shard(2), kind: "e2e" }, "b"),
    ]);
    expect(extents(file).lines).toEqual({ found: 4, hit: 2, mayHit: 3 });
    expect([...file.counts]).toEqual([1, 0, 0, 0, 2, 0, 0]);
    expect([...file.mayCounts]).toEqual([2, 1, 1, 1, 3, 0, 0]);
    const [e2e, unit] = file.byKind.map((of) => extents({ ...file, ...of }).lines);
    expect(e2e).toEqual({ found: 4, hit: 2, mayHit: 2 });
    expect(unit).toEqual({ found: 4, hit: 1, mayHit: 1 });
  });

  it("of one kind of tests leave open what only another kind runs", () => {
    const evidence = [
      reportOf([placed(1, 1, 0)], shard(1), "a"),
      reportOf([totalled([3, 2])], { ...shard(2), kind: "e2e" }, "b"),
    ];
    expect(fileSets(merge(evidence), ["e2e", "unit"])).toEqual({
      uncovered: [[3, 3]],
      unsure: [[3, 3]],
      onlyBy: [
        { kind: "e2e", lines: [] },
        { kind: "unit", lines: [] },
      ],
      notBy: [
        { kind: "e2e", lines: [] },
        { kind: "unit", lines: [[3, 3]] },
      ],
    });
  });

  it("that cover nothing leave the lines as they are", () => {
    const file = merge([
      reportOf([placed(1, 0)], shard(1), "a"),
      reportOf([totalled([2, 0])], shard(2), "b"),
    ]);
    expect(file.mayCounts).toEqual(file.counts);
    expect(extents(file).lines).toEqual({ found: 2, hit: 1, mayHit: 1 });
  });

  it("of other numbers are a doubt", () => {
    const { files, problems } = mergeCoverage([
      reportOf([placed(1, 0)], shard(1), "a"),
      reportOf([totalled([3, 3])], shard(2), "b"),
    ]);
    expect(extents(files[0]!).lines).toEqual({ found: 2, hit: 1, mayHit: 2 });
    expect(problems).toMatchObject([
      {
        code: "map-mismatch",
        severity: "warning",
        path: "coverage/b.json",
        message: expect.stringContaining(`knows only how much there is in "${path}"`),
      },
    ]);
  });

  it("of different numbers leave the larger one, whatever comes first", () => {
    const all = [totalled([3, 3]), totalled([4, 1])].map((file, i) =>
      reportOf([file], shard(i + 1), String(i)),
    );
    for (const order of [all, all.toReversed()])
      expect(extents(merge(order)).lines).toEqual({ found: 4, hit: 1, mayHit: 4 });
  });

  it("of another commit cover nothing for certain", () => {
    const old = { ...reportOf([totalled([3, 3])]), commit: "old" };
    const { files, problems } = mergeCoverage([old], { headSha: "new" });
    expect(extents(files[0]!).lines).toEqual({ found: 3, hit: 0, mayHit: 3 });
    expect(problems.map(({ code }) => code)).toEqual(["totals-only"]);
  });

  const change = {
    ...{ path, change: "modified" as const, content: "text" as const },
    ...{ added: [[1, 1] as const], removed: [[1, 1] as const], blank: [] },
  };
  const sinceOld = (map: CoverageMap): CoverageContext => ({
    ...{ headSha: "new", otherSource: "shift", ...inText(9, map) },
    shifts: new Map([["old", new Map([[path, { change, lines: 9 }]])]]),
  });

  it("of another commit cover nothing for certain where lines are moved to the judged text either", () => {
    const old = { ...reportOf([totalled([3, 3])]), commit: "old" };
    const file = merge([old], sinceOld(placed(0, 0, 0).map));
    expect(extents(file).lines).toEqual({ found: 3, hit: 0, mayHit: 3 });
  });

  it("have no lines to which those of another commit could be moved", () => {
    const old = { ...reportOf([placed(0, 1, 1)], shard(1), "a"), commit: "old" };
    const now = { ...reportOf([totalled([5, 2])], shard(2), "b"), commit: "new" };
    const { files, problems } = mergeCoverage([old, now], sinceOld(placed(0, 0, 0).map));
    expect(extents(files[0]!).lines).toEqual({ found: 5, hit: 2, mayHit: 5 });
    expect(problems[0]?.message).toContain("nothing tells what can be covered in the text that is judged");
  });

  it("take the places of the source that has as many", () => {
    const evidence = [reportOf([totalled([3, 2])])];
    const { map } = placed(0, 0, 0);
    expect(disputedFiles(evidence)).toEqual([path]);
    const file = merge(evidence, inText(9, map));
    expect(file.map.statements).toEqual(map.statements);
    expect([...file.counts]).toEqual([0, 0, 0, 2, 0, 0]);
    expect([...file.mayCounts]).toEqual([1, 1, 1, 2, 0, 0]);
    const other = merge(evidence, inText(9, placed(0, 0).map));
    expect(other.map.statements).toHaveLength(0);
    expect(extents(other).lines).toEqual({ found: 3, hit: 2, mayHit: 2 });
  });

  it("say nothing of branches where every line of the text counts, as V8 does", () => {
    const evidence = [reportOf([totalled([30, 20], [1, 1], [4, 4])])];
    const { map } = placed(0, 0, 0);
    expect(extents(merge(evidence, inText(30, map)))).toMatchObject({
      lines: { found: 30, hit: 20 },
      branches: { found: 0, hit: 0, mayHit: 0 },
    });
    expect(extents(merge(evidence, inText(60, map))).branches).toEqual({ found: 4, hit: 4, mayHit: 4 });
  });

  it("say nothing of branches where they have fewer of them on more lines than the source", () => {
    const { map } = measure({
      statements: [[1, 2, 0]],
      branches: [{ type: "if", line: 1, column: 2, taken: [0, 0] }],
    });
    const branchesOf = (...[lines, branches]: readonly [Pair, Pair]): unknown =>
      extents(merge([reportOf([totalled(lines, [1, 1], branches)])], inText(60, map))).branches;
    expect(branchesOf([9, 9], [1, 1])).toEqual({ found: 0, hit: 0, mayHit: 0 });
    expect(branchesOf([9, 9], [2, 1])).toEqual({ found: 2, hit: 1, mayHit: 1 });
    expect(branchesOf([1, 1], [1, 1])).toEqual({ found: 1, hit: 1, mayHit: 1 });
  });
});

/** The same as its totals. */
function withoutPlaces(file: FileCoverage): FileCoverage {
  const of = extents({ ...file, mayCounts: file.counts } as MergedFile); // as far as they are asked for
  const found = { lines: of.lines.found, functions: of.functions.found, branches: of.branches.found };
  return {
    ...file,
    ...withTotals(
      found,
      coverageMetrics.map((metric) => of[metric].hit),
    ),
    path: file.path,
  };
}

type Measured = {
  readonly map: CoverageMap;
  readonly origins: readonly {
    readonly counts: Float64Array;
    readonly isBlurred: boolean;
    readonly kind: string;
  }[];
};

function report(evidence: readonly Evidence[], map: CoverageMap | undefined): Report {
  return computeReport(
    { evidence },
    {
      subject: {},
      packages: [],
      changes: {
        baseSha: "a".repeat(40),
        files: [{ path, change: "modified", content: "text", added: [[2, 7]], removed: [], blank: [] }],
      },
      ...(map === undefined ? {} : inText(20, map)),
      missing: [],
      problems: [],
    },
  );
}

describe("a report that lost its lines", () => {
  const measured = fc.oneof(exactMap, lineMap).chain((map) =>
    fc
      .array(
        fc.record({
          counts: countsFor(map).map((counts) => counts.map((count) => Math.max(count, 0))),
          isBlurred: fc.boolean(),
          kind: fc.constantFrom("unit", "e2e"),
        }),
        { minLength: 1, maxLength: 4 },
      )
      .map((origins) => ({ map, origins })),
  );

  const evidenceOf = ({ map, origins }: Measured, isMixed: boolean): readonly Evidence[] =>
    origins.map(({ counts, isBlurred, kind }, i) => {
      const file: FileCoverage = { path, package: "shop", map, counts };
      const from = { kind, shard: { index: i + 1, total: 4 } };
      return reportOf([isMixed && isBlurred ? withoutPlaces(file) : file], from, String(i));
    });

  it("leaves the true figures inside what it says, and the change never greener", () => {
    fc.assert(
      fc.property(measured, fc.boolean(), (of, isSourceKnown) => {
        const source = isSourceKnown ? of.map : undefined;
        const truth = report(evidenceOf(of, false), source);
        const told = report(evidenceOf(of, true), source);
        for (const metric of coverageMetrics) {
          const [real, known] = [extents(truth.coverage[0]!)[metric], extents(told.coverage[0]!)[metric]];
          expect(known.found).toBe(real.found);
          expect(known.hit).toBeLessThanOrEqual(real.hit);
          expect(known.mayHit).toBeGreaterThanOrEqual(real.mayHit);
        }
        if (!truth.changed.known || !told.changed.known) throw new Error("the change is known");
        const [wanted, found] = [truth.changed.files[0], told.changed.files[0]];
        if (found === undefined) {
          expect(told.changed.unmeasured.length).toBeGreaterThan(0);
          return;
        }
        for (const metric of coverageMetrics) {
          expect(found.charged[metric].found).toBe(wanted!.charged[metric].found);
          expect(found.charged[metric].hit).toBeLessThanOrEqual(wanted!.charged[metric].hit);
          expect(found.charged[metric].mayHit).toBeGreaterThanOrEqual(wanted!.charged[metric].mayHit);
        }
      }),
    );
  });

  it("is told from totals that are simply added", () => {
    const run = fc.check(
      fc.property(measured, (of) => {
        const truth = extents(merge(evidenceOf(of, false))).lines;
        const sum = of.origins.reduce(
          (all, { counts }) =>
            all + extents({ map: of.map, counts, mayCounts: counts } as MergedFile).lines.hit,
          0,
        );
        return Math.min(sum, truth.found) <= truth.hit;
      }),
    );
    expect(run.failed).toBe(true);
  });
});
