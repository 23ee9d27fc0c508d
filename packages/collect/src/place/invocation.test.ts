import { expect, it } from "vitest";
import { invocationOf } from "./invocation.ts";

it.each([
  ["coverage/coverage-final.json", "coverage", "coverage"],
  ["coverage/lcov.info", "coverage", "coverage"],
  ["packages/api/coverage/cobertura-coverage.xml", "coverage", "packages/api/coverage"],
  ["coverage/e2e.lcov", "coverage", "coverage/e2e.lcov"],
  ["lcov.info", "coverage", ""],
  ["coverage/coverage.json", "coverage", "coverage"],
  ["coverage/coverage.lcov", "coverage", "coverage"],
  ["coverage/.resultset.json", "coverage", "coverage"],
  ["build/summary.json", "coverage", "build"],
  ["TestResults/1/coverage.opencover.xml", "coverage", "TestResults/1"],
  ["TestResults/coverage.net8.0.cobertura.xml", "coverage", "TestResults/coverage.net8.0.cobertura.xml"],
  ["reports/junit.xml", "tests", "reports"],
  ["reports/other.xml", "tests", "reports"],
  [".turbo/runs/1.json", "runs", ".turbo/runs"],
] as const)("%s, which holds %s, is of the invocation %j", (path, holds, wanted) => {
  expect(invocationOf(path, holds)).toBe(wanted);
});
