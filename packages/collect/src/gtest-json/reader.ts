import { openReport } from "../json/open-report.ts";
import type { Reader } from "../reader.ts";
import { mendComma } from "./mend-comma.ts";
import { readReport } from "./read-report.ts";
import { recogniseGtest } from "./recognise.ts";

/**
 * What googletest writes with `--gtest_output=json:FILE`. Of `--gtest_repeat` the last round is all there is, and a
 * failed `TearDownTestSuite` leaves no trace: only the program's exit code tells.
 */
export const gtestJson: Reader = {
  id: "gtest-json",
  holds: "tests",
  recognises: recogniseGtest,
  open: ({ sink }) => mendComma(openReport(sink, readReport), (problem) => sink.problem(problem)),
};
