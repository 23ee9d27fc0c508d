import type { MissingEvidence, Report } from "@tollgate/model";
import { aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../../testing/judge.ts";

const rule = "no-missing-evidence";

const missing: MissingEvidence = {
  what: "e2e reports",
  kind: "e2e",
  because: "tollgate.yml:4",
  remedy: "Run them.",
};

const vanished: MissingEvidence = {
  what: "e2e tests of @shop/web",
  kind: "e2e",
  package: "@shop/web",
  because: "the base has 12 tests there (bundle main.tollgate)",
  remedy: "Run the e2e tests of @shop/web.",
  vanished: "tests",
};

function reportOf(...items: readonly MissingEvidence[]): Report {
  return aReport({ inputs: [anInput()], missing: items });
}

describe("no missing evidence", () => {
  it("passes when everything arrived", () => {
    expect(judge(reportOf(), { rule })).toMatchObject({
      answer: "pass",
      message: "Everything arrived that was expected.",
    });
  });

  it("holds on what did not arrive", () => {
    expect(judge(reportOf(missing), { rule })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "1 expected part of the evidence did not arrive; undecided, as e2e reports did not arrive (tollgate.yml:4).",
      remedy: "Run them.",
    });
  });

  it("blocks where the producer failed", () => {
    expect(judge(reportOf({ ...missing, producer: "failed" }), { rule })).toMatchObject({
      answer: "unknown",
      effect: "block",
    });
  });

  it("blocks on what vanished", () => {
    expect(judge(reportOf(vanished), { rule })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "1 part of the base's evidence has vanished.",
      violations: [
        {
          message: "Vanished: e2e tests of @shop/web; the base has 12 tests there (bundle main.tollgate)",
          package: "@shop/web",
        },
      ],
    });
  });

  it("holds where something else that is missing may have it", () => {
    expect(judge(reportOf(vanished, missing), { rule })).toMatchObject({ answer: "unknown", effect: "hold" });
    expect(judge(reportOf(vanished, { ...missing, kind: "unit" }), { rule }).answer).toBe("fail");
  });

  it("does not blame a report that cannot be read for being gone", () => {
    const { holds: _holds, ...input } = anInput({ status: "invalid" });
    const origin = { ...input.origin, package: "@shop/web", kind: "e2e" };
    const report = aReport({ inputs: [{ ...input, origin }], missing: [vanished] });
    expect(judge(report, { rule }).answer).toBe("unknown");
  });

  it("tells what the change removes", () => {
    const removed = [{ package: "@shop/web", kind: "e2e", what: "tests" as const, had: "12 tests" }];
    const totals = aReport().totals;
    const baseline = { how: "bundle main.tollgate", totals, cells: [], disappeared: [], removed };
    expect(judge({ ...reportOf(), baseline }, { rule })).toMatchObject({
      answer: "pass",
      message:
        "Everything arrived that was expected; the change takes away what made e2e tests of @shop/web, 12 tests on the base.",
    });
  });

  it("holds when nothing arrived", () => {
    expect(judge(aReport(), { rule })).toMatchObject({ effect: "hold", message: "No report arrived." });
  });
});
