import {
  branchColumns,
  type ChangedFileCoverage,
  type CoverageMap,
  type Decision,
  type Extent,
  type FunctionEntity,
  functionColumns,
  type MergedCase,
  type MergedFile,
  type MergedFinding,
  mapDigest,
  type Policy,
  type Report,
  type RuleResult,
} from "@tollgate/model";

/** A report about nothing, with the given members in place of the defaults. */
export function aReport(members: Partial<Report> = {}): Report {
  const tests = members.tests ?? [];
  return {
    subject: {},
    packages: [],
    inputs: [],
    tests,
    runs: [],
    coverage: [],
    findings: [],
    cells: [],
    totals: {
      tests: {
        cases: tests.length,
        passed: countOf(tests, "passed"),
        failed: countOf(tests, "failed"),
        errored: countOf(tests, "errored"),
        skipped: countOf(tests, "skipped"),
        todo: countOf(tests, "todo"),
        flaky: tests.filter(({ flaky }) => flaky).length,
        recovered: tests.filter(({ recovered }) => recovered).length,
        durationUs: tests.reduce((sum, { durationUs }) => sum + (durationUs ?? 0), 0),
      },
    },
    changed: { known: false, reason: "there is no git repository", remedy: "Run inside a checkout." },
    unmentioned: [],
    expected: [],
    missing: [],
    problems: [],
    ...members,
  };
}

/** A passed unit test of `@shop/api`. */
export function aCase(members: Partial<MergedCase> = {}): MergedCase {
  return {
    package: "@shop/api",
    file: "packages/api/src/cart.test.ts",
    suite: ["cart"],
    name: "adds",
    status: "passed",
    durationUs: 1_000,
    details: [],
    kind: "unit",
    occurrence: 1,
    flaky: false,
    recovered: false,
    sources: [],
    ...members,
  };
}

/** An error of ESLint in `@shop/api`. */
export function aFinding(members: Partial<MergedFinding> = {}): MergedFinding {
  return {
    tool: "ESLint",
    rule: "no-eval",
    level: "error",
    message: "eval can be harmful.",
    package: "@shop/api",
    path: "packages/api/src/cart.ts",
    line: 3,
    occurrence: 1,
    kinds: ["analysis"],
    sources: [],
    ...members,
  };
}

/** What a file's map and counts look like, by line: `{ 3: 1, 4: 0 }` is a hit on line 3 and none on line 4. */
export type FileShape = {
  readonly path?: string;
  readonly package?: string;
  readonly kind?: string;
  readonly lines: Readonly<Record<number, number>>;
  readonly functions?: readonly (FunctionEntity & { readonly hits: number })[];
  readonly branches?: readonly { readonly line: number; readonly arms: readonly number[] }[];
};

/** One merged file with exact places, measured by one kind. */
export function aFile({
  path = "packages/api/src/cart.ts",
  package: owner = "@shop/api",
  kind = "unit",
  lines,
  functions = [],
  branches = [],
}: FileShape): MergedFile {
  const numbers = Object.keys(lines).map(Number);
  const shape: Omit<CoverageMap, "digest"> = {
    precision: "columns",
    statements: Int32Array.from(numbers.flatMap((line) => [line, 2, line, 20])),
    functions: functionColumns(functions),
    branches: branchColumns(
      branches.map(({ line, arms }) => ({
        type: "if",
        line,
        column: 2,
        arms: arms.flatMap((_, i) => [line, 10 + i]),
      })),
    ),
    conditions: new Int32Array(),
  };
  const counts = Float64Array.from([
    ...numbers.map((line) => lines[line]!),
    ...functions.map(({ hits }) => hits),
    ...branches.flatMap(({ arms }) => arms),
  ]);
  return {
    path,
    package: owner,
    map: { ...shape, digest: mapDigest(shape) },
    counts,
    mayCounts: counts,
    byKind: [{ kind, counts, mayCounts: counts }],
    phantoms: 0,
    excluded: [],
    sources: [],
  };
}

/** What a change touches in one measured file; all of it is charged unless `charged` says otherwise. */
export function aChangedFile(members: Partial<ChangedFileCoverage> = {}): ChangedFileCoverage {
  const none: Extent = { found: 0, hit: 0, mayHit: 0 };
  const { lines = none, functions = none, branches = none } = members;
  return {
    path: "packages/api/src/cart.ts",
    package: "@shop/api",
    lines,
    functions,
    branches,
    charged: { lines, functions, branches },
    classes: [],
    uncovered: [],
    excused: [],
    lost: [],
    uncoveredFunctions: [],
    byKind: [],
    ...members,
  };
}

/** A policy with no rule. */
export function aPolicy(members: Partial<Policy> = {}): Policy {
  return { reports: [], paths: [], rules: [], ...members };
}

/** A decision that allows. */
export function aDecision(members: Partial<Decision> = {}): Decision {
  return {
    schema: "tollgate/decision/1",
    outcome: "allow",
    summary: "All rules pass.",
    subject: {},
    date: "2026-11-25",
    rules: [],
    counts: { tests: 0, failing: 0, flaky: 0, problems: 0 },
    inputs: { policy: `sha256:${"0".repeat(64)}`, evidence: [] },
    engine: "tollgate 0.0.0",
    ...members,
  };
}

/** A rule that passed. */
export function aResult(members: Partial<RuleResult> = {}): RuleResult {
  return {
    rule: "no-failing-tests",
    title: "No failing tests",
    scope: {},
    mode: "enforce",
    severity: "error",
    answer: "pass",
    effect: "none",
    message: "1 test ran and none failed.",
    remedy: "",
    facts: [],
    violations: [],
    ...members,
  };
}

function countOf(tests: readonly MergedCase[], status: MergedCase["status"]): number {
  return tests.filter((test) => test.status === status).length;
}
