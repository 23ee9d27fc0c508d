/** One entry of the policy: a column of the matrix. */
type Column = { readonly name: string; readonly rule: string; readonly options: string };

/** Every rule, narrowed where that makes another question of it. Entries of a rule stand together. */
export const columns: readonly Column[] = [
  { name: "failing", rule: "no-failing-tests", options: "{}" },
  { name: "failing unit", rule: "no-failing-tests", options: '{ package: "@shop/api", kind: unit }' },
  { name: "failing e2e", rule: "no-failing-tests", options: "{ kind: e2e }" },
  { name: "new failures", rule: "no-new-failures", options: "{}" },
  { name: "flaky", rule: "no-flaky-tests", options: "{ max: 0 }" },
  { name: "disappeared", rule: "no-disappeared-tests", options: "{}" },
  { name: "tests", rule: "minimum-tests", options: "{ min: 14 }" },
  { name: "tests unit", rule: "minimum-tests", options: "{ kind: unit, min: 8 }" },
  { name: "tests e2e", rule: "minimum-tests", options: "{ kind: e2e, min: 2 }" },
  { name: "readable", rule: "no-unreadable-evidence", options: "{}" },
  { name: "missing", rule: "no-missing-evidence", options: "{}" },
  { name: "missing e2e", rule: "no-missing-evidence", options: "{ kind: e2e }" },
  { name: "stale", rule: "no-stale-evidence", options: "{}" },
  { name: "runs", rule: "no-failed-runs", options: "{}" },
  { name: "lines", rule: "coverage", options: "{ metric: lines, min: 95% }" },
  { name: "branches", rule: "coverage", options: "{ metric: branches, min: 60% }" },
  { name: "lines unit", rule: "coverage", options: '{ package: "@shop/api", kind: unit, min: 90% }' },
  { name: "lines owner", rule: "coverage", options: '{ owner: "@shop/web-team", min: 100% }' },
  { name: "line drop", rule: "coverage", options: "{ metric: lines, maxDrop: 1% }" },
  { name: "branch drop", rule: "coverage", options: "{ metric: branches, maxDrop: 1% }" },
  { name: "changed", rule: "changed-coverage", options: "{ min: 80% }" },
  { name: "newly", rule: "no-newly-uncovered", options: "{}" },
  { name: "unit tests", rule: "required-kinds", options: '{ kind: unit, except: ["@shop/e2e", "shop"] }' },
  { name: "environments", rule: "environments-agree", options: "{ kind: integration }" },
  { name: "budget", rule: "duration", options: "{ max: 60s }" },
  { name: "slower", rule: "duration", options: "{ maxIncrease: 50%, minSample: 10 }" },
  {
    name: "expression",
    rule: "expression",
    options: '{ that: "tests.failing == 0 and coverage.lines >= 95%" }',
  },
  { name: "findings", rule: "findings", options: "{ level: error }" },
  { name: "new findings", rule: "findings", options: "{ level: warning, new: true }" },
];

/** The policy that asks all of it. */
export function policyOf(entries: readonly Column[]): string {
  const rules = [...new Set(entries.map(({ rule }) => rule))].map((rule) => {
    const items = entries.filter((entry) => entry.rule === rule).map(({ options }) => `    - ${options}\n`);
    return `  ${rule}:\n${items.join("")}`;
  });
  return `version: 1
reports:
  - { kind: unit, files: ["packages/api/reports/unit/**"] }
  - { kind: unit, files: ["packages/web/reports/unit/**"] }
  - { kind: integration, files: ["packages/api/reports/integration/**"] }
  - { kind: e2e, files: ["e2e/reports/e2e/**"] }
  - { kind: lint, files: ["reports/lint/**"], format: sarif }
rules:
${rules.join("")}`;
}
