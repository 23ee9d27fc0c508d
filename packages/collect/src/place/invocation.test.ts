import { expect, it } from "vitest";
import { invocationOf } from "./invocation.ts";

it.each([
  ["coverage/coverage-final.json", "coverage", "coverage"],
  ["coverage/lcov.info", "coverage", "coverage"],
  ["packages/api/coverage/cobertura-coverage.xml", "coverage", "packages/api/coverage"],
  ["coverage/e2e.lcov", "coverage", "coverage/e2e.lcov"],
  ["lcov.info", "coverage", ""],
  ["reports/junit.xml", "tests", "reports"],
  ["reports/other.xml", "tests", "reports"],
  [".turbo/runs/1.json", "runs", ".turbo/runs"],
] as const)("%s, which holds %s, is of the invocation %j", (path, holds, wanted) => {
  expect(invocationOf(path, holds)).toBe(wanted);
});
