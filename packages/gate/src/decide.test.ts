import {
  type Decision,
  decodeDecision,
  type Policy,
  type Report,
  type ReportSpec,
  type RuleEntry,
  type RuleResult,
} from "@tollgate/model";
import { aCase, aPolicy, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { rules } from "./registry.ts";
import { anInput } from "./testing/judge.ts";

const options = { engine: "tollgate 1.2.3", policyDigest: `sha256:${"a".repeat(64)}`, date: "2026-11-25" };
const packages = [{ name: "@shop/api", dir: "packages/api", scripts: [] }];
const good = aReport({ packages, inputs: [anInput()], tests: [aCase()] });
const bad = aReport({ packages, inputs: [anInput()], tests: [aCase({ status: "failed" })] });

function entry(members: Partial<RuleEntry> & Pick<RuleEntry, "rule">): RuleEntry {
  return { scope: {}, mode: "enforce", options: {}, ...members };
}

function judge(report: Report, ...entries: readonly RuleEntry[]): Decision {
  return decide(report, aPolicy({ rules: entries }), options);
}

describe("the decision", () => {
  it("has the built-in rules without a policy", () => {
    const decision = judge(good);
    expect(decision).toMatchObject({
      outcome: "allow",
      summary: "All 6 rules pass.",
      engine: "tollgate 1.2.3",
    });
    expect(decision.rules.map(({ rule, mode }) => `${rule} ${mode}`)).toEqual([
      "no-failing-tests enforce",
      "minimum-tests enforce",
      "no-missing-evidence enforce",
      "no-unreadable-evidence enforce",
      "no-stale-evidence enforce",
      "no-failed-runs enforce",
    ]);
  });

  it("keeps the order of the policy after the built-in rules", () => {
    const place = { path: "tollgate.yml", line: 7, column: 3 };
    const { rules: results } = judge(
      good,
      entry({ rule: "coverage", options: { min: "1%" }, place }),
      entry({ rule: "no-failed-runs" }),
      entry({ rule: "minimum-tests", scope: { package: "@shop/api" } }),
    );
    expect(results.map(({ rule }) => rule)).toEqual([
      "no-failing-tests",
      "minimum-tests",
      "no-missing-evidence",
      "no-unreadable-evidence",
      "no-stale-evidence",
      "coverage",
      "no-failed-runs",
      "minimum-tests",
    ]);
    expect(results[5]?.place).toEqual(place);
  });

  it("replaces a built-in rule only by an entry for the whole repository", () => {
    const scoped = judge(
      bad,
      entry({ rule: "no-failing-tests", mode: "observe", scope: { package: "@shop/api" } }),
    );
    expect(scoped.outcome).toBe("block");
    expect(judge(bad, entry({ rule: "no-failing-tests", mode: "observe" })).outcome).toBe("allow");
  });

  it.each([
    ["enforce", "block", "block", "Blocked: 1 of 1 test fails."],
    ["warn", "warn", "allow", "5 of 6 rules pass, 1 only warns."],
    ["observe", "none", "allow", "5 of 6 rules pass, 1 only observes."],
  ] as const)("%s turns a failure into the effect %s", (mode, effect, outcome, summary) => {
    const decision = judge(bad, entry({ rule: "no-failing-tests", mode }));
    expect(decision.rules.find(({ rule }) => rule === "no-failing-tests")?.effect).toBe(effect);
    expect(decision).toMatchObject({ outcome, summary });
  });

  it("names the reports that each answer rests on", () => {
    const inputs = Array.from({ length: 12 }, (_, i) =>
      anInput({ path: `${String.fromCharCode(97 + i)}.xml` }),
    );
    const covering = anInput({ path: "lcov.info", holds: "coverage" });
    const old = anInput({ path: "old.xml", superseded: true });
    const { rules: results } = judge({ ...good, inputs: [covering, old, ...inputs] });
    const of = (id: string): unknown => results.find(({ rule }) => rule === id)?.evidence;
    expect(of("no-failing-tests")).toEqual({
      count: 12,
      paths: ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].map((name) => `${name}.xml`),
    });
    expect(of("no-unreadable-evidence")).toMatchObject({ count: 13 });
    expect(of("no-failed-runs")).toBeUndefined();
  });

  it("only warns before the day from which a rule is enforced", () => {
    const effectOn = (enforceFrom: string): unknown =>
      judge(bad, entry({ rule: "no-failing-tests", enforceFrom })).rules.find(
        ({ rule }) => rule === "no-failing-tests",
      )?.effect;
    expect([effectOn("2026-11-25"), effectOn("2026-11-26")]).toEqual(["block", "warn"]);
  });

  it("names the severe failures first", () => {
    const covered = entry({ rule: "minimum-tests", options: { min: 5 }, severity: "note" });
    expect(judge(bad, covered, entry({ rule: "no-failing-tests" })).summary).toMatch(
      /^Blocked: 1 of 1 test fails\. 1 test ran/,
    );
  });

  it("holds when nothing arrived and says how many rules hold", () => {
    expect(judge(aReport())).toMatchObject({
      outcome: "hold",
      summary: "On hold: No test report arrived. No report arrived.",
    });
  });

  it("blocks rather than holds", () => {
    const missing = [{ what: "e2e reports", because: "tollgate.yml:4", remedy: "Run them." }];
    expect(judge({ ...bad, missing }).outcome).toBe("block");
    expect(judge({ ...good, missing }).outcome).toBe("hold");
  });

  it("counts, and names the digests of its inputs once and sorted", () => {
    const inputs = [
      anInput({ path: "b.xml" }),
      anInput({ path: "a.xml" }),
      anInput({ path: "b.xml", superseded: true }),
    ];
    const baseline = {
      how: "bundle main.tollgate",
      sha: "c".repeat(40),
      totals: good.totals,
      cells: [],
      disappeared: [],
    };
    const decision = judge({
      ...bad,
      inputs,
      baseline,
      tests: [...bad.tests, aCase({ name: "f", flaky: true })],
    });
    expect(decision.counts).toEqual({ tests: 2, failing: 1, flaky: 1, problems: 0 });
    expect(decision.inputs).toEqual({
      policy: options.policyDigest,
      evidence: ["sha256:a.xml", "sha256:b.xml"],
      baseline: { how: "bundle main.tollgate", sha: "c".repeat(40) },
    });
  });

  it.each([
    [{ package: "@shop/apis" }, 'The workspace has no package "@shop/apis".', 'Did you mean "@shop/api"?'],
    [{ package: "nothing" }, 'The workspace has no package "nothing".', "The workspace has @shop/api."],
    [{ kind: "unti" }, 'Nothing of the kind "unti" arrived.', 'Did you mean "unit"?'],
  ])("holds for a scope that judges nothing: %j", (scope, message, remedy) => {
    for (const { id } of rules) {
      const asked = entry({ rule: id, scope, options: { min: "1%", maxTest: "1s" } });
      const result = judge(good, asked).rules.at(-1);
      expect(result).toMatchObject({ answer: "unknown", effect: "hold", message });
      expect(result?.remedy).toContain(remedy);
    }
  });

  it("refuses a rule that does not exist", () => {
    expect(() => judge(good, entry({ rule: "no-failing-test" }))).toThrow(
      'There is no rule "no-failing-test".',
    );
  });

  it("survives JSON", () => {
    const policy: Policy = aPolicy({ rules: [entry({ rule: "coverage", options: { min: "1%" } })] });
    const decision = decide(bad, policy, options);
    expect(decodeDecision(JSON.parse(JSON.stringify(decision)))).toEqual({ decision });
  });
});

