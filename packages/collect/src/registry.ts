import { allure1Xml } from "./allure1-xml/reader.ts";
import { allure2Json } from "./allure2-json/reader.ts";
import { catch2Xml } from "./catch2-xml/reader.ts";
import { clover } from "./clover/reader.ts";
import { cobertura } from "./cobertura/reader.ts";
import { codecovJson } from "./codecov-json/reader.ts";
import { coveragepyJson } from "./coveragepy-json/reader.ts";
import { coverallsJson } from "./coveralls-json/reader.ts";
import { ctrfJson } from "./ctrf-json/reader.ts";
import { cucumberJson } from "./cucumber-json/reader.ts";
import { cucumberMessages } from "./cucumber-messages/reader.ts";
import { dartJson } from "./dart-json/reader.ts";
import { eslintJson } from "./eslint-json/reader.ts";
import type { FormatId } from "./formats.ts";
import { gcovJson } from "./gcov-json/reader.ts";
import { gcovrJson } from "./gcovr-json/reader.ts";
import { gcovrSummary } from "./gcovr-summary/reader.ts";
import { gherkin } from "./gherkin/reader.ts";
import { goCoverprofile } from "./go-coverprofile/reader.ts";
import { goTestJson } from "./go-test-json/reader.ts";
import { gtestJson } from "./gtest-json/reader.ts";
import { istanbulJson } from "./istanbul-json/reader.ts";
import { istanbulSummary } from "./istanbul-summary/reader.ts";
import { jacoco } from "./jacoco/reader.ts";
import { jestJson } from "./jest-json/reader.ts";
import { junit } from "./junit/reader.ts";
import { lcov } from "./lcov/reader.ts";
import { llvmCovJson } from "./llvm-cov-json/reader.ts";
import { mochaJson } from "./mocha-json/reader.ts";
import { mochaJsonStream } from "./mocha-json-stream/reader.ts";
import { mochawesomeJson } from "./mochawesome-json/reader.ts";
import { newmanJson } from "./newman-json/reader.ts";
import { nunitXml } from "./nunit-xml/reader.ts";
import { opencover } from "./opencover/reader.ts";
import { playwrightJson } from "./playwright-json/reader.ts";
import type { Reader } from "./reader.ts";
import { rspecJson } from "./rspec-json/reader.ts";
import { sarif } from "./sarif/reader.ts";
import { simplecov } from "./simplecov/reader.ts";
import { sonarqubeCoverage } from "./sonarqube-coverage/reader.ts";
import { strykerJson } from "./stryker-json/reader.ts";
import { tap } from "./tap/reader.ts";
import { teamcity } from "./teamcity/reader.ts";
import { tollgateRun } from "./tollgate-run/reader.ts";
import { tollgateTests } from "./tollgate-tests/reader.ts";
import { trx } from "./trx/reader.ts";
import { turboSummary } from "./turbo-summary/reader.ts";
import { v8Raw } from "./v8-raw/reader.ts";
import { vitestJson } from "./vitest-json/reader.ts";
import { xunitXml } from "./xunit-xml/reader.ts";

/** Every format that is read, by id. A new format is a folder, a line in `formats.ts`, and one here. */
export const readers: Readonly<Record<string, Reader>> = {
  "allure1-xml": allure1Xml,
  "allure2-json": allure2Json,
  "catch2-xml": catch2Xml,
  clover,
  cobertura,
  "codecov-json": codecovJson,
  "coveragepy-json": coveragepyJson,
  "coveralls-json": coverallsJson,
  "ctrf-json": ctrfJson,
  "cucumber-json": cucumberJson,
  "cucumber-messages": cucumberMessages,
  "dart-json": dartJson,
  "eslint-json": eslintJson,
  "gcov-json": gcovJson,
  "gcovr-json": gcovrJson,
  "gcovr-summary": gcovrSummary,
  gherkin,
  "go-coverprofile": goCoverprofile,
  "go-test-json": goTestJson,
  "gtest-json": gtestJson,
  "istanbul-json": istanbulJson,
  "istanbul-summary": istanbulSummary,
  jacoco,
  "jest-json": jestJson,
  "junit-xml": junit,
  lcov,
  "llvm-cov-json": llvmCovJson,
  "mocha-json": mochaJson,
  "mocha-json-stream": mochaJsonStream,
  "mochawesome-json": mochawesomeJson,
  "newman-json": newmanJson,
  "nunit-xml": nunitXml,
  opencover,
  "playwright-json": playwrightJson,
  "rspec-json": rspecJson,
  sarif,
  simplecov,
  "sonarqube-coverage": sonarqubeCoverage,
  "stryker-json": strykerJson,
  tap,
  teamcity,
  "tollgate-run": tollgateRun,
  "tollgate-tests": tollgateTests,
  trx,
  "turbo-summary": turboSummary,
  "v8-raw": v8Raw,
  "vitest-json": vitestJson,
  "xunit-xml": xunitXml,
} satisfies Readonly<Record<FormatId, Reader>>;
