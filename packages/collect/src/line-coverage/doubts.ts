import { type Doubt, times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

export const noData: RawProblem = {
  code: "no-coverage-data",
  severity: "error",
  message: "The report holds no file: nothing was measured. That is neither 0 % nor 100 %.",
  remedy: "Check the tool's patterns for files to include, and that the tests ran with coverage on.",
};

export const notUtf8: Doubt = {
  code: "not-utf8",
  severity: "warning",
  message: (count) =>
    `${times(count, "record holds", "records hold")} bytes that are not UTF-8; they are shown as U+FFFD.`,
  remedy: "Let the tool write UTF-8: a path with other bytes is not found in the repository.",
};

export const tooLong: Doubt = {
  code: "value-too-long",
  severity: "error",
  message: (count) => `${times(count, "line is", "lines are")} longer than 1 MiB and not read.`,
  remedy: "No record is that long: look at what was written into the file.",
};
