import { decide, rules } from "@tollgate/gate";
import type { Policy, Report, RuleEntry, RuleOption, Scope } from "@tollgate/model";
import { aCase, aFile, aPolicy, aReport } from "@tollgate/testkit";
import { machineLine } from "./harness/print.ts";

/**
 * What judging costs once the report is there: `decide` over 500 rules, 200 packages and 50,000 tests, in this process,
 * beside a pass over all tests for each rule, which is what an evaluator does that keeps no index. In pairs, cpu time.
 */
const size = { packages: 200, tests: 50_000, files: 4_000, rules: 500 };
const kinds = ["unit", "integration", "e2e"] as const;

const report = reportOf();
const policy = policyOf();
const rows = Array.from({ length: 7 }, () => ({
  ours: cpuOf(() =>
    decide(report, policy, { engine: "bench", policyDigest: "sha256:0", date: "2026-11-25" }),
  ),
  theirs: cpuOf(() => scanForEachRule(report, policy)),
})).slice(1);

const ours = medianOf(rows.map((row) => row.ours));
const ratio = medianOf(rows.map((row) => row.ours / row.theirs));
const peak = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${machineLine()}

gate · ${size.rules} rules of ${rules.length} sorts, ${size.packages} packages, ${size.tests} tests, ${size.files} measured files · ${rows.length} pairs
  decide                     ${ours.toFixed(0)} ms cpu   ≤ 300
  a pass over all for each   ${medianOf(rows.map((row) => row.theirs)).toFixed(0)} ms cpu   ours/theirs ${ratio.toFixed(2)}
  peak, with the report      ${peak.toFixed(0)} MiB
`);

function nameOf(index: number): string {
  return `@shop/p${index % size.packages}`;
}

function reportOf(): Report {
  const folderOf = (index: number): string => `packages/p${index % size.packages}`;
  const tests = Array.from({ length: size.tests }, (_, i) =>
    aCase({
      package: nameOf(i),
      file: `${folderOf(i)}/test/t${i % 2_000}.test.ts`,
      name: `test ${i}`,
      kind: kinds[i % 3]!,
      status: i % 5_000 === 0 ? "failed" : "passed",
      durationUs: 1_000 + (i % 97) * 10,
    }),
  );
  const lines = Object.fromEntries(Array.from({ length: 100 }, (_, line) => [line + 1, line % 7]));
  const coverage = Array.from({ length: size.files }, (_, i) =>
    aFile({ path: `${folderOf(i)}/src/f${i}.ts`, package: nameOf(i), kind: kinds[i % 3]!, lines }),
  );
  return aReport({
    packages: Array.from({ length: size.packages }, (_, i) => ({
      name: nameOf(i),
      dir: folderOf(i),
      scripts: ["test"],
    })),
    tests,
    coverage,
    changed: { known: true, files: [], unmeasured: [] },
  });
}

/** Every rule in turn: for a package, for a package and kind, and now and then for the repository. */
function policyOf(): Policy {
  const entries = Array.from({ length: size.rules }, (_, i): RuleEntry => {
    const rule = rules[i % rules.length]!;
    const scope: Scope =
      i % 25 === 0 ? {} : { package: nameOf(i), ...(i % 2 === 0 ? { kind: kinds[i % 3]! } : {}) };
    return { rule: rule.id, scope, mode: "enforce", options: optionsOf(rule.id) };
  });
  return aPolicy({ rules: entries });
}

function optionsOf(rule: string): Readonly<Record<string, RuleOption>> {
  if (rule === "coverage" || rule === "changed-coverage") return { min: "80%" };
  if (rule === "duration") return { max: "10m" };
  if (rule === "expression") return { that: "tests.failing == 0 and coverage.lines >= 80%" };
  return {};
}

/** Counts the failing tests of each entry's scope, and nothing else. */
function scanForEachRule({ tests }: Report, { rules: entries }: Policy): number {
  let failing = 0;
  for (const { scope } of entries)
    failing += tests.filter(
      (test) =>
        (scope.package === undefined || scope.package === test.package) &&
        (scope.kind === undefined || scope.kind === test.kind) &&
        test.status === "failed",
    ).length;
  return failing;
}

function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
