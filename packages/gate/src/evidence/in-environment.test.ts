import type { MergedCase, RuleResult, Scope } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, judge } from "../testing/judge.ts";

const on22: Scope = { environment: "node=22" };

/** Failed on node 20 alone. */
const split = aCase({
  status: "failed",
  details: [{ kind: "failure", message: "no such API" }],
  byEnvironment: [
    { environment: ["node=20", "os=linux"], status: "failed", durationUs: 9_000 },
    { environment: ["node=22", "os=linux"], status: "passed", durationUs: 1_000, flaky: true },
  ],
});

function judged(rule: string, tests: readonly MergedCase[], scope: Scope, options = {}): RuleResult {
  return judge(aReport({ tests }), { rule, scope, options });
}

describe("a rule for one environment", () => {
  it("judges each test as it ended there", () => {
    expect(judged("no-failing-tests", [split], on22)).toMatchObject({
      answer: "pass",
      message: "1 test on node=22 ran and none failed, 1 passed only at a later try: flaky.",
    });
    expect(judged("no-failing-tests", [split], { environment: "node=20" }).answer).toBe("fail");
    expect(judged("no-failing-tests", [split], { environment: "node=22, os=linux" }).answer).toBe("pass");
    expect(judged("no-failing-tests", [split], { environment: "os=linux" }).answer).toBe("fail");
    expect(judged("no-flaky-tests", [split], on22).answer).toBe("fail");
    expect(judged("duration", [split], on22, { maxTest: "1ms" }).answer).toBe("pass");
  });

  it("leaves out what ran elsewhere, and projects of a runner", () => {
    const firefox = aCase({ name: "b", status: "failed", environment: "firefox" });
    const tests = [aCase({ name: "a" }), aCase({ environment: "chromium" }), firefox];
    expect(judged("minimum-tests", tests, { environment: "chromium" }).message).toMatch(
      /^1 test on chromium/,
    );
    const only20 = aCase({ name: "c", byEnvironment: [{ environment: ["node=20"], status: "failed" }] });
    expect(judged("minimum-tests", [split, only20], on22).message).toMatch(/^1 test on node=22/);
  });

  it("counts a test of which nobody says where it ran when it fails, and not else", () => {
    const lost = aCase({ name: "b" });
    expect(judged("minimum-tests", [split, lost], on22, { min: 2 }).answer).toBe("fail");
    expect(judged("no-failing-tests", [split, { ...lost, status: "failed" }], on22).answer).toBe("fail");
  });

  it("is not bothered by the broken report of another one", () => {
    const inputOf = (environment: readonly string[]) =>
      anInput({ path: "cut.xml", status: "partial", origin: { ...anInput().origin, environment } });
    const answerWith = (environment: readonly string[]): string =>
      judge(aReport({ tests: [split], inputs: [inputOf(environment)] }), {
        rule: "no-failing-tests",
        scope: on22,
      }).answer;
    expect(answerWith(["node=20", "os=linux"])).toBe("pass");
    expect(answerWith(["node=22"])).toBe("unknown");
    expect(answerWith(["os=linux"])).toBe("unknown");
    expect(answerWith([])).toBe("unknown");
  });

  it("holds where nothing of it arrived, and for a rule that cannot be told by environment", () => {
    expect(judged("no-failing-tests", [split], { environment: "node=23" })).toMatchObject({
      effect: "hold",
      message: 'Nothing of the environment "node=23" arrived.',
    });
    expect(judged("coverage", [split], on22, { min: "1%" })).toMatchObject({
      effect: "hold",
      message: 'Coverage cannot be told for the environment "node=22" alone.',
    });
  });
});
