import type { ChangedCode, Extent, Report, RuleOption, UnmeasuredReason } from "@tollgate/model";
import { aChangedFile, aFile, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "changed-coverage";
const elsewhere = aFile({ path: "packages/api/src/other.ts", lines: { 1: 1 } });
const coverageInput = anInput({ holds: "coverage", path: "coverage/lcov.info" });

describe("changed-code coverage", () => {
  it("says the share, the limit and each uncovered place", () => {
    const file = aChangedFile({
      lines: extent(110, 86),
      uncovered: [
        [3, 3],
        [10, 32],
      ],
    });
    expect(judgeChange({ files: [file] }, { min: "80%" })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "78.1 % of 110 changed lines are covered, 80 % is wanted (24 lines uncovered).",
      remedy: "Cover 2 more changed lines: lines 10–32 of `packages/api/src/cart.ts` are enough.",
      violations: [
        { message: "no test runs this changed line", path: file.path, line: 3, package: "@shop/api" },
        { message: "no test runs these 23 changed lines", path: file.path, line: 10, endLine: 32 },
      ],
      facts: [{ key: "changed.lines", lo: 86, hi: 86, n: 110, unit: "lines" }],
    });
    expect(judgeChange({ files: [file] }, { min: "78%" }).answer).toBe("pass");
  });

  it("names changed functions that no test calls", () => {
    const file = aChangedFile({
      functions: extent(2, 1),
      uncoveredFunctions: [{ name: "refund", line: 8, endLine: 9, excused: false }],
    });
    const result = judgeChange({ files: [file] }, { metric: "functions", min: "80%" }, [
      aFile({ lines: {}, functions: [{ name: "f", line: 1, column: 0, endLine: 2, hits: 1 }] }),
    ]);
    expect(result.violations).toMatchObject([
      { message: "no test calls the changed function refund", line: 8 },
    ]);
  });

  it("judges only what is charged, and says how much is not", () => {
    const file = aChangedFile({
      lines: extent(12, 5),
      charged: { lines: extent(6, 5), functions: extent(0, 0), branches: extent(0, 0) },
      uncovered: [[1, 7]],
      excused: [[1, 6]],
    });
    expect(judgeChange({ files: [file] }, { min: "90%" })).toMatchObject({
      answer: "fail",
      message:
        "83.3 % of 6 changed lines are covered, 90 % is wanted (1 line uncovered; 6 more only moved, reformatted or uncovered before).",
      violations: [{ line: 7, message: "no test runs this changed line" }],
    });
    expect(judgeChange({ files: [file] }, { min: "80%" }).answer).toBe("pass");
    const none = { ...file, charged: { ...file.charged, lines: extent(0, 0) } };
    expect(judgeChange({ files: [none] }, { min: "90%" })).toMatchObject({
      answer: "pass",
      message:
        "The change only moves or reformats lines, or touches ones that were uncovered before (12), so there is nothing to judge.",
    });
  });

  it("says which lines lost their coverage on the way", () => {
    const file = aChangedFile({ lines: extent(4, 0), uncovered: [[3, 6]], lost: [[4, 5]] });
    expect(judgeChange({ files: [file] }, { min: "90%" }).violations).toMatchObject([
      { line: 3, message: "no test runs this changed line" },
      {
        line: 4,
        endLine: 5,
        message: "no test runs these 2 lines any more since they were moved or reformatted",
      },
      { line: 6 },
    ]);
  });

  it.each([
    // changed, covered, minSample, maxUncovered, answer
    [19, 19, 20, 0, "pass"],
    [19, 18, 20, 0, "fail"],
    [19, 18, 20, 1, "pass"],
    [24, 19, 20, 0, "fail"],
    [25, 20, 20, 0, "pass"],
    [26, 20, 20, 0, "fail"],
    [26, 20, 20, 6, "pass"],
    [5, 4, 0, 0, "pass"],
  ])(
    "%d lines of which %d covered, sample %d, allowed %d: %s",
    (found, hit, minSample, maxUncovered, answer) => {
      const files = [aChangedFile({ lines: extent(found, hit) })];
      expect(judgeChange({ files }, { min: "80%", minSample, maxUncovered }).answer).toBe(answer);
    },
  );

  it("says which form decides", () => {
    const files = [aChangedFile({ lines: extent(5, 3) })];
    const messageOf = (options: Readonly<Record<string, RuleOption>>): string =>
      judgeChange({ files }, { min: "80%", ...options }).message;
    expect(messageOf({ minSample: 20 })).toBe(
      "60 % of 5 changed lines are covered, with fewer than 20 covered none may be uncovered (2 lines uncovered).",
    );
    expect(messageOf({ minSample: 20, maxUncovered: 2 })).toBe(
      "60 % of 5 changed lines are covered, with fewer than 20 covered at most 2 may be uncovered (2 lines uncovered).",
    );
    expect(messageOf({ maxUncovered: 1 })).toBe(
      "60 % of 5 changed lines are covered, 80 % is wanted or at most 1 uncovered (2 lines uncovered).",
    );
  });

  it("passes and says so when the change touches nothing that can be covered", () => {
    expect(judgeChange({}, { min: "80%" })).toMatchObject({
      answer: "pass",
      message: "The change touches no line that can be covered, so there is nothing to judge.",
    });
  });

  it("holds when the change is not known, with the reason and the remedy", () => {
    const changed: ChangedCode = { known: false, reason: "the clone is shallow", remedy: "Fetch the base." };
    expect(
      judge(aReport({ coverage: [elsewhere], changed }), { rule, options: { min: "1%" } }),
    ).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: "The changed lines are not known: the clone is shallow.",
      remedy: "Fetch the base.",
    });
  });

  it("is unknown when nothing is measured at all", () => {
    expect(judgeChange({}, { min: "80%" }, [])).toMatchObject({ answer: "unknown", effect: "hold" });
    expect(judgeChange({}, { min: "80%" }, [], { inputs: [coverageInput] })).toMatchObject({
      effect: "block",
    });
    expect(judgeChange({}, { metric: "branches", min: "80%" })).toMatchObject({
      answer: "unknown",
      message: "No report measures branches.",
    });
  });

  it("counts a changed file that no report measures as covered and as uncovered", () => {
    const files = [aChangedFile({ lines: extent(90, 90) })];
    const unmeasured = [{ path: "packages/api/src/new.ts", package: "@shop/api", lines: 10 }];
    expect(judgeChange({ files, unmeasured }, { min: "90%" }).answer).toBe("pass");
    expect(judgeChange({ files, unmeasured }, { min: "90.01%" })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "90 % to 100 % of 100 changed lines are covered, 90.01 % is wanted; undecided, as no report measures the changed file packages/api/src/new.ts.",
      facts: [{ lo: 90, hi: 100, n: 100 }],
    });
    const few = [aChangedFile({ lines: extent(90, 70) })];
    expect(judgeChange({ files: few, unmeasured }, { min: "90%" })).toMatchObject({ answer: "fail" });
    expect(judgeChange({ unmeasured }, { min: "1%" })).toMatchObject({ answer: "unknown", effect: "hold" });
  });

  it("allows as many unmeasured lines as may be uncovered, where nothing else changed", () => {
    const unmeasured = [{ path: "packages/api/src/new.ts", package: "@shop/api", lines: 5 }];
    const options = { min: "80%", maxUncovered: 5 };
    expect(judgeChange({ unmeasured }, options).answer).toBe("pass");
    expect(judgeChange({ unmeasured }, { ...options, maxUncovered: 4 })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "0 % to 100 % of 5 changed lines are covered, 80 % is wanted or at most 4 uncovered; undecided, as no report measures the changed file packages/api/src/new.ts.",
    });
    expect(judgeChange({ unmeasured }, { ...options, metric: "branches" }).answer).toBe("unknown");
    expect(judgeChange({ unmeasured }, options, []).answer).toBe("unknown");
  });

  it.each<[UnmeasuredReason, string, string]>([
    ["unknown-lines", "no report knows 2 changed lines of", "no report knows 2 changed lines of this file"],
    ["other-content", "what reports measure of", "what reports measure is another version of this file"],
    [
      "totals-only",
      "reports tell how much of",
      "reports tell how much of this file is covered, and not which lines",
    ],
  ])("says of lines that are unknown for %s why", (why, reason, phrase) => {
    const file = aChangedFile({ lines: extent(8, 8) });
    const unmeasured = [{ path: file.path, package: file.package, lines: 2, why }];
    const open = judgeChange({ files: [file], unmeasured }, { min: "81%" });
    expect(open).toMatchObject({ answer: "unknown", effect: "hold", facts: [{ lo: 8, hi: 10, n: 10 }] });
    expect(open.message).toContain(`undecided, as ${reason}`);
    expect(judgeChange({ files: [file], unmeasured }, { min: "80%" }).answer).toBe("pass");
    const bare = [aChangedFile({ lines: extent(8, 1), uncovered: [[2, 8]] })];
    expect(judgeChange({ files: bare, unmeasured }, { min: "80%" }).violations).toMatchObject([
      { line: 2 },
      { message: phrase, path: file.path },
    ]);
  });

  it.each<[UnmeasuredReason, string]>([
    ["line-ends", "Git and coverage tools count the lines of packages/api/src/odd.ts in different ways."],
    ["not-text", "packages/api/src/odd.ts looks binary, so its changed lines are not known."],
  ])("never passes where lines cannot be told for %s", (why, message) => {
    const unmeasured = [{ path: "packages/api/src/odd.ts", package: "@shop/api", lines: 0, why }];
    const options = { min: "1%", maxUncovered: 9 };
    expect(judgeChange({ unmeasured }, options)).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message,
    });
    const files = [aChangedFile({ lines: extent(99, 99) })];
    expect(judgeChange({ files, unmeasured }, options)).toMatchObject({ answer: "unknown", effect: "hold" });
  });

  it("does not know the functions of a file that no report measures", () => {
    const files = [aChangedFile({ functions: extent(9, 9) })];
    const unmeasured = [{ path: "packages/api/src/new.ts", package: "@shop/api", lines: 1 }];
    const options = { metric: "functions", min: "1%" };
    expect(judgeChange({ files, unmeasured }, options).answer).toBe("unknown");
  });

  it("takes what another kind measures as unmeasured by this one", () => {
    const file = aChangedFile({ lines: extent(4, 4) });
    const scope = { kind: "e2e" };
    const coverage = [elsewhere, aFile({ path: "e2e.ts", kind: "e2e", lines: { 1: 1 } })];
    const known: ChangedCode = { known: true, files: [file], unmeasured: [] };
    const report = aReport({ coverage, changed: known });
    expect(judge(report, { rule, scope, options: { min: "1%" } })).toMatchObject({ answer: "unknown" });
    const ofKind = { lines: extent(4, 1), functions: extent(0, 0), branches: extent(0, 0) };
    const byKind = [{ kind: "e2e", ...ofKind, charged: ofKind, uncovered: [[2, 4] as const] }];
    const measured = aReport({ coverage, changed: { ...known, files: [{ ...file, byKind }] } });
    expect(judge(measured, { rule, scope, options: { min: "50%" } })).toMatchObject({
      answer: "fail",
      violations: [{ message: "no e2e test runs these 3 changed lines", line: 2, endLine: 4 }],
    });
  });

  it.each([
    [
      "an unreadable coverage report",
      { inputs: [{ ...coverageInput, status: "invalid" as const }] },
      "block",
    ],
    ["a missing report", { missing: [{ what: "e2e reports", because: "x", remedy: "y" }] }, "hold"],
  ])("is unknown with %s, whichever side of the limit the rest is on", (_, members, effect) => {
    for (const hit of [0, 10]) {
      const files = [aChangedFile({ lines: extent(10, hit) })];
      const result = judgeChange({ files }, { min: "80%" }, [elsewhere], members);
      expect(result).toMatchObject({ answer: "unknown", effect });
    }
    expect(judgeChange({}, { min: "80%" }, [elsewhere], members)).toMatchObject({
      answer: "unknown",
      effect,
    });
  });
});

function judgeChange(
  changed: Partial<Extract<ChangedCode, { known: true }>>,
  options: Readonly<Record<string, RuleOption>>,
  coverage: Report["coverage"] = [elsewhere],
  members: Partial<Report> = {},
): ReturnType<typeof judge> {
  const known: ChangedCode = { known: true, files: [], unmeasured: [], ...changed };
  return judge(aReport({ coverage, changed: known, ...members }), { rule, options });
}

function extent(found: number, hit: number): Extent {
  return { found, hit, mayHit: hit };
}
