import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";

/** The kinds of tests, in the order in which they run; each is a project of vitest.config.ts. */
const kinds = ["unit", "integration", "e2e"] as const;

const windows = process.platform === "win32";
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

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** Runs one kind with its own reports and coverage; a run without a readable report is broken. */
function runKind(kind: (typeof kinds)[number]): Counts & { readonly broken: boolean } {
  const folder = `reports/${kind}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // End-to-end tests start the built command line: what it covers, V8 tells, process by process.
  const raw = resolve(folder, "v8");
  const coverage =
    kind === "e2e" ? [] : ["--coverage.enabled", `--coverage.reportsDirectory=${folder}/coverage`];
  const status = call(
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
    kind === "e2e" ? { TOLLGATE_V8_COVERAGE: raw } : {},
  );
  const counts = countsOf(`${folder}/vitest.json`);
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0, broken: true };
  return {
    ...counts,
    broken: status !== 0 || (kind === "e2e" && !convertCoverage(raw, `${folder}/coverage`)),
  };
}

/** Raw V8 coverage of the bundle to an istanbul map of the sources, by the bundle's source maps. */
function convertCoverage(raw: string, folder: string): boolean {
  const status = call("c8", [
    "report",
    `--temp-directory=${raw}`,
    `--reports-dir=${folder}`,
    "--reporter=json",
    "--exclude-after-remap",
    "--include=packages/*/src/**",
  ]);
  rmSync(raw, { recursive: true, force: true });
  return status === 0;
}

function call(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): number | null {
  return spawnSync(command, args, { stdio: "inherit", shell: windows, env: { ...process.env, ...env } })
    .status;
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
