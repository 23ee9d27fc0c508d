import { type Decision, digestOf, type Report, type ReportInput, type TestTally } from "@tollgate/model";
import { aCase, aChangedFile, aDecision, aFile, aReport, aResult } from "@tollgate/testkit";

/** A pull request as people meet it: a new failure, an uncovered change, a flaky test, a report that is cut off. */
export const exampleReport: Report = aReport({
  subject: {
    repository: "shop/storefront",
    headSha: "c0ffee0123456789012345678901234567890123",
    baseRef: "main",
    mergeBaseSha: "decade0123456789012345678901234567890123",
  },
  packages: [
    { name: "@shop/api", dir: "packages/api", scripts: ["test"] },
    { name: "@shop/pricing", dir: "packages/pricing", scripts: ["test"] },
  ],
  inputs: [
    input("e2e/reports/e2e/results.json", "playwright-json", "Playwright 1.65.1", "@shop/e2e", "e2e"),
    input(
      "packages/api/reports/integration/junit.xml",
      "junit-xml",
      "vitest 5.1.1",
      "@shop/api",
      "integration",
    ),
    input(
      "packages/api/reports/unit/coverage/coverage-final.json",
      "istanbul-json",
      "istanbul",
      "@shop/api",
      "unit",
    ),
    {
      ...input(
        "packages/pricing/reports/unit/junit.xml",
        "junit-xml",
        "vitest 5.1.1",
        "@shop/pricing",
        "unit",
      ),
      status: "partial",
    },
  ],
  tests: [
    aCase({ durationUs: 1_250, change: "same" }),
    aCase({
      name: "rounds to the cent",
      status: "skipped",
      change: "same",
      details: [{ kind: "skip", message: "waits for the tax rules" }],
    }),
    aCase({
      kind: "integration",
      file: "packages/api/test/checkout.test.ts",
      line: 42,
      suite: ["checkout", "with a voucher"],
      name: "keeps the discount",
      status: "failed",
      durationUs: 48_000,
      attachments: [
        {
          name: "basket",
          path: "packages/api/test-results/basket.json",
          bytes: 812,
          type: "application/json",
          state: "present",
        },
        { name: "trace", path: "packages/api/test-results/trace.zip", type: "application/zip", state: "absent" },
        { name: "log", bytes: 212, type: "text/plain", state: "embedded" },
      ],
      change: "new-failure",
      details: [
        {
          kind: "failure",
          type: "AssertionError",
          message: "expected 9000 to be 8100 // Object.is equality",
          text: "AssertionError: expected 9000 to be 8100 // Object.is equality\n\n- Expected\n+ Received\n\n- 8100\n+ 9000\n\n ❯ packages/api/test/checkout.test.ts:48:27",
        },
      ],
    }),
    aCase({
      package: "@shop/e2e",
      kind: "e2e",
      file: "e2e/tests/order.spec.ts",
      line: 12,
      suite: ["order"],
      name: "shows the confirmation",
      environment: "chromium",
      durationUs: 1_940_000,
      flaky: true,
      change: "same",
      earlier: [
        {
          status: "failed",
          durationUs: 5_030_000,
          details: [
            {
              kind: "failure",
              message:
                'Error: expect(locator).toBeVisible() failed\n\nLocator: getByText("Thank you")\nExpected: visible\nTimeout: 5000ms',
              text: 'Error: expect(locator).toBeVisible() failed\n\nLocator: getByText("Thank you")\n    at e2e/tests/order.spec.ts:20:47',
            },
          ],
        },
      ],
    }),
    aCase({
      package: "@shop/pricing",
      file: "packages/pricing/src/tax.test.ts",
      suite: ["tax"],
      name: "adds 19 %",
      durationUs: 800,
      change: "added",
    }),
  ],
  coverage: [
    aFile({
      path: "packages/api/src/checkout.ts",
      lines: { 3: 4, 4: 4, 12: 0, 13: 0, 14: 0, 20: 0, 21: 3 },
      functions: [
        { name: "total", line: 2, column: 16, endLine: 5, hits: 4 },
        { name: "applyVoucher", line: 11, column: 16, endLine: 15, hits: 0 },
      ],
      branches: [{ line: 3, arms: [4, 0] }],
    }),
    aFile({ path: "packages/pricing/src/tax.ts", package: "@shop/pricing", lines: { 1: 1, 2: 1 } }),
  ],
  cells: [
    { package: "@shop/api", kind: "integration", tests: tally({ cases: 1, failed: 1, durationUs: 48_000 }) },
    {
      package: "@shop/api",
      kind: "unit",
      tests: tally({ cases: 2, passed: 1, skipped: 1, durationUs: 1_250 }),
      coverage: {
        files: 1,
        lines: { found: 7, hit: 3, mayHit: 3 },
        functions: { found: 2, hit: 1, mayHit: 1 },
        branches: { found: 2, hit: 1, mayHit: 1 },
      },
    },
    {
      package: "@shop/e2e",
      kind: "e2e",
      tests: tally({ cases: 1, passed: 1, flaky: 1, durationUs: 1_940_000 }),
    },
    {
      package: "@shop/pricing",
      kind: "unit",
      tests: tally({ cases: 1, passed: 1, durationUs: 800 }),
      coverage: {
        files: 1,
        lines: { found: 2, hit: 2, mayHit: 2 },
        functions: { found: 0, hit: 0, mayHit: 0 },
        branches: { found: 8, hit: 5, mayHit: 6 },
      },
    },
  ],
  totals: {
    tests: tally({ cases: 5, passed: 3, failed: 1, skipped: 1, flaky: 1, durationUs: 1_990_050 }),
    coverage: {
      files: 2,
      lines: { found: 9, hit: 5, mayHit: 5 },
      functions: { found: 2, hit: 1, mayHit: 1 },
      branches: { found: 10, hit: 6, mayHit: 7 },
    },
  },
  unmentioned: [
    { path: "packages/pricing/src/rates.ts", package: "@shop/pricing", size: { lines: 9, functions: 2, branches: 0 } },
  ],
  changed: {
    known: true,
    files: [
      aChangedFile({
        path: "packages/api/src/checkout.ts",
        lines: { found: 8, hit: 2, mayHit: 2 },
        functions: { found: 1, hit: 0, mayHit: 0 },
        charged: {
          lines: { found: 5, hit: 1, mayHit: 1 },
          functions: { found: 1, hit: 0, mayHit: 0 },
          branches: { found: 0, hit: 0, mayHit: 0 },
        },
        classes: [
          { what: "new", lines: [[11, 14]] },
          { what: "changed", lines: [[20, 20]] },
          { what: "moved", lines: [[30, 31]] },
          { what: "reformatted", lines: [[8, 8]] },
        ],
        uncovered: [
          [12, 14],
          [20, 20],
          [30, 31],
        ],
        excused: [[30, 31]],
        uncoveredFunctions: [{ name: "applyVoucher", line: 11, endLine: 15, excused: false }],
      }),
    ],
    unmeasured: [{ path: "packages/api/src/voucher.ts", package: "@shop/api", lines: 12 }],
  },
  missing: [
    {
      what: "unit reports of @shop/web",
      kind: "unit",
      package: "@shop/web",
      because: "turbo ran @shop/web#test:unit",
      remedy:
        "Let @shop/web#test:unit write a JUnit or JSON report into a folder that is collected (`reports/unit/`).",
    },
  ],
  problems: [
    {
      code: "truncated",
      severity: "error",
      message: "The document ends inside <testcase>, line 88.",
      remedy: "Look whether the runner was killed; what was readable is kept.",
      path: "packages/pricing/reports/unit/junit.xml",
      line: 88,
      column: 12,
      offset: 9_120,
      reader: "junit-xml",
    },
    {
      code: "assumed-kind",
      severity: "warning",
      message: "Nothing says which kind of tests this is; unit is assumed.",
      remedy: "Name the kind in `reports` of tollgate.yml.",
      path: "packages/api/reports/unit/coverage/coverage-final.json",
    },
  ],
  baseline: {
    how: "bundle main.tollgate",
    sha: "decade0123456789012345678901234567890123",
    totals: {
      tests: tally({ cases: 5, passed: 4, skipped: 1, durationUs: 1_800_000 }),
      coverage: {
        files: 2,
        lines: { found: 6, hit: 5, mayHit: 5 },
        functions: { found: 1, hit: 1, mayHit: 1 },
        branches: { found: 10, hit: 6, mayHit: 7 },
      },
    },
    cells: [],
    disappeared: [
      {
        ...{ package: "@shop/api", file: "packages/api/src/old.test.ts", title: "old > is gone", kind: "unit" },
        ...{ status: "passed", why: "file-deleted" },
      },
    ],
    coverage: {
      known: true,
      counts: { CBC: 5, LBC: 2, UBC: 1, UNC: 3, GNC: 1, DCB: 1 },
      files: [
        {
          path: "packages/api/src/orders.ts",
          package: "@shop/api",
          inDiff: false,
          counts: { LBC: 2 },
          lost: [[3, 4]],
          causes: [{ why: "tests", kind: "unit", gone: 1, skipped: 0, failing: 0 }],
        },
        {
          path: "packages/api/src/checkout.ts",
          package: "@shop/api",
          inDiff: true,
          counts: { UNC: 3, GNC: 1, DCB: 1 },
          lost: [],
          causes: [],
        },
      ],
      notCompared: [],
      vanished: [],
    },
  },
});

function input(path: string, format: string, producer: string, owner: string, kind: string): ReportInput {
  return {
    id: digestOf(path),
    origin: {
      package: owner,
      kind,
      job: "",
      shard: { index: 1, total: 1 },
      attempt: 1,
      environment: [],
      invocation: "",
    },
    input: { path, bytes: 1_000, digest: digestOf(path), format, producer },
    status: "ok",
    holds: format === "istanbul-json" ? "coverage" : "tests",
    superseded: false,
  };
}

function tally(counts: Partial<TestTally>): TestTally {
  return {
    cases: 0,
    passed: 0,
    failed: 0,
    errored: 0,
    skipped: 0,
    todo: 0,
    flaky: 0,
    recovered: 0,
    durationUs: 0,
    ...counts,
  };
}
