import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { forgetSources, sourcesIn, writeCoverage } from "./counted-sources.ts";
import { buildMeasured } from "./measured-build.ts";

/** The kinds of tests, in the order in which they run; each is a project of vitest.config.ts. */
const kinds = ["unit", "integration", "e2e"] as const;
type Kind = (typeof kinds)[number];

forgetSources();
// What an earlier run left is no report of this one, which may end before it writes its own.
for (const kind of kinds) rmSync(`reports/${kind}`, { recursive: true, force: true });
const totals = { passed: 0, failed: 0, skipped: 0 };
for (const kind of kinds) {
  process.stderr.write(`· ${kind} tests\n`);
  const result = await runKind(kind);
  totals.passed += result.passed;
  totals.failed += result.failed;
  totals.skipped += result.skipped;
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** Runs one kind with its own reports and coverage; a run that ends badly without a failed test is a failure itself. */
async function runKind(kind: Kind): Promise<Counts> {
  const folder = `reports/${kind}`;
  const left = resolve(`node_modules/.cache/tollgate-counts/${kind}`);
  rmSync(left, { recursive: true, force: true });
  for (const made of [folder, left]) mkdirSync(made, { recursive: true });
  const status = await runVitest(kind, folder, { TOLLGATE_COUNTS: left, ...(await whatCounts(kind)) });
  const reachable = sourcesIn(kind === "e2e" ? "browser" : "node");
  writeCoverage(left, reachable, `${folder}/coverage/coverage-final.json`);
  const counts = countsOf(`${folder}/vitest.json`);
  if (counts !== undefined && (status === 0 || counts.failed > 0)) return counts;
  process.stderr.write(`The run of the ${kind} tests failed, and none of them tells why: see above.\n`);
  return { passed: 0, skipped: 0, ...counts, failed: 1 };
}

/** End-to-end tests start the built command line in processes of its own, so that is where the counters must be. */
async function whatCounts(kind: Kind): Promise<Record<string, string>> {
  if (kind !== "e2e") return { TOLLGATE_COUNTED_TESTS: "1" };
  const { entry, actions } = await buildMeasured("node_modules/.cache/tollgate-measured");
  return { TOLLGATE_ENTRY: entry, TOLLGATE_BUILT_ACTIONS: actions };
}

function runVitest(kind: Kind, folder: string, env: Record<string, string>): Promise<number | null> {
  const vitest = spawn(
    "vitest",
    [
      "run",
      `--project=${kind}`,
      "--reporter=default",
      "--reporter=junit",
      `--outputFile.junit=${folder}/junit.xml`,
      "--reporter=json",
      `--outputFile.json=${folder}/vitest.json`,
      ...process.argv.slice(2),
    ],
    { stdio: "inherit", shell: process.platform === "win32", env: { ...process.env, ...env } },
  );
  return new Promise((resolve, reject) => vitest.once("error", reject).once("close", resolve));
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
