import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { cucumberJson } from "../src/cucumber-json/reader.ts";
import { cucumberMessages } from "../src/cucumber-messages/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** What the independent script counted in a report of features. */
type JsonExpected = {
  readonly scenarios: number;
  readonly scenarios_by_status: { readonly [status: string]: number };
};

type MessagesExpected = {
  readonly attempts: number;
  readonly retried: number;
  readonly final_by_status: { readonly [status: string]: number };
  readonly run_success: boolean;
};

/** The script's words in ours; it calls a scenario without steps, or whose step tells no result, unknown. */
function ofCucumber(expected: JsonExpected): readonly [passed: number, failing: number, skipped: number] {
  const {
    passed = 0,
    failed = 0,
    ambiguous = 0,
    pending = 0,
    skipped = 0,
    unknown = 0,
  } = expected.scenarios_by_status;
  const notDefined = expected.scenarios_by_status["undefined"] ?? 0;
  return [passed, failed + ambiguous + pending + notDefined + unknown, skipped];
}

/** Where we count otherwise, and why. */
const explained: Readonly<Record<string, readonly [passed: number, failing: number, skipped: number]>> = {
  // Its third step has the status "unknown": never a skip (fact sheet, 1).
  "scenarioStatuses/unknown.json": [0, 1, 0],
  // The scenario "skipped by tag" is called skipped by behave itself; its steps have no results.
  "alpha/behave.json": [2, 3, 1],
};

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
  test.each(corpusRows("cucumber-json"))(
    "$path has the counts of the independent script",
    ({ path, absolute, expected }) => {
      const wanted = expected as JsonExpected; // the manifest's shape for this format
      const { tests } = readAll(cucumberJson, readFileSync(absolute));
      const count = (...statuses: readonly string[]) =>
        tests.filter(({ status }) => statuses.includes(status)).length;
      const other = Object.entries(explained).find(([end]) => path.endsWith(end))?.[1];
      expect(tests).toHaveLength(wanted.scenarios);
      expect([count("passed"), count("failed", "errored"), count("skipped")]).toEqual(
        other ?? ofCucumber(wanted),
      );
    },
  );

  test.each(corpusRows("cucumber-messages"))(
    "$path has the counts of the independent script",
    ({ path, absolute, expected }) => {
      const wanted = expected as MessagesExpected; // the manifest's shape for this format
      const { PASSED = 0, SKIPPED = 0, ...failing } = wanted.final_by_status;
      const { tests, runs, problems } = readAll(cucumberMessages, readFileSync(absolute));
      const count = (...statuses: readonly string[]) =>
        tests.filter(({ status }) => statuses.includes(status)).length;
      expect([path, count("passed"), count("failed", "errored"), count("skipped")]).toEqual([
        path,
        PASSED,
        Object.values(failing).reduce((sum, told) => sum + told, 0),
        SKIPPED,
      ]);
      expect(tests.reduce((sum, { entries = 1 }) => sum + entries, 0)).toBe(wanted.attempts);
      expect(tests.filter(({ earlier }) => earlier !== undefined)).toHaveLength(wanted.retried);
      expect(runs.map(({ verdict }) => verdict)).toEqual([wanted.run_success ? "passed" : "failed"]);
      const isGreen =
        count("failed", "errored") === 0 && !problems.some(({ severity }) => severity === "error");
      expect(isGreen).toBe(wanted.run_success);
    },
  );
});
