import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { cucumberMessages } from "../src/cucumber-messages/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

type MessagesExpected = {
  readonly attempts: number;
  readonly retried: number;
  readonly final_by_status: { readonly [status: string]: number };
  readonly run_success: boolean;
};

describe.runIf(sharedFolder() !== undefined)("the corpus", () => {
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
