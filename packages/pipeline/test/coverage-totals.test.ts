import { decide } from "@tollgate/gate";
import { computeReport } from "@tollgate/merge";
import {
  type ChangeSet,
  type CoverageMap,
  coverageMetrics,
  type Evidence,
  extentsOf,
  type FileCoverage,
  mapDigest,
  noBranches,
  noFunctions,
  type Report,
  type RuleEntry,
  type RuleResult,
} from "@tollgate/model";
import { aPolicy, countsFor, exactMap, lineMap } from "@tollgate/testkit";
import fc from "fast-check";
import { expect, it } from "vitest";

const path = "src/cart.ts";
const packages = [{ name: "shop", dir: "", scripts: [] }];

const entries: readonly (Pick<RuleEntry, "rule" | "options"> & Partial<Pick<RuleEntry, "scope">>)[] = [
  { rule: "coverage", options: { metric: "lines", min: "50%" } },
  { rule: "coverage", options: { metric: "functions", min: "50%" } },
  { rule: "coverage", options: { metric: "branches", min: "60%" } },
  { rule: "coverage", options: { metric: "lines", maxDrop: "10%" } },
  { rule: "coverage", options: { metric: "branches", maxDrop: "10%" } },
  { rule: "changed-coverage", options: { metric: "lines", min: "50%" } },
  { rule: "changed-coverage", options: { metric: "branches", min: "50%" } },
  { rule: "no-newly-uncovered", options: { max: 1 } },
  { rule: "coverage", scope: { kind: "unit" }, options: { metric: "lines", min: "50%" } },
  { rule: "coverage", scope: { kind: "e2e" }, options: { metric: "branches", maxDrop: "10%" } },
  { rule: "changed-coverage", scope: { kind: "unit" }, options: { metric: "lines", min: "50%" } },
  { rule: "changed-coverage", scope: { kind: "e2e" }, options: { metric: "functions", min: "50%" } },
  { rule: "changed-coverage", options: { metric: "functions", min: "50%" } },
  { rule: "expression", options: { that: "coverage.lines >= 50% and uncovered.branches <= 2" } },
  { rule: "expression", options: { that: "changed.uncovered.lines <= 1 or changed.covered.functions >= 1" } },
  { rule: "expression", options: { that: "coverage.lines >= baseline.coverage.lines" } },
];

type Upload = { readonly counts: Float64Array; readonly isBlurred: boolean; readonly kind: string };
type Side = { readonly map: CoverageMap; readonly uploads: readonly Upload[] };

function sideOf(map: CoverageMap): fc.Arbitrary<Side> {
  const upload = fc.record({
    counts: countsFor(map).map((counts) => counts.map((count) => Math.max(count, 0))),
    isBlurred: fc.boolean(),
    kind: fc.constantFrom("unit", "e2e"),
  });
  return fc.array(upload, { minLength: 1, maxLength: 3 }).map((uploads) => ({ map, uploads }));
}

/** Head and base of one text, and lines that the change added. */
const worlds = fc.oneof(exactMap, lineMap).chain((map) =>
  fc.record({
    head: sideOf(map),
    base: sideOf(map),
    isSourceKnown: fc.boolean(),
    first: fc.integer({ min: 1, max: 9 }),
  }),
);

function totalsOf({ map, counts }: FileCoverage): FileCoverage {
  const of = extentsOf(map, counts, counts);
  const shape = {
    precision: "lines" as const,
    statements: new Int32Array(),
    ...{ functions: noFunctions, branches: noBranches, conditions: new Int32Array() },
    totals: { lines: of.lines.found, functions: of.functions.found, branches: of.branches.found },
  };
  return {
    ...{ path, package: "shop", map: { ...shape, digest: mapDigest(shape) } },
    counts: Float64Array.from(coverageMetrics, (metric) => of[metric].hit),
  };
}

function evidenceOf({ map, uploads }: Side, isBlurred: boolean): readonly Evidence[] {
  return uploads.map((upload, i): Evidence => {
    const file: FileCoverage = { path, package: "shop", map, counts: upload.counts };
    const digest = `sha256:${String(i).repeat(64)}` as const;
    return {
      id: digest,
      origin: {
        ...{ package: "shop", kind: upload.kind, job: "test", attempt: 1, environment: [] },
        ...{ shard: { index: i + 1, total: uploads.length }, invocation: "coverage" },
      },
      input: { path: `coverage/${i}.json`, bytes: 1, digest, format: "istanbul-json" },
      ...{ status: "ok", problems: [], runs: [] },
      coverage: { files: [isBlurred && upload.isBlurred ? totalsOf(file) : file] },
    };
  });
}

function reportOf(
  side: Side,
  of: { isBlurred: boolean; isSourceKnown: boolean; base?: Report; first?: number },
): Report {
  const changes: ChangeSet = {
    baseSha: "a",
    files: [
      {
        ...{ path, change: "modified", content: "text", blank: [], removed: [] },
        added: [[of.first ?? 1, (of.first ?? 1) + 3]],
      },
    ],
  };
  return computeReport(
    { evidence: evidenceOf(side, of.isBlurred) },
    {
      ...{ subject: {}, packages, changes, missing: [], problems: [], treeFiles: [path] },
      ...(of.isSourceKnown
        ? { references: new Map([[path, { lines: 99, content: { map: side.map } }]]) }
        : {}),
      ...(of.base === undefined
        ? {}
        : {
            baseline: {
              how: "the base",
              report: of.base,
              files: { known: true as const, differing: new Set<string>(), proven: new Set([path]) },
            },
          }),
    },
  );
}

function judge(report: Report): readonly RuleResult[] {
  const rules = entries.map((entry): RuleEntry => ({ scope: {}, mode: "enforce", ...entry }));
  const decision = decide(report, aPolicy({ rules }), {
    ...{ engine: "test", policyDigest: "sha256:0", date: "2026-11-26" },
  });
  return decision.rules.slice(-entries.length);
}

/** Whether the gate passes and fails by totals only what it does by the reports with lines; `as` may be a wrong merge. */
function isNeverSurer(
  as: (report: Report) => Report,
  passed = new Set<number>(),
): fc.IPropertyWithHooks<unknown> {
  return fc.property(worlds, fc.boolean(), ({ head, base, isSourceKnown, first }, isBaseBlurred) => {
    const before = reportOf(base, { isBlurred: false, isSourceKnown });
    const blurredBefore = reportOf(base, { isBlurred: isBaseBlurred, isSourceKnown });
    const truth = judge(reportOf(head, { isBlurred: false, isSourceKnown, base: before, first }));
    const told = judge(as(reportOf(head, { isBlurred: true, isSourceKnown, base: blurredBefore, first })));
    return told.every(({ answer }, i) => {
      if (answer === "pass") passed.add(i);
      return answer === "unknown" || answer === truth[i]?.answer;
    });
  });
}

it("a gate never passes by totals what it does not pass by the reports with lines", () => {
  const passed = new Set<number>();
  fc.assert(
    isNeverSurer((report) => report, passed),
    { numRuns: 500 },
  );
  expect(passed.size).toBe(entries.length);
});

it("that law rejects totals that are taken for certain", () => {
  const trusting = (report: Report): Report => ({
    ...report,
    coverage: report.coverage.map((file) => ({ ...file, counts: file.mayCounts })),
  });
  expect(fc.check(isNeverSurer(trusting), { seed: 7, numRuns: 2_000 }).failed).toBe(true);
});
