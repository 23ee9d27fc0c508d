import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { buildMeasured, collectCounts, type MeasuredBuild } from "./measured-build.ts";

/** The kinds of tests, in the order in which they run; each is a project of vitest.config.ts. */
const kinds = ["unit", "integration", "e2e"] as const;

const totals = { passed: 0, failed: 0, skipped: 0 };
let broken = false;
for (const kind of kinds) {
  process.stderr.write(`· ${kind} tests\n`);
  const result = await runKind(kind);
  totals.passed += result.passed;
  totals.failed += result.failed;
  totals.skipped += result.skipped;
  broken ||= result.broken;
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
process.exitCode = broken || totals.failed > 0 || totals.passed === 0 ? 1 : 0;

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** Runs one kind with its own reports and coverage; a run without a readable report is broken. */
async function runKind(kind: (typeof kinds)[number]): Promise<Counts & { readonly broken: boolean }> {
  const folder = `reports/${kind}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // End-to-end tests start the built command line in processes of its own, so that is where the counters must be.
  const measured = kind === "e2e" ? await buildMeasured("node_modules/.cache/tollgate-measured") : undefined;
  const status = runVitest(kind, folder, measured);
  if (measured !== undefined) collectCounts(measured, `${folder}/coverage/coverage-final.json`);
  const counts = countsOf(`${folder}/vitest.json`);
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0, broken: true };
  return { ...counts, broken: status !== 0 };
}

function runVitest(kind: string, folder: string, measured: MeasuredBuild | undefined): number | null {
  const coverage =
    measured === undefined ? ["--coverage.enabled", `--coverage.reportsDirectory=${folder}/coverage`] : [];
  const env =
    measured === undefined
      ? {}
      : {
          TOLLGATE_ENTRY: measured.entry,
          TOLLGATE_BUILT_ACTIONS: measured.actions,
          TOLLGATE_COUNTS: measured.counts,
        };
  return spawnSync(
    "vitest",
    [
      "run",
      `--project=${kind}`,
      "--reporter=default",
      "--reporter=junit",
      `--outputFile.junit=${folder}/junit.xml`,
      "--reporter=json",
      `--outputFile.json=${folder}/vitest.json`,
      ...coverage,
      ...process.argv.slice(2),
    ],
    { stdio: "inherit", shell: process.platform === "win32", env: { ...process.env, ...env } },
  ).status;
}

function countsOf(path: string): Counts | undefined {
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
