import type { Reader } from "./reader.ts";

/**
 * Every format that is read, and what its reports hold. Apart from the readers: a policy names formats, and who reads one
 * must not load all that reads reports.
 */
export const formats = {
  "allure1-xml": "tests",
  "allure2-json": "tests",
  "catch2-xml": "tests",
  clover: "coverage",
  cobertura: "coverage",
  "codecov-json": "coverage",
  "coveragepy-json": "coverage",
  "coveralls-json": "coverage",
  "ctrf-json": "tests",
  "cucumber-json": "tests",
  "cucumber-messages": "tests",
  "dart-json": "tests",
  "eslint-json": "findings",
  "gcov-json": "coverage",
  "gcovr-json": "coverage",
  "gcovr-summary": "coverage",
  gherkin: "specification",
  "go-coverprofile": "coverage",
  "go-test-json": "tests",
  "gtest-json": "tests",
  "istanbul-json": "coverage",
  "istanbul-summary": "coverage",
  jacoco: "coverage",
  "jest-json": "tests",
  "junit-xml": "tests",
  lcov: "coverage",
  "llvm-cov-json": "coverage",
  "mocha-json": "tests",
  "mocha-json-stream": "tests",
  "mochawesome-json": "tests",
  "newman-json": "tests",
  "nunit-xml": "tests",
  opencover: "coverage",
  "playwright-json": "tests",
  "rspec-json": "tests",
  sarif: "findings",
  simplecov: "coverage",
  "sonarqube-coverage": "coverage",
  "stryker-json": "line-tests",
  tap: "tests",
  teamcity: "tests",
  "tollgate-run": "runs",
  "tollgate-tests": "tests",
  trx: "tests",
  "turbo-summary": "runs",
  "v8-raw": "coverage",
  "vitest-json": "tests",
  "xunit-xml": "tests",
} as const;

export type FormatId = keyof typeof formats;

/** Ids of those that analysis tools write. */
export const findingFormats: readonly string[] = idsOf((holds) => holds === "findings");

/** Ids of those that a report can have: what only says what should happen is none. */
export const reportFormats: readonly string[] = idsOf((holds) => holds !== "specification");

function idsOf(isWanted: (holds: Reader["holds"]) => boolean): readonly string[] {
  return Object.entries<Reader["holds"]>(formats).flatMap(([id, holds]) => (isWanted(holds) ? [id] : []));
}
