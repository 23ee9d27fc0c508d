import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Tollgate gates itself: the built CLI judges the reports of this repository's own tests by tollgate.yml. Then a
 * copy of one report with one failing test must be blocked, so that a gate which lets everything through is seen.
 */
const out = mkdtempSync(join(tmpdir(), "tollgate-own-gate-"));
try {
  process.exitCode = isAllowed() && isBlockedWithAFailure() ? 0 : 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}

function isAllowed(): boolean {
  const status = tollgate(["run", "--out", join(out, "now")], "inherit");
  if (status !== 0) process.stderr.write(`The own gate ended with ${status}; 0 was wanted.\n`);
  return status === 0;
}

function isBlockedWithAFailure(): boolean {
  const report = "reports/unit/junit.xml";
  const original = readFileSync(report, "utf8");
  const failing = original.replace(
    /<testcase ([^>]*?)\/?>\s*(?:<\/testcase>)?/,
    '<testcase $1><failure message="planted"/></testcase>',
  );
  if (failing === original) throw new Error(`${report} has no test case to turn into a failure`);
  try {
    writeFileSync(report, failing);
    const status = tollgate(["run", "--out", join(out, "planted")], "ignore");
    if (status !== 1) process.stderr.write(`A planted failure ended with ${status}; 1 was wanted.\n`);
    return status === 1;
  } finally {
    writeFileSync(report, original);
  }
}

function tollgate(args: readonly string[], stdio: "inherit" | "ignore"): number | null {
  return spawnSync(process.execPath, ["packages/cli/bin/tollgate.cjs", ...args], { stdio }).status;
}
