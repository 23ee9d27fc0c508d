import type { BaseFile, Baseline, Extent } from "@tollgate/model";
import { aFile, aReport } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../testing/judge.ts";
import { dropAnswer } from "./drop.ts";

const rule = "coverage";
const now = aFile({ lines: { 1: 1, 2: 1, 3: 1, 4: 0 } });

/** The base covers `hit` of `found` lines of the file. */
function baseOf(hit: number, found: number, members: Partial<Baseline> = {}): { baseline: Baseline } {
  const lines: Extent = { found, hit, mayHit: hit };
  const none: Extent = { found: 0, hit: 0, mayHit: 0 };
  const extents = { lines, functions: none, branches: none };
  const file: BaseFile = {
    path: now.path,
    package: now.package,
    ...extents,
    byKind: [{ kind: "unit", ...extents }],
  };
  return {
    baseline: {
      how: "bundle main.tollgate",
      totals: aReport().totals,
      cells: [],
      disappeared: [],
      measured: { files: [file], lacks: [] },
      ...members,
    },
  };
}

describe("coverage against the base", () => {
  it("fails where more is uncovered and the share fell too far", () => {
    const report = aReport({ coverage: [now], ...baseOf(4, 4) });
    expect(judge(report, { rule, options: { maxDrop: "20%" } })).toMatchObject({
      answer: "fail",
      effect: "block",
      message:
        "75 % of the lines are covered (1 line uncovered), 100 % on the base (0 uncovered); where more is uncovered the share may fall by 20 points (bundle main.tollgate).",
      violations: [{ message: "1 line uncovered, 0 on the base", path: now.path }],
      facts: [
        { key: "coverage.lines", lo: 3, hi: 3, n: 4 },
        { key: "baseline.coverage.lines", lo: 4, hi: 4, n: 4 },
      ],
    });
    expect(judge(report, { rule, options: { maxDrop: "25%" } }).answer).toBe("pass");
  });

  it("finds no drop where covered code was deleted", () => {
    const report = aReport({ coverage: [now], ...baseOf(99, 100) });
    expect(judge(report, { rule, options: { maxDrop: "0%" } }).answer).toBe("pass");
  });

  it("asks any scope", () => {
    const report = aReport({ coverage: [now], ...baseOf(4, 4) });
    const ask = (scope: object): string => judge(report, { rule, scope, options: { maxDrop: "0%" } }).answer;
    expect(ask({ path: "packages/api/**" })).toBe("fail");
    expect(ask({ package: "@shop/api", kind: "unit" })).toBe("fail");
    expect(ask({ package: "@shop/web" })).toBe("unknown");
  });

  it("holds without a base, where the minimum is decided", () => {
    const report = aReport({ coverage: [now] });
    expect(judge(report, { rule, options: { maxDrop: "1%" } })).toMatchObject({ effect: "hold" });
    expect(judge(report, { rule, options: { maxDrop: "1%", min: "80%" } })).toMatchObject({
      answer: "fail",
      effect: "block",
    });
    expect(judge(report, { rule, options: { maxDrop: "1%", min: "70%" } })).toMatchObject({
      answer: "unknown",
      message: "There is no base to compare with.",
    });
  });

  it("holds where the base itself is not whole", () => {
    const lacks = [{ what: "shard 2 of 2 on the base", because: "1 of 2 shards arrived", remedy: "Run it." }];
    const { measured } = baseOf(4, 4).baseline;
    const base = baseOf(4, 4, { measured: { files: measured!.files, lacks } });
    expect(judge(aReport({ coverage: [now], ...base }), { rule, options: { maxDrop: "0%" } })).toMatchObject({
      answer: "unknown",
      effect: "hold",
    });
  });

  it("must ask for something", () => {
    expect(() => judge(aReport(), { rule, options: {} })).toThrow('A rule coverage has neither "min"');
  });
});

describe("a drop", () => {
  const part = fc.nat(50).chain((found) =>
    fc.tuple(fc.nat(found), fc.nat(found)).map(([a, b]) => ({
      found: found + 1,
      covered: { lo: Math.min(a, b), hi: Math.max(a, b) },
    })),
  );

  it("is decided only where every value of both ranges says so", () => {
    fc.assert(
      fc.property(part, part, fc.nat(10_000), (head, base, limit) => {
        const exact = new Set<string>();
        for (let covered = head.covered.lo; covered <= head.covered.hi; covered++)
          for (let before = base.covered.lo; before <= base.covered.hi; before++)
            exact.add(
              dropAnswer(
                { found: head.found, covered: { lo: covered, hi: covered } },
                { found: base.found, covered: { lo: before, hi: before } },
                limit,
              ),
            );
        const answer = dropAnswer(head, base, limit);
        if (answer !== "unknown") expect([...exact]).toEqual([answer]);
      }),
      { numRuns: 500 },
    );
  });

  it("is none where no more is uncovered", () => {
    fc.assert(
      fc.property(part, fc.nat(20), (base, deleted) => {
        const covered = Math.max(0, base.covered.lo - deleted);
        const head = {
          found: base.found - (base.covered.lo - covered),
          covered: { lo: covered, hi: covered },
        };
        const before = { found: base.found, covered: { lo: base.covered.lo, hi: base.covered.lo } };
        expect(dropAnswer(head, before, 0)).toBe("pass");
      }),
    );
  });
});