describe("a kind whose reports the policy requires", () => {
  const spec = (members: Partial<ReportSpec> = {}): ReportSpec => ({
    kind: "e2e",
    files: ["e2e/**"],
    required: true,
    place: { path: "tollgate.yml", line: 4, column: 5 },
    ...members,
  });
  const coverage = anInput({ path: "e2e/lcov.info", holds: "coverage" });
  const e2e = { ...coverage, origin: { ...coverage.origin, kind: "e2e" } };
  const skipped = aCase({ kind: "e2e", status: "skipped" });
  const judgeE2e = (
    report: Partial<Report>,
    policy: Partial<Policy> = {},
  ): readonly Pick<RuleResult, "scope" | "effect" | "message">[] =>
    decide({ ...good, ...report }, aPolicy({ reports: [spec(), spec()], ...policy }), options)
      .rules.filter(({ rule }) => rule === "minimum-tests")
      .map(({ scope, effect, message }) => ({ scope, effect, message }));

  it("must have run a test: coverage alone holds, skipped tests block", () => {
    expect(judgeE2e({ inputs: [anInput(), e2e] })).toEqual([
      { scope: {}, effect: "none", message: "1 test ran, at least 1 is wanted." },
      { scope: { kind: "e2e" }, effect: "hold", message: "No report of e2e tests arrived." },
    ]);
    expect(judgeE2e({ tests: [aCase(), skipped] }).at(-1)).toMatchObject({
      effect: "block",
      message: "The only e2e test was skipped.",
    });
    expect(judgeE2e({ tests: [aCase(), aCase({ kind: "e2e" })] }).at(-1)?.effect).toBe("none");
  });

  it("is asked for as strictly as the number of tests is", () => {
    const effectOf = (...entries: readonly Partial<RuleEntry>[]): unknown =>
      judgeE2e(
        { inputs: [anInput(), e2e] },
        { rules: entries.map((members) => entry({ rule: "minimum-tests", ...members })) },
      ).find(({ scope }) => scope.kind === "e2e")?.effect;
    expect(effectOf({ options: { min: 1 } })).toBe("hold");
    expect(effectOf({ mode: "warn" }, { mode: "observe" })).toBe("warn");
    expect(effectOf({ scope: { kind: "e2e" }, mode: "observe" })).toBe("none");
    expect(effectOf({ scope: { package: "@shop/api" }, mode: "observe" })).toBe("hold");
  });

  it("is not asked for when its reports are optional", () => {
    expect(judgeE2e({}, { reports: [spec({ required: false })] })).toHaveLength(1);
  });

  it("is not asked for where they are of analysis tools", () => {
    expect(judgeE2e({}, { reports: [spec({ about: "findings" })] })).toHaveLength(1);
    expect(judgeE2e({}, { reports: [spec({ about: "findings" }), spec()] })).toHaveLength(2);
  });
});

describe("a file that Tollgate wrote", () => {
  it("is no report that arrived", () => {
    const { holds: _none, ...own } = anInput({ path: "reports/gate.xml" });
    const decision = judge(aReport({ inputs: [own] }), entry({ rule: "coverage", options: { min: "1%" } }));
    expect(decision).toMatchObject({
      outcome: "hold",
      summary: "On hold: No test report arrived. No report arrived. 1 more rule holds.",
    });
  });
});
