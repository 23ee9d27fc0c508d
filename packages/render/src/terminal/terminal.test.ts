import type { Specification } from "@tollgate/model";
import { aDecision, aResult } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyDecision, anyReport, hostile } from "../testing/arbitraries.ts";
import { exampleReport } from "../testing/example.ts";
import { exampleDecision } from "../testing/example-decision.ts";
import { explainRule } from "./explain.ts";
import { renderInspection } from "./inspection.ts";
import { renderTerminal } from "./terminal.ts";

const plain = { color: false, width: 100 };

describe("the terminal view", () => {
  it("says verdict, reasons, figures and flaky tests", async () => {
    await expect(renderTerminal(exampleReport, exampleDecision, plain)).toMatchFileSnapshot(
      "../testing/example.terminal.txt",
    );
  });

  it("has colour only when asked for, and the same words", () => {
    const colored = renderTerminal(exampleReport, exampleDecision, { ...plain, color: true });
    const bare = renderTerminal(exampleReport, exampleDecision, plain);
    expect(bare).not.toContain("\u001B");
    expect(colored).toContain("\u001B[");
    expect(colored.replace(/\u001B\[\d+m/g, "").replace(/ +$/gm, "")).toBe(bare);
  });

  it("keeps to the width where words allow it", () => {
    const lines = renderTerminal(exampleReport, exampleDecision, { color: false, width: 90 }).split("\n");
    expect(lines.filter((line) => line.length > 90)).toEqual([]);
  });
});

it("explains a rule once for each scope", () => {
  expect(explainRule(exampleDecision, "coverage", plain)).toMatchInlineSnapshot(`
    "Coverage minimum (coverage)
      scope     @shop/pricing
      answer    unknown, so it holds (mode enforce)
      found     62.5 % to 75 % of 8 branches of @shop/pricing are covered, 70 % is wanted (3 branches
                uncovered); undecided, as reports count branches of one line without saying which.
      fact      coverage.branches = 5 to 6 of 8 branches
                covered branches in 1 file, a hit in any report counts
      evidence  12 reports: packages/api/lcov.info, packages/pricing/coverage-final.json, and 10 more
      to do     Let the tests write coverage-final.json beside or instead of lcov or Cobertura: it names
                each branch.
      asked by  tollgate.yml:10:3

    Coverage minimum (coverage)
      scope     repository
      answer    fail, so it warns (mode warn)
      found     55.5 % of 9 lines are covered, 80 % is wanted (4 lines uncovered).
      fact      coverage.lines = 5 of 9 lines
                covered lines in 2 files, a hit in any report counts
      wrong     packages/api/src/checkout.ts: 4 of 7 lines are uncovered
      to do     Cover 3 more lines; the files with most to win come first.
      asked by  tollgate.yml:9:3

    "
  `);
});

it("says that nothing bounds a fact while evidence is missing", () => {
  const facts = [
    { key: "tests.ran", scope: {}, lo: 3, n: 4, unit: "tests" as const, derivation: "tests that ran" },
  ];
  const decision = aDecision({ rules: [aResult({ rule: "minimum-tests", facts })] });
  expect(explainRule(decision, "minimum-tests", plain)).toContain(
    "tests.ran = at least 3, with 4 tests so far",
  );
});

it("explains what is wrong and where", () => {
  expect(explainRule(exampleDecision, "no-failing-tests", plain)).toMatchInlineSnapshot(`
    "No failing tests (no-failing-tests)
      scope     repository
      answer    fail, so it blocks (mode enforce)
      found     1 of 4 tests fails (1 new, 1 passed only at a later try (flaky)).
      fact      tests.failing = 1 of 4 tests
                tests whose final try failed, of all tests that ran
      wrong     packages/api/test/checkout.test.ts:42: checkout > with a voucher > keeps the discount
                (integration): expected 9000 to be 8100 // Object.is equality
      to do     Mend the code or the test; the failures below come with their place and message.
      asked by  a built-in rule

    "
  `);
});

it("describes inspected files with remedies", () => {
  const inspection = {
    schema: "tollgate/inspect/1",
    files: [
      {
        path: "junit.xml",
        bytes: 1_200,
        format: "junit-xml",
        producer: "vitest 5.1.1",
        status: "partial",
        tests: {
          entries: 3,
          cases: 2,
          passed: 1,
          failed: 1,
          errored: 0,
          skipped: 0,
          todo: 0,
          flaky: 1,
          attempts: 3,
        },
        problems: [
          {
            code: "truncated",
            severity: "error",
            message: "The document ends inside <testcase>.",
            remedy: "Look at the log.",
            line: 3,
            column: 2,
          },
          { code: "not-utf8", severity: "warning", message: "1 byte is not UTF-8.", remedy: "", offset: 7 },
        ],
        losses: [{ fact: "line", what: "the line of a test", mend: "test: { includeTaskLocation: true }" }],
      },
      {
        path: "lcov.info",
        bytes: 1,
        format: null,
        producer: null,
        status: "ok",
        coverage: {
          files: 1,
          lines: { found: 3, hit: 2 },
          branches: { found: 0, hit: 0 },
          functions: { found: 1, hit: 1 },
        },
        problems: [],
      },
      {
        path: "eslint.sarif",
        bytes: 1,
        format: "sarif",
        producer: "ESLint 9.39.5",
        status: "ok",
        findings: {
          tools: ["ESLint"],
          results: 1_234,
          error: 1,
          warning: 1_230,
          note: 2,
          none: 1,
          suppressed: 3,
          withoutPlace: 4,
        },
        problems: [],
      },
      {
        path: "cart.feature",
        bytes: 900,
        format: "gherkin",
        producer: null,
        status: "ok",
        specification: {
          feature: "Cart",
          language: "en",
          scenarios: 2,
          outlines: 1,
          rules: 0,
          backgrounds: 1,
          steps: 1_234,
          exampleRows: 2,
          pickles: 4,
          pickleSteps: 2_000,
          tags: 0,
          comments: 0,
        },
        problems: [],
      },
    ],
  } as const;
  expect(renderInspection(inspection, plain)).toMatchInlineSnapshot(`
    "✘ junit.xml  partial
      junit-xml, written by vitest 5.1.1, 1,200 bytes
      2 tests in 3 entries, 3 tries: 1 passed (1 flaky), 1 failed, 0 errored, 0 skipped, 0 todo
      error truncated at line 3, column 2: The document ends inside <testcase>.
        → Look at the log.
      warning not-utf8 at byte 7: 1 byte is not UTF-8.
      lost cannot tell the line of a test
        → test: { includeTaskLocation: true }

    ✔ lcov.info  ok
      no known format, 1 byte
      1 file measured: lines 2/3 66.6 %, branches 0/0 n/a, functions 1/1 100 %

    ✔ eslint.sarif  ok
      sarif, written by ESLint 9.39.5, 1 byte
      1,234 findings of ESLint: 1 error, 1,230 warnings, 2 notes, 1 of no level; 3 suppressed; 4 without a file

    ✔ cart.feature  ok
      gherkin, 900 bytes
      feature "Cart" (en), no results: 4 scenarios to run with 2,000 steps; written as 2 scenarios, 1
        outline, 2 rows of examples, 1 background, 1,234 steps

    4 files, 3 ok
    "
  `);
});

describe("hostile text", () => {
  it("moves no cursor, turns no direction and commands no runner", () => {
    fc.assert(
      fc.property(anyReport(4), anyDecision, hostile, fc.boolean(), (report, decision, name, color) => {
        const options = { color, width: 80 };
        const file = { path: name, bytes: 1, format: name, producer: name, status: "invalid" as const };
        const specification = { ...emptySpecification, feature: name, language: name };
        const problem = { code: name, severity: "error" as const, message: name, remedy: name };
        const outputs = [
          renderTerminal(report, decision, options),
          ...decision.rules.map(({ rule }) => explainRule(decision, rule, options)),
          renderInspection(
            {
              schema: "tollgate/inspect/1",
              files: [
                {
                  ...file,
                  specification,
                  problems: [problem],
                  losses: [{ fact: name, what: name, mend: name }],
                },
              ],
            },
            options,
          ),
        ];
        for (const line of outputs.join("").split("\n")) {
          const bare = line.replace(/\u001B\[\d{1,2}m/g, "");
          expect(bare).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/);
          expect(bare.trimStart().startsWith("::") || line.includes("##[")).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const emptySpecification: Specification = {
  feature: null,
  language: null,
  scenarios: 0,
  outlines: 0,
  rules: 0,
  backgrounds: 0,
  steps: 0,
  exampleRows: 0,
  pickles: 0,
  pickleSteps: 0,
  tags: 0,
  comments: 0,
};
