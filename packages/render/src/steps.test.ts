import { aCase, aDecision, aReport, aResult } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { nextSteps } from "./steps.ts";
import { exampleReport } from "./testing/example.ts";
import { exampleDecision } from "./testing/example-decision.ts";

describe("next steps", () => {
  it("stand in the order of their use", () => {
    expect(nextSteps(exampleReport, exampleDecision).map(({ title }) => title)).toEqual([
      "Make 1 failing test pass",
      "Cover what this change adds",
      "Mend the evidence: 1 error in reports",
      "Bring what is missing: 1 report did not arrive",
      "Then 1 more rule can be decided",
    ]);
  });

  it("put new failures before those of the base", () => {
    const report = aReport({
      tests: [
        aCase({ name: "old", status: "failed", change: "still-failing" }),
        aCase({ name: "new", status: "errored", change: "new-failure" }),
      ],
      baseline: { how: "bundle", totals: aReport().totals, cells: [], disappeared: [] },
    });
    const decision = aDecision({ outcome: "block", rules: [aResult({ answer: "fail", effect: "block" })] });
    const [step] = nextSteps(report, decision);
    expect(step?.title).toBe("Make 2 failing tests pass (1 new)");
    expect(step?.items.map(({ name, note }) => [name, note])).toEqual([
      ["cart > new", "unit test, new failure"],
      ["cart > old", "unit test, fails on the base too"],
    ]);
  });

  it("ask for new failures only where known ones may stay", () => {
    const report = aReport({
      tests: [
        aCase({ name: "old", status: "failed", change: "still-failing" }),
        aCase({ name: "new", status: "errored", change: "new-failure" }),
      ],
    });
    const rules = [aResult({ rule: "no-new-failures", answer: "fail", effect: "block" })];
    const [step, ...more] = nextSteps(report, aDecision({ outcome: "block", rules }));
    expect(step?.title).toBe("Make 1 new failing test pass");
    expect(step?.items.map(({ name }) => name)).toEqual(["cart > new"]);
    expect(more).toEqual([]);
  });

  it("say what a failing test is called on the base", () => {
    const renamedFrom = { package: "@shop/api", file: "packages/api/src/old.test.ts", title: "cart > sums" };
    const report = aReport({ tests: [aCase({ status: "failed", change: "still-failing", renamedFrom })] });
    const decision = aDecision({ outcome: "block", rules: [aResult({ answer: "fail", effect: "block" })] });
    expect(nextSteps(report, decision)[0]?.items[0]?.note).toBe(
      'unit test, fails on the base too, on the base "cart > sums" in packages/api/src/old.test.ts',
    );
  });

  it("say that a failing test failed in an older CI attempt too", () => {
    const history = [{ attempt: 1, job: "", status: "failed", details: [] }] as const;
    const report = aReport({ tests: [aCase({ status: "failed", history })] });
    const decision = aDecision({ outcome: "block", rules: [aResult({ answer: "fail", effect: "block" })] });
    expect(nextSteps(report, decision)[0]?.items[0]?.note).toBe("unit test, failed in attempt 1 too");
  });

  it("show undecided rules on their own when no evidence is in the way", () => {
    const decision = aDecision({
      outcome: "hold",
      rules: [
        aResult({
          rule: "coverage",
          title: "Coverage minimum",
          answer: "unknown",
          effect: "hold",
          message: "No coverage arrived.",
          remedy: "Run with coverage.",
        }),
      ],
    });
    expect(nextSteps(aReport(), decision)).toEqual([
      {
        key: expect.any(String),
        title: "Coverage minimum",
        advice: "No coverage arrived. Run with coverage.",
        items: [],
      },
    ]);
  });

  it("name failed runs and other rules", () => {
    const rules = [
      aResult({
        rule: "no-failed-runs",
        answer: "fail",
        effect: "block",
        remedy: "Look at the log.",
        violations: [{ message: "turbo task a failed", package: "a" }],
      }),
      aResult({
        rule: "minimum-tests",
        title: "Minimum tests",
        scope: { kind: "unit" },
        answer: "fail",
        effect: "block",
        message: "1 ran.",
        remedy: "Find out.",
      }),
    ];
    expect(nextSteps(aReport(), aDecision({ outcome: "block", rules }))).toEqual([
      {
        title: "Find out why 1 run failed outside the tests",
        advice: "Look at the log.",
        items: [{ key: expect.any(String), name: "", place: "a", note: "turbo task a failed", quote: "" }],
      },
      { key: expect.any(String), title: "Minimum tests (unit)", advice: "1 ran. Find out.", items: [] },
    ]);
  });

  it("leave out rules that do not bite", () => {
    const rules = [aResult({ answer: "fail", effect: "warn", mode: "warn" })];
    expect(nextSteps(exampleReport, aDecision({ outcome: "allow", rules }))).toEqual([]);
  });
});
