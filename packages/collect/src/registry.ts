import { allure1Xml } from "./allure1-xml/reader.ts";
import { allure2Json } from "./allure2-json/reader.ts";
import { catch2Xml } from "./catch2-xml/reader.ts";
import { cobertura } from "./cobertura/reader.ts";
import { ctrfJson } from "./ctrf-json/reader.ts";
import { cucumberJson } from "./cucumber-json/reader.ts";
import { cucumberMessages } from "./cucumber-messages/reader.ts";
import { dartJson } from "./dart-json/reader.ts";
import { goTestJson } from "./go-test-json/reader.ts";
import { gtestJson } from "./gtest-json/reader.ts";
import { istanbulJson } from "./istanbul-json/reader.ts";
import { jestJson } from "./jest-json/reader.ts";
import { junit } from "./junit/reader.ts";
import { lcov } from "./lcov/reader.ts";
import { mochaJson } from "./mocha-json/reader.ts";
import { mochaJsonStream } from "./mocha-json-stream/reader.ts";
import { mochawesomeJson } from "./mochawesome-json/reader.ts";
import { newmanJson } from "./newman-json/reader.ts";
import { nunitXml } from "./nunit-xml/reader.ts";
import { playwrightJson } from "./playwright-json/reader.ts";
import type { Reader } from "./reader.ts";
import { rspecJson } from "./rspec-json/reader.ts";
import { tap } from "./tap/reader.ts";
import { teamcity } from "./teamcity/reader.ts";
import { trx } from "./trx/reader.ts";
import { turboSummary } from "./turbo-summary/reader.ts";
import { vitestJson } from "./vitest-json/reader.ts";
import { xunitXml } from "./xunit-xml/reader.ts";

/** Every format that is read, by id. A new format is a folder and a line here. */
export const readers: Readonly<Record<string, Reader>> = {
  "allure1-xml": allure1Xml,
  "allure2-json": allure2Json,
  "catch2-xml": catch2Xml,
  cobertura,
  "ctrf-json": ctrfJson,
  "cucumber-json": cucumberJson,
  "cucumber-messages": cucumberMessages,
  "dart-json": dartJson,
  "go-test-json": goTestJson,
  "gtest-json": gtestJson,
  "istanbul-json": istanbulJson,
  "jest-json": jestJson,
  "junit-xml": junit,
  lcov,
  "mocha-json": mochaJson,
  "mocha-json-stream": mochaJsonStream,
  "mochawesome-json": mochawesomeJson,
  "newman-json": newmanJson,
  "nunit-xml": nunitXml,
  "playwright-json": playwrightJson,
  "rspec-json": rspecJson,
  tap,
  teamcity,
  trx,
  "turbo-summary": turboSummary,
  "vitest-json": vitestJson,
  "xunit-xml": xunitXml,
};
