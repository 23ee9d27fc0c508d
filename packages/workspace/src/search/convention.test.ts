import { expect, it } from "vitest";
import { expectationOf } from "./convention.ts";

it.each([
  "junit.xml",
  "packages/api/junit-unit.xml",
  "out/api.junit.xml",
  "build/test-results/test/TEST-com.shop.CartTest.xml",
  "TESTS-TestSuites.xml",
  "test-results.xml",
  "unit-test-report.xml",
  "coverage/coverage-final.json",
  "coverage/coverage-summary.json",
  "coverage/lcov.info",
  "lcov-e2e.info",
  "unit.lcov",
  "cobertura.xml",
  "coverage/cobertura-coverage.xml",
  "TestResults/abc/coverage.cobertura.xml",
  "vitest-results.json",
  "playwright-report.json",
  "packages/api/reports/unit/vitest.json",
  ".turbo/runs/2abc.json",
  "TestResults/run.trx",
  "ctrf-report.json",
  "ctrf/jest.ctrf.json",
  "build/reports/jacoco/test/jacocoTestReport.xml",
  "cover.out",
  "coverage/.resultset.json",
  "codeql.sarif",
  "reports/lint/eslint.sarif.json",
  "eslint-report.json",
])("%s promises a report", (path) => {
  expect(expectationOf(path)).toBe("promised");
});

it.each([
  "packages/api/reports/unit/results.json",
  "test-results/deep/below/data.xml",
  "coverage/clover.xml",
  "target/surefire-reports/testng-results.xml",
  "coverage.xml",
  "report.xml",
  "allure-results/0a1b-result.json",
  "mochawesome-report/mochawesome.json",
  "reports/cucumber.ndjson",
])("%s may be a report", (path) => {
  expect(expectationOf(path)).toBe("possible");
});

it.each([
  "package.json",
  "vitest.json",
  "coverage-summary.json",
  "jest.config.json",
  "playwright.config.json",
  "src/junit.ts",
  "pom.xml",
  "coverage/index.html",
  "test-results/trace.zip",
  "reports-of-old/data.json",
  ".turbo/config.json",
])("%s is no report", (path) => {
  expect(expectationOf(path)).toBeUndefined();
});
