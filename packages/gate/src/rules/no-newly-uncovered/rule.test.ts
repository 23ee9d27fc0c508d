import type { CoverageDifference, FileDifference, Report } from "@tollgate/model";
import { aChangedFile, aFile, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { judge } from "../../testing/judge.ts";

const rule = "no-newly-uncovered";

const lost: FileDifference = {
  path: "packages/web/src/page.ts",
  package: "@shop/web",
  inDiff: false,
  counts: { LBC: 2 },
  lost: [[4, 5]],
  causes: [{ why: "tests", kind: "unit", gone: 1, skipped: 0, failing: 0 }],
};

type Known = Extract<CoverageDifference, { known: true }>;

function reportOf(uncovered: number, files: readonly FileDifference[], members: Partial<Known> = {}): Report {
  const lines = { found: 3, hit: 3 - uncovered, mayHit: 3 - uncovered };
  const ranges = uncovered === 0 ? [] : [[1, uncovered] as const];
  return aReport({
    coverage: [aFile({ lines: { 1: uncovered > 0 ? 0 : 1, 2: 1, 3: 1 } })],
    changed: { known: true, files: [aChangedFile({ lines, uncovered: ranges })], unmeasured: [] },
    baseline: {
      how: "bundle main.tollgate",
      totals: aReport().totals,
      cells: [],
      disappeared: [],
      coverage: { known: true, counts: {}, files, notCompared: [], vanished: [], ...members },
    },
  });
}

describe("no newly uncovered lines", () => {
  it("passes where all is covered that the change adds and that was covered", () => {
    expect(judge(reportOf(0, []), { rule })).toMatchObject({
      answer: "pass",
      message: "0 changed lines are uncovered and 0 have lost coverage, none may be.",
    });
  });

  it("counts changed lines and lines that lost their coverage elsewhere, with the likely cause", () => {
    const report = reportOf(1, [lost]);
    expect(judge(report, { rule })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "1 changed line is uncovered and 2 have lost coverage, none may be.",
      facts: [{ key: "coverage.newlyUncovered", lo: 3, hi: 3 }],
      violations: [
        { path: "packages/api/src/cart.ts", line: 1 },
        {
          message:
            "no test runs 2 lines any more, outside the change; perhaps because of the unit tests 1 gone",
          path: lost.path,
          line: 4,
          endLine: 5,
        },
      ],
    });
    expect(judge(report, { rule, options: { max: 3 } }).answer).toBe("pass");
    expect(judge(report, { rule, scope: { package: "@shop/api" }, options: { max: 1 } }).answer).toBe("pass");
  });

  it("counts a line once that is changed and lost", () => {
    const moved = {
      ...lost,
      path: "packages/api/src/cart.ts",
      package: "@shop/api",
      lost: [[1, 1] as const],
    };
    expect(judge(reportOf(1, [moved]), { rule }).facts).toMatchObject([{ lo: 1, hi: 1 }]);
  });

  it("fails on changed lines without a base, and holds on the rest", () => {
    const { baseline: _base, ...report } = reportOf(1, []);
    expect(judge(report, { rule })).toMatchObject({ answer: "fail" });
    const { baseline: _none, ...covered } = reportOf(0, []);
    expect(judge(covered, { rule })).toMatchObject({ answer: "unknown", effect: "hold" });
  });

  it.each([
    ["a file that is not compared", reportOf(0, [], { notCompared: ["packages/api/src/cart.ts"] }), {}],
    ["a kind", reportOf(0, []), { kind: "unit" }],
    [
      "a missing report",
      { ...reportOf(0, []), missing: [{ what: "e2e reports", because: "x", remedy: "y" }] },
      {},
    ],
  ])("holds on %s", (_, report, scope) => {
    expect(judge(report, { rule, scope })).toMatchObject({ answer: "unknown", effect: "hold" });
  });
});
