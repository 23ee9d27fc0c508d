import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const c8 = createRequire(import.meta.url).resolve("c8/bin/c8.js");

/** Turns the raw V8 coverage that the servers left into `reports/e2e/coverage/coverage-final.json`. */
export function convertCoverage(folder: string): void {
  execFileSync(
    process.execPath,
    [
      c8,
      "report",
      `--temp-directory=${folder}`,
      `--reports-dir=${join(import.meta.dirname, "reports/e2e/coverage")}`,
      "--reporter=json",
      "--include=packages/*/src/**",
    ],
    { cwd: resolve(import.meta.dirname, ".."), stdio: "inherit" },
  );
}
