import { decide } from "@tollgate/gate";
import { computeReport } from "@tollgate/merge";
import {
  type Answer,
  bundleOf,
  type CoverageMap,
  type Decision,
  type Evidence,
  evidenceId,
  mapDigest,
  noBranches,
  noFunctions,
  type PackageRef,
  type Report,
  type RuleEntry,
  type TestCase,
} from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";

/**
 * What is decided while shards are missing is what all of them say, for any split of a run, on the way from bundles to
 * the decision.
 */

vi.setConfig({ testTimeout: 120_000 });

/** Lines of each source. */
const size = 6;

const packages: readonly PackageRef[] = ["api", "web"].map((name) => ({
  name: `@shop/${name}`,
  dir: `packages/${name}`,
  scripts: ["test"],
}));

const sources = ["packages/api/cart.ts", "packages/api/tax.ts", "packages/web/page.ts"] as const;

/** One test of a package: what became of it, and how many lines of each source it ran; -1: it did not load it. */
type Run = {
  readonly owner: "api" | "web";
  readonly status: TestCase["status"];
  readonly hits: readonly number[];
  readonly shard: number;
};

type Suite = {
  readonly runs: readonly Run[];
  readonly total: number;
  /** Every shard measures every source, also those that no test loads. */
  readonly measuresAll: boolean;
  /** Columns are known. */
  readonly isExact: boolean;
  /** Lines of `cart.ts` that the change added. */
  readonly changed: number;
};

const run: fc.Arbitrary<Run> = fc.record({
  owner: fc.constantFrom("api", "web"),
  status: fc.constantFrom<TestCase["status"]>("passed", "passed", "passed", "failed", "skipped"),
  hits: fc.tuple(...sources.map(() => fc.integer({ min: -1, max: size }))),
  shard: fc.nat(3),
});

const suite: fc.Arbitrary<Suite> = fc.record({
  runs: fc.array(run, { minLength: 1, maxLength: 8 }),
  total: fc.integer({ min: 2, max: 4 }),
  measuresAll: fc.boolean(),
  isExact: fc.boolean(),
  changed: fc.nat(size),
});

const percent = fc.integer({ min: 0, max: 100 }).map((value) => `${value}%`);
const scope = fc.constantFrom({}, { package: "@shop/api" }, { kind: "unit" }, { path: "packages/web/**" });

const entry: fc.Arbitrary<RuleEntry> = fc
  .tuple(
    fc.oneof(
      fc.constant({ rule: "no-failing-tests", options: {} }),
      fc.integer({ min: 1, max: 6 }).map((min) => ({ rule: "minimum-tests", options: { min } })),
      percent.map((min) => ({ rule: "coverage", options: { min } })),
      fc
        .constantFrom(
          "tests.failing == 0",
          "tests.failing != 1",
          "tests.ran > 3 and tests.skipped == 0",
          "tests.flaky == 0 or tests.ran < 2",
          "not coverage.lines >= 50%",
          'coverage.lines(package: "@shop/web") > 30%',
          "uncovered.lines <= 8 and changed.uncovered.lines < 2",
          "changed.covered.lines >= 2 or not changed.uncovered.lines >= 1",
          "tests.ran - tests.failing >= 2",
        )
        .map((that) => ({ rule: "expression", options: { that } })),
      fc
        .tuple(percent, fc.nat(3))
        .map(([min, maxUncovered]) => ({ rule: "changed-coverage", options: { min, maxUncovered } })),
    ),
    scope,
  )
  .map(([asked, asking]) => ({ ...asked, scope: asking, mode: "enforce" }));

const given = fc.tuple(suite, fc.array(entry, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(3)));

type Judge = (report: Report, rules: readonly RuleEntry[]) => Decision;

const real: Judge = (report, rules) =>
  decide(
    report,
    { reports: [], paths: [], rules },
    { engine: "test", policyDigest: "sha256:0", date: "2026-11-25" },
  );

