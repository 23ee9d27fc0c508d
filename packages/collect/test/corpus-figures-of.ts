import type { Specification } from "@tollgate/model";
import type { CorpusRow } from "./corpus-tests.ts";

/** What counts in a report of tests; `skipped` with todo, `failing` with errors and with what failed outside tests. */
export type Figures = {
  readonly tests: number;
  /** Absent where the script did not count the failures of the tests that we have. */
  readonly failing?: number;
  readonly skipped: number;
  /** Whether the run passed by all that the script knows; absent where failing tests are all that there is. */
  readonly passed?: boolean;
  /** What a specification holds, which has no tests; absent where we refuse the file. */
  readonly specification?: Partial<Specification> | undefined;
};

export type Words = Readonly<Record<string, number>>;

export type Count = (expected: never, counted: Counted) => Figures;

/** A row, and the text of its file for what the script did not count. */
export type Counted = { readonly row: CorpusRow; readonly text: string };

export type Statuses = { readonly tests: number; readonly by_status: Words };

export function figures(tests: number, failing: number, skipped: number): Figures {
  return { tests, failing, skipped };
}

export function sum(words: Words, ...wanted: readonly string[]): number {
  return wanted.reduce((total, word) => total + (words[word] ?? 0), 0);
}

/** Elements of any depth. A failing todo is counted apart, and is none for node:test (fact sheet, 7). */
export function ofJunit(expected: Words, { row }: Counted): Figures {
  const excused = row.tool.startsWith("node ") ? sum(expected, "skipped_and_failed") : 0;
  return figures(
    expected["tests"]!,
    sum(expected, "not_ok", "suite_level_failures") - excused,
    sum(expected, "skipped", "status_disabled_or_notrun") + excused,
  );
}

/** "If the totals say more failures than the tree, the run has at least that many" (fact sheet, 1). */
export function ofNunit(
  expected: {
    readonly tests: number;
    readonly by_result?: Words;
    readonly declared: Record<string, string>;
  } & Words,
): Figures {
  const words = expected.by_result ?? expected;
  return figures(
    expected.tests,
    Math.max(sum(words, "Failed", "Failure", "Error", "failed"), Number(expected.declared["failures"] ?? 0)),
    sum(words, "NotRun", "Ignored", "Skipped", "skipped", "inconclusive"),
  );
}

/** Without a status, or with one that Allure does not have, nothing says that a test passed. */
export function ofAllure1({ tests, by_status: words }: Statuses): Figures {
  const skipped = sum(words, "skipped", "canceled", "pending");
  return figures(tests, tests - skipped - sum(words, "passed"), skipped);
}

/** A file with one result, or with the errors outside any test. */
export function ofAllure2({ status }: { readonly status: string | null }, { text }: Counted): Figures {
  if (status !== null)
    return figures(1, Number(/^(?:failed|broken)$/i.test(status)), Number(/^skipped$/i.test(status)));
  const { errors = [] } = JSON.parse(text) as { readonly errors?: readonly unknown[] };
  return figures(0, errors.length, 0);
}

/** The script calls a scenario without steps, or whose step tells no result, unknown. */
export function ofCucumber({
  scenarios,
  scenarios_by_status: words,
}: {
  readonly scenarios: number;
  readonly scenarios_by_status: Words;
}): Figures {
  const failing = sum(words, "failed", "ambiguous", "pending", "undefined", "unknown");
  return figures(scenarios, failing, sum(words, "skipped"));
}

/** Tries are entries; a hook around the run fails the run, and no scenario. */
export function ofMessages({
  attempts,
  final_by_status,
  run_success: passed,
}: {
  readonly attempts: number;
  readonly final_by_status: Words;
  readonly run_success: boolean;
}): Figures {
  const { PASSED: _, SKIPPED = 0, ...failing } = final_by_status;
  return { ...figures(attempts, sum(failing, ...Object.keys(failing)), SKIPPED), passed };
}

/** Leaves; a parent that fails alone is a failure (fact sheet, 9). */
export function ofGo({
  leaf_tests,
  leaf_by_last_result: leaves,
  tests_by_last_result: all,
}: {
  readonly leaf_tests: number;
  readonly leaf_by_last_result: Words;
  readonly tests_by_last_result: Words;
}): Figures {
  const failing = sum(leaves, "fail", "unfinished");
  const alone = failing === 0 ? Math.min(1, sum(all, "fail")) : 0;
  return figures(leaf_tests + alone, failing + alone, sum(leaves, "skip"));
}

/** A file that failed without a test is a failure of its own. */
export function ofJest({
  tests,
  by_status,
  files_failed_without_tests,
}: Statuses & { readonly files_failed_without_tests: number }): Figures {
  return figures(
    tests,
    sum(by_status, "failed", "error") + files_failed_without_tests,
    sum(by_status, "pending", "skipped", "todo"),
  );
}

/**
 * Points of all levels without those that have subtests: these fail with a subtest, or alone where none failed. A
 * report without a test is not passed (fact sheet, 2).
 */
export function ofTap(expected: {
  readonly ok: boolean;
  readonly asserts_all_levels: Words;
  readonly subtests: number;
  readonly count: number;
  readonly fail: number;
  readonly skip: number;
  readonly todo: number;
}): Figures {
  const { asserts_all_levels: all, subtests, count, fail, ok } = expected;
  const leaves = sum(all, "ok", "not_ok", "skip", "todo") - subtests;
  const skipped = sum(all, "skip", "todo");
  const passed = ok && leaves > 0;
  if (subtests === 0) return { ...figures(leaves, sum(all, "not_ok"), skipped), passed };
  // Where each point of the outermost level has subtests, what is counted of that level is no leaf.
  const hasParentsOnly = subtests === count;
  const alone = hasParentsOnly && all["not_ok"] === fail ? fail : 0;
  const above = hasParentsOnly ? expected.skip + expected.todo : 0;
  return { tests: leaves + alone, skipped: skipped - above, passed };
}

/**
 * The script's figures by our names. It read with version 38 of the grammar: of what is valid only since then it has the
 * pickles that the grammar's own tests expect.
 */
export function ofGherkin(
  expected:
    | (Omit<Specification, "exampleRows" | "pickleSteps"> & {
        readonly example_rows: number;
        readonly pickle_steps: number;
        readonly upstream_pickles?: number;
      })
    | { readonly error: string; readonly upstream_pickles: number },
): Figures {
  if ("error" in expected)
    return { ...figures(0, 0, 0), specification: { pickles: expected.upstream_pickles } };
  const { example_rows: exampleRows, pickle_steps: pickleSteps, upstream_pickles: _, ...same } = expected;
  return { ...figures(0, 0, 0), specification: { ...same, exampleRows, pickleSteps } };
}

/** The script did not count this format: the lines do. */
export function ofTeamcity(_: unknown, { text }: Counted): Figures {
  const lines = (name: string) =>
    text.split("\n").filter((line) => line.startsWith(`##teamcity[${name} `)).length;
  return figures(lines("testStarted"), lines("testFailed"), lines("testIgnored"));
}
