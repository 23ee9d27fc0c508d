import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

/**
 * Measured with googletest 1.12: when `SetUpTestSuite` fails, its tests are skipped before they start, nothing in the
 * file says why, and the program exits with 1.
 */
export const neverStarted: Doubt = {
  code: "run-failed",
  severity: "error",
  message: (count) =>
    `All tests of ${times(count, "suite", "suites")} were skipped before they started, as googletest does when the set-up of a suite failed.`,
  remedy:
    "Look at the log of the program for its SetUpTestSuite; to skip tests on purpose call GTEST_SKIP() in SetUp or in the test.",
};

export const onlyListed: RawProblem = {
  code: "unsupported-format",
  severity: "error",
  message:
    "The file is googletest's list of tests (`--gtest_list_tests`), which says nothing about how they ended.",
  remedy: "Run the program without `--gtest_list_tests`, with `--gtest_output=json:FILE`.",
};
