import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";

/** The kinds of tests, in the order in which they run; each is a project of vitest.config.ts. */
const kinds = ["unit", "integration", "e2e"] as const;

const totals = { passed: 0, failed: 0, skipped: 0 };
let broken = false;
for (const kind of kinds) {
  process.stderr.write(`· ${kind} tests\n`);
  const result = runKind(kind);
  totals.passed += result.passed;
  totals.failed += result.failed;
  totals.skipped += result.skipped;
  broken ||= result.broken;
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
process.exitCode = broken || totals.failed > 0 || totals.passed === 0 ? 1 : 0;

/** Runs one kind with its own reports and coverage; a run without a readable report is broken. */
function runKind(kind: string): { passed: number; failed: number; skipped: number; broken: boolean } {
  const folder = `reports/${kind}`;
  rmSync(folder, { recursive: true, force: true });
  const { status } = spawnSync(
    "vitest",
    [
      "run",
      `--project=${kind}`,
      "--reporter=default",
      "--reporter=junit",
      `--outputFile.junit=${folder}/junit.xml`,
      "--reporter=json",
      `--outputFile.json=${folder}/vitest.json`,
      "--coverage.enabled",
      `--coverage.reportsDirectory=${folder}/coverage`,
      ...process.argv.slice(2),
    ],
    { stdio: "inherit", shell: process.platform === "win32" },
  );
  const counts = countsOf(`${folder}/vitest.json`);
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0, broken: true };
  return { ...counts, broken: status !== 0 };
}

function countsOf(path: string): { passed: number; failed: number; skipped: number } | undefined {
  try {
    const report: {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      numTodoTests: number;
    } = JSON.parse(readFileSync(path, "utf8"));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return undefined;
  }
}
