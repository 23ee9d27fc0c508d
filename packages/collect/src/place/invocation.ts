import type { RepoPath } from "@tollgate/model";
import type { Reader } from "../reader.ts";
import { folderOf } from "./clean-path.ts";

/**
 * Which runner invocation a report belongs to: its folder. Tools write their views of one run side by side
 * (`coverage-final.json`, `lcov.info`, `cobertura-coverage.xml`), so these are views of one invocation. A coverage
 * report with another name than tools give by themselves may be another run in the same folder (`e2e.lcov`): it is an
 * invocation of its own.
 */
export function invocationOf(path: RepoPath, holds: Reader["holds"]): RepoPath {
  if (holds !== "coverage") return folderOf(path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  return standardNames.has(name) ? folderOf(path) : path;
}

const standardNames: ReadonlySet<string> = new Set([
  "coverage-final.json",
  "coverage-summary.json",
  "lcov.info",
  "cobertura-coverage.xml",
  "cobertura.xml",
  "clover.xml",
  // coverage.py
  "coverage.xml",
  "coverage.json",
  "coverage.lcov",
  // gcovr's summary, which has no name of its own, beside coverage.json or coverage.xml
  "gcovr-summary.json",
  "coverage_summary.json",
  "summary.json",
  // SimpleCov, beside its coverage.json
  ".resultset.json",
  // coverlet
  "coverage.cobertura.xml",
  "coverage.opencover.xml",
  "coverage.info",
]);
