import { type Decision, digestOf } from "@tollgate/model";
import { aDecision, aResult } from "@tollgate/testkit";
import { exampleReport } from "./example.ts";

export const exampleDecision: Decision = aDecision({
  outcome: "block",
  summary:
    "Blocked: 1 of 4 tests fails (1 new, 1 passed only at a later try (flaky)), and 2 more rules block.",
  subject: exampleReport.subject,
  counts: { tests: 5, failing: 1, flaky: 1, problems: 2 },
  inputs: {
    policy: digestOf("policy"),
    evidence: exampleReport.inputs.map(({ id }) => id).sort(),
    baseline: { how: "bundle main.tollgate", sha: "decade0123456789012345678901234567890123" },
  },
  rules: [
    aResult({
      answer: "fail",
      effect: "block",
      message: "1 of 4 tests fails (1 new, 1 passed only at a later try (flaky)).",
      remedy: "Mend the code or the test; the failures below come with their place and message.",
      facts: [
        {
          key: "tests.failing",
          scope: {},
          lo: 1,
          hi: 1,
          n: 4,
          unit: "tests",
          derivation: "tests whose final try failed, of all tests that ran",
        },
      ],
      violations: [
        {
          message:
            "checkout > with a voucher > keeps the discount (integration): expected 9000 to be 8100 // Object.is equality",
          package: "@shop/api",
          path: "packages/api/test/checkout.test.ts",
          line: 42,
        },
      ],
    }),
    aResult({ rule: "minimum-tests", title: "Minimum tests", message: "4 tests ran, at least 1 is wanted." }),
    aResult({
      rule: "no-unreadable-evidence",
      title: "No unreadable evidence",
      answer: "fail",
      effect: "block",
      message: "1 of 4 reports could not be read completely.",
      remedy: "Look whether the runner was killed; what was readable is kept.",
      violations: [
        {
          message: "The document ends inside <testcase>, line 88.",
          path: "packages/pricing/reports/unit/junit.xml",
          line: 88,
        },
      ],
    }),
    aResult({
      rule: "changed-coverage",
      title: "Changed-code coverage",
      answer: "fail",
      effect: "block",
      message:
        "20 % of 5 changed lines are covered, 80 % is wanted (4 lines uncovered; 3 more only moved, reformatted or uncovered before).",
      remedy:
        "Cover 3 more changed lines: `applyVoucher` in `packages/api/src/checkout.ts` (lines 12–14) is enough.",
      facts: [
        {
          key: "changed.lines",
          scope: {},
          lo: 1,
          hi: 1,
          n: 5,
          unit: "lines",
          derivation: "covered lines that the change adds or touches",
        },
      ],
      violations: [
        {
          message: "no test runs these 3 changed lines",
          path: "packages/api/src/checkout.ts",
          line: 12,
          endLine: 14,
          package: "@shop/api",
        },
        {
          message: "no test runs this changed line",
          path: "packages/api/src/checkout.ts",
          line: 20,
          package: "@shop/api",
        },
      ],
      place: { path: "tollgate.yml", line: 12, column: 3 },
    }),
    aResult({
      rule: "coverage",
      title: "Coverage minimum",
      scope: { package: "@shop/pricing" },
      answer: "unknown",
      effect: "hold",
      message:
        "62.5 % to 75 % of 8 branches of @shop/pricing are covered, 70 % is wanted (3 branches uncovered); undecided, as reports count branches of one line without saying which.",
      remedy:
        "Let the tests write coverage-final.json beside or instead of lcov or Cobertura: it names each branch.",
      facts: [
        {
          key: "coverage.branches",
          scope: { package: "@shop/pricing" },
          lo: 5,
          hi: 6,
          n: 8,
          unit: "branches",
          derivation: "covered branches in 1 file, a hit in any report counts",
        },
      ],
      evidence: { count: 12, paths: ["packages/api/lcov.info", "packages/pricing/coverage-final.json"] },
      place: { path: "tollgate.yml", line: 10, column: 3 },
    }),
    aResult({
      rule: "coverage",
      title: "Coverage minimum",
      mode: "warn",
      answer: "fail",
      effect: "warn",
      message: "55.5 % of 9 lines are covered, 80 % is wanted (4 lines uncovered).",
      remedy: "Cover 3 more lines; the files with most to win come first.",
      facts: [
        {
          key: "coverage.lines",
          scope: {},
          lo: 5,
          hi: 5,
          n: 9,
          unit: "lines",
          derivation: "covered lines in 2 files, a hit in any report counts",
        },
      ],
      violations: [
        { message: "4 of 7 lines are uncovered", path: "packages/api/src/checkout.ts", package: "@shop/api" },
      ],
      place: { path: "tollgate.yml", line: 9, column: 3 },
    }),
  ],
});
