import type { RunManifest } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, anUnknownInput, aRun, judge } from "../../testing/judge.ts";

const rule = "no-failed-runs";
const failing = aCase({ status: "failed" });

describe("no failed runs", () => {
  it("passes and says how many runs succeeded", () => {
    expect(judge(aReport({ runs: [aRun(), aRun({ source: "turbo" })] }), { rule }).message).toBe(
      "All 2 runs succeeded.",
    );
  });

  it("passes without runs and says that there is nothing to judge", () => {
    expect(judge(aReport({ tests: [aCase()] }), { rule })).toMatchObject({
      answer: "pass",
      message: "No runner told how its run ended, so there is nothing to judge.",
    });
  });

  it("blocks on a run that failed without a failing test", () => {
    const run = aRun({ source: "turbo", task: "@shop/api#test:unit", verdict: "failed", exitCode: 1 });
    const report = aReport({
      runs: [run, aRun()],
      tests: [aCase(), aCase({ kind: "e2e", status: "failed" })],
    });
    expect(judge(report, { rule })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "1 of 2 runs failed outside the tests.",
      violations: [
        {
          message: "turbo task @shop/api#test:unit failed with exit code 1, and none of its tests did",
          package: "@shop/api",
        },
      ],
      facts: [{ key: "runs.failed", lo: 1, hi: 1, n: 2 }],
    });
  });

  it("lets a failing test of the same package and kind account for a failed run", () => {
    const report = aReport({ runs: [aRun({ verdict: "failed" })], tests: [failing] });
    expect(judge(report, { rule })).toMatchObject({
      answer: "pass",
      message: "1 of 1 run failed, which failing tests account for.",
    });
  });

  it("lets a failing test that the run's package ran account for it", () => {
    const root = anInput();
    const report = aReport({
      inputs: [{ ...root, origin: { ...root.origin, package: "shop" } }],
      runs: [aRun({ package: "shop", verdict: "failed" })],
      tests: [{ ...failing, sources: [root.id] }],
    });
    expect(judge(report, { rule }).answer).toBe("pass");
  });

  it("lets any failing test of the package account for a run of unknown kind", () => {
    const { kind: _kind, ...run } = aRun({ verdict: "failed" });
    expect(judge(aReport({ runs: [run], tests: [failing] }), { rule }).answer).toBe("pass");
  });

  it("lets no test account for an interrupted run or an error outside the tests", () => {
    const runs = [
      aRun({ verdict: "interrupted" }),
      aRun({ source: "jest", verdict: "failed", errors: ["\nUnhandled rejection: boom\n  at x", "second"] }),
    ];
    expect(judge(aReport({ runs, tests: [failing] }), { rule })).toMatchObject({
      answer: "fail",
      violations: [
        { message: "jest in @shop/api: Unhandled rejection: boom" },
        { message: "jest in @shop/api: second" },
        { message: "vitest in @shop/api was interrupted" },
      ],
    });
  });

  it("is unknown with an unreadable run summary or missing reports", () => {
    const summary = anUnknownInput({ path: ".turbo/runs/1.json", status: "invalid" });
    expect(judge(aReport({ inputs: [summary] }), { rule })).toMatchObject({
      answer: "unknown",
      effect: "block",
    });
    const missing = [{ what: "e2e reports", because: "tollgate.yml:4", remedy: "Run them." }];
    expect(judge(aReport({ runs: [aRun()], missing }), { rule })).toMatchObject({
      answer: "unknown",
      effect: "hold",
    });
  });

  describe("a command", () => {
    const written = anInput();
    const outputs = [{ path: written.input.path, digest: written.input.digest }];
    const command = aRun({ source: "command", task: "pnpm test", verdict: "failed", exitCode: 1 });
    const { kind: _kind, ...ofAnyKind } = command;
    const fails = { ...failing, sources: [written.id] };

    it("that failed is accounted for by a failing test in a report that it wrote", () => {
      const report = aReport({ inputs: [written], runs: [{ ...command, outputs }], tests: [fails] });
      expect(judge(report, { rule }).answer).toBe("pass");
    });

    it("that failed is not accounted for by a failing test in another report", () => {
      const report = aReport({
        inputs: [written],
        runs: [{ ...command, outputs: [{ path: "a.xml", digest: "sha256:a" }] }],
        tests: [fails],
      });
      expect(judge(report, { rule })).toMatchObject({
        answer: "fail",
        effect: "block",
        violations: [
          {
            message:
              "`pnpm test` failed with exit code 1, and what it wrote did not arrive, or was overwritten",
          },
        ],
        remedy: expect.stringContaining("its record in `.tollgate/runs/` stands"),
      });
    });

    it("that failed is not accounted for by passing tests in the report that it wrote", () => {
      const passes = { ...aCase(), sources: [written.id] };
      const report = aReport({ inputs: [written], runs: [{ ...command, outputs }], tests: [passes] });
      expect(judge(report, { rule }).violations).toMatchObject([
        { message: "`pnpm test` failed with exit code 1, and none of its tests did" },
      ]);
    });

    it("whose exit code alone was told is accounted for by a failing test of its package, at the root of any", () => {
      const packages = [
        { name: "shop", dir: "", scripts: [] },
        { name: "@shop/api", dir: "packages/api", scripts: [] },
      ];
      const answerFor = (run: RunManifest) =>
        judge(aReport({ packages, inputs: [written], runs: [run], tests: [fails] }), { rule }).answer;
      expect(answerFor({ ...ofAnyKind, package: "shop" })).toBe("pass");
      expect(answerFor({ ...ofAnyKind, package: "@shop/api" })).toBe("pass");
      expect(answerFor({ ...ofAnyKind, package: "@shop/web" })).toBe("fail");
      expect(answerFor({ ...command, package: "shop", kind: "e2e" })).toBe("fail");
    });
  });
});
