import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isFailing } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { readers } from "../src/registry.ts";
import { type AllRecords, headOf, readAll } from "../src/testing/read-all.ts";
import { allCorpusRows } from "./corpus-tests.ts";

/*
 * A format counts as supported when two files at least that the real tool wrote are read here: one with a failure, and
 * one of a run that crashed, or of which something did not load. docs/formats.md lists those that lack the second.
 */

type Support = {
  /** A file with a failing test: the end of a path in the corpus, or a fixture. */
  readonly failing: string;
  /** A file of a run that ended otherwise than by its tests. */
  readonly broken?: { readonly file: string; readonly shows: RegExp };
};

const fixtures = fileURLToPath(new URL("../src/", import.meta.url));
const jsonFixtures = fileURLToPath(new URL("json-fixtures/", import.meta.url));

const support: Readonly<Record<string, Support>> = {
  "junit-xml": {
    failing: "alpha/mocha12-xunit.xml",
    broken: { file: "alpha/pytest-continue.xml", shows: /errored .*test_import_error/ },
  },
  "vitest-json": {
    failing: "alpha/vitest-v8.json",
    broken: { file: "alpha/vitest-istanbul.json", shows: /errored .*Cannot find module/ },
  },
  "jest-json": {
    failing: "alpha/jest.json",
    broken: { file: "alpha/jest-v8.json", shows: /errored .*unexpected token/ },
  },
  "playwright-json": {
    failing: "playwright-json/generated/alpha/playwright.json",
    broken: { file: `${jsonFixtures}playwright-load-error.json`, shows: /run failed: .*Cannot find module/ },
  },
  trx: { failing: "xunit/dotnet-trx.trx" },
  "nunit-xml": {
    failing: "jenkins/NUnit.xml",
    broken: { file: "jenkins/NUnit-issue44527.xml", shows: /No suitable constructor/ },
  },
  "xunit-xml": { failing: "jenkinsci/testcase1.xml" },
  "allure1-xml": { failing: `${fixtures}allure1-xml/fixtures/mocha-failing.xml` },
  "allure2-json": { failing: `${fixtures}allure2-json/fixtures/fails-result.json` },
  "catch2-xml": {
    failing: "generated/catch2.xml",
    broken: { file: `${fixtures}catch2-xml/fixtures/catch2-signal.xml`, shows: /run interrupted: .*SIGSEGV/ },
  },
  "mocha-json": {
    failing: "alpha/mocha12.json",
    broken: { file: `${fixtures}mocha-json/fixtures/uncaught.json`, shows: /errored .*late/ },
  },
  "mocha-json-stream": {
    failing: "alpha/mocha-json-stream.ndjson",
    broken: { file: `${fixtures}mocha-json-stream/fixtures/exit.ndjson`, shows: /error truncated/ },
  },
  "mochawesome-json": {
    failing: "alpha/mochawesome.json",
    broken: { file: `${fixtures}mochawesome-json/fixtures/uncaught.json`, shows: /errored .*late/ },
  },
  "ctrf-json": {
    failing: "alpha/mocha-ctrf.json",
    // The file that did not load is not in it: the loss that inspect names.
    broken: { file: `${fixtures}ctrf-json/fixtures/jest-load-error.json`, shows: /failed / },
  },
  "newman-json": {
    failing: "alpha/newman.json",
    broken: { file: `${fixtures}newman-json/fixtures/no-connection.json`, shows: /errored .*ECONNREFUSED/ },
  },
  "rspec-json": {
    failing: "ruby/rspec.json",
    broken: { file: `${fixtures}rspec-json/fixtures/load-error.json`, shows: /errored .*while loading/ },
  },
  "gtest-json": {
    failing: `${fixtures}gtest-json/fixtures/failures.json`,
    broken: {
      file: `${fixtures}gtest-json/fixtures/environment-failed.json.txt`,
      shows: /errored failure outside any test/,
    },
  },
  "go-test-json": {
    failing: "dorny_test-reporter/golang-json.json",
    broken: { file: "input/go-test-build-failed.out", shows: /errored .*undefined: assert/ },
  },
  tap: {
    failing: "alpha/node24.tap",
    broken: { file: `${fixtures}tap/fixtures/node-crash.tap`, shows: /failed / },
  },
  "cucumber-messages": {
    failing: `${fixtures}cucumber-messages/fixtures/failures.ndjson`,
    broken: {
      file: `${fixtures}cucumber-messages/fixtures/crash.ndjson`,
      shows: /run failed: Error: no database/,
    },
  },
  "cucumber-json": { failing: `${fixtures}cucumber-json/fixtures/failures.json` },
  "dart-json": {
    failing: "dorny_test-reporter/dart-json.json",
    broken: { file: "flutter/provider-test-results.json", shows: /run interrupted/ },
  },
  teamcity: {
    failing: "phpunit/teamcity.txt",
    broken: { file: `${fixtures}teamcity/fixtures/mocha-exit.txt`, shows: /errored pays/ },
  },
};

/** What Tollgate writes itself is tested by running its own reporters. */
const own = ["tollgate-tests"];

test("has a row for each format of tests", () => {
  const formats = Object.values(readers).filter(({ holds }) => holds === "tests");
  expect([...Object.keys(support), ...own].sort()).toEqual(formats.map(({ id }) => id).sort());
});

test("docs/formats.md lists the formats without a file of a broken run", () => {
  const page = readFileSync(new URL("../../../docs/formats.md", import.meta.url), "utf8").replace(
    /\s+/g,
    " ",
  );
  const untested = Object.keys(support).filter((id) => support[id]!.broken === undefined);
  const listed = untested.map((id) => `\`${id}\``).join(", ");
  expect(page).toContain(`not yet tested with a file of a run that crashed or did not load: ${listed}.`);
});

describe.skipIf(sharedFolder() === undefined).each(Object.entries(support))("%s", (format, row) => {
  test("is read from a real file with a failure", () => {
    expect(readReal(format, row.failing).tests.some(({ status }) => isFailing(status))).toBe(true);
  });

  test.skipIf(row.broken === undefined)("is read from a real file of a run that broke", () => {
    expect(row.broken!.file).not.toBe(row.failing);
    expect(inWords(readReal(format, row.broken!.file))).toMatch(row.broken!.shows);
  });
});

/** Reads a file that its tool wrote: of the corpus only those that no hand made. */
function readReal(format: string, file: string): AllRecords {
  const rows = allCorpusRows().filter((row) => row.format === format && row.path.endsWith(`/${file}`));
  const isFixture = file.startsWith(fixtures) || file.startsWith(jsonFixtures);
  if (!isFixture) {
    expect(rows).toHaveLength(1);
    expect(rows[0]!.tool).not.toMatch(/hand-made|fake/);
  }
  const bytes = readFileSync(isFixture ? file : rows[0]!.absolute);
  expect(readers[format]!.recognises(headOf(bytes))).toBe(true);
  return readAll(readers[format]!, bytes);
}

function inWords({ tests, runs, problems }: AllRecords): string {
  return [
    ...tests.map(
      ({ status, name, details }) =>
        `${status} ${name}: ${details[0]?.message ?? ""} ${details[0]?.text ?? ""}`,
    ),
    ...runs.map(({ verdict, errors }) => `run ${verdict}: ${errors.join(" ")}`),
    ...problems.map(({ severity, code }) => `${severity} ${code}`),
  ].join("\n");
}