describe("a verdict while shards are missing", () => {
  it("never contradicts that of all shards", () => {
    fc.assert(law(real), { numRuns: 3_000 });
  });

  it("is told apart from one on what arrived", () => {
    const arrivedOnly: Judge = (report, rules) => real({ ...report, missing: [] }, rules);
    expect(fc.check(law(arrivedOnly), { numRuns: 10_000, seed: 1, endOnFailure: true }).failed).toBe(true);
  });

  it("is told apart from one that trusts the sources it knows", () => {
    const trusting: Judge = (report, rules) =>
      real(
        {
          ...report,
          missing: report.missing.map((item) =>
            item.shard === undefined ? item : { ...item, shard: { open: [] } },
          ),
        },
        rules,
      );
    expect(fc.check(law(trusting), { numRuns: 10_000, seed: 14, endOnFailure: true }).failed).toBe(true);
  });

  it("is often known before the last shard", () => {
    const decided = { pass: 0, fail: 0, unknown: 0 };
    for (const [of, rules] of fc.sample(fc.tuple(suite, fc.array(entry, { minLength: 1 })), {
      numRuns: 500,
      seed: 5,
    })) {
      const { total } = of;
      const some = real(reportOf({ ...of, measuresAll: true, isExact: true }, [total - 1]), rules);
      for (const { answer } of some.rules.slice(-rules.length)) decided[answer]++;
    }
    expect(decided.pass).toBeGreaterThan(100);
    expect(decided.fail).toBeGreaterThan(100);
  });
});

function law(judge: Judge): fc.IProperty<[[Suite, readonly RuleEntry[], readonly number[]]]> {
  return fc.property(given, ([of, rules, absent]) => {
    const whole = judge(reportOf(of, []), rules);
    const part = judge(reportOf(of, absent), rules);
    const contradicted = part.rules.flatMap((result, i): readonly string[] =>
      contradicts(result.answer, whole.rules[i]!.answer)
        ? [`${result.rule}: ${result.message} / ${whole.rules[i]!.message}`]
        : [],
    );
    expect(contradicted).toEqual([]);
    expect(part.outcome === "allow" && whole.outcome !== "allow").toBe(false);
  });
}

/** A decided answer stays; that all shards leave open what some decide would be one as well. */
function contradicts(part: Answer, whole: Answer): boolean {
  return part !== "unknown" && part !== whole;
}

/** The report of the suite without some of its shards; all of them are never absent. */
function reportOf(of: Suite, absent: readonly number[]): Report {
  const shards = Array.from({ length: of.total }, (_, i) => i);
  const here = shards.filter((index) => !absent.some((other) => other % of.total === index));
  const evidence = (here.length === 0 ? [0] : here).flatMap((index) => evidenceOf(of, index));
  return computeReport(bundleOf(evidence), {
    subject: {},
    packages,
    treeFiles: sources,
    changes: {
      baseSha: "b".repeat(40),
      files:
        of.changed === 0
          ? []
          : [
              {
                path: sources[0],
                change: "modified",
                content: "text",
                added: [[1, of.changed]],
                blank: [],
                removed: [],
              },
            ],
    },
    missing: [],
    problems: [],
  });
}

function evidenceOf(of: Suite, index: number): readonly Evidence[] {
  const runs = of.runs
    .map((item, number) => ({ ...item, number }))
    .filter((item) => item.shard % of.total === index);
  const cases = runs.map(
    ({ owner, status, number }): TestCase => ({
      package: `@shop/${owner}`,
      file: `packages/${owner}/${number}.test.ts`,
      suite: [],
      name: `${number}`,
      status,
      details: [],
    }),
  );
  const files = sources.flatMap((path, source) => {
    const loading = runs.map(({ hits }) => hits[source]!).filter((hit) => hit >= 0);
    if (loading.length === 0 && !of.measuresAll) return [];
    const most = Math.max(0, ...loading);
    const counts = Float64Array.from({ length: size }, (_, line) => (line < most ? 1 : 0));
    return [{ path, package: path.includes("api") ? "@shop/api" : "@shop/web", map: mapOf(of), counts }];
  });
  return [
    { ...common(of, index, "junit.xml"), tests: { entries: cases.length, cases } },
    { ...common(of, index, "coverage.json"), coverage: { files } },
  ];
}

function common({ total }: Suite, index: number, name: string): Omit<Evidence, "tests" | "coverage"> {
  const origin = {
    package: "@shop/api",
    kind: "unit",
    job: "unit",
    shard: { index: index + 1, total },
    attempt: 1,
    environment: [],
    invocation: "reports",
  };
  const digest = `sha256:${index}${name}`;
  return {
    id: evidenceId(origin, digest),
    origin,
    input: { path: `${index}/${name}`, bytes: 1, digest },
    status: "ok",
    problems: [],
    runs: [],
  };
}

function mapOf({ isExact }: Suite): CoverageMap {
  const lines = Array.from({ length: size }, (_, i) => i + 1);
  const shape: Omit<CoverageMap, "digest"> = {
    precision: isExact ? "columns" : "lines",
    statements: Int32Array.from(
      lines.flatMap((line) => (isExact ? [line, 2, line, 20] : [line, -1, -1, -1])),
    ),
    functions: noFunctions,
    branches: noBranches,
    conditions: new Int32Array(),
  };
  return { ...shape, digest: mapDigest(shape) };
}
