import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const lookAtTool = "Look at what writes this file, or at what changes it afterwards.";

export const unknownStatus: Doubt = {
  code: "unknown-status",
  severity: "warning",
  message: (count) => `${times(count, "status is", "statuses are")} not known here, and count as errored.`,
  remedy: lookAtTool,
};

export const unknownDuration: Doubt = {
  code: "unknown-duration",
  severity: "warning",
  message: (count) =>
    `${times(count, "duration is", "durations are")} no number of milliseconds from 0 on, and left out.`,
  remedy: "The test counts without a duration; look at the clock of the machine.",
};

/** What holds results is not there or of another type: results may be missing. */
export const lostResults: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "part", "parts")} of the report that should hold results cannot be read.`,
  remedy: lookAtTool,
};

/** Something about a test or the run is not there or of another type; the test counts all the same. */
export const missingField: Doubt = {
  code: "missing-field",
  severity: "warning",
  message: (count) => `${times(count, "field is", "fields are")} missing or of another type.`,
  remedy: lookAtTool,
};

export const sameName: Doubt = {
  code: "ambiguous-identity",
  severity: "info",
  message: (count) =>
    `${times(count, "test shares", "tests share")} file, suite and name with another; they are told apart by their order.`,
  remedy: "Give each test its own name, with its parameters in the title.",
};

const lookAtLog = "Look at the log of the run; the tool or a script after it may drop entries.";

export const testsDropped: Doubt = {
  code: "cases-dropped",
  severity: "error",
  message: () => "The report counts more tests than it holds.",
  remedy: lookAtLog,
};

export const moreFailures: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `The report counts more failures than it shows, in ${count === 1 ? "one total" : `${count} totals`}.`,
  remedy:
    "Look at the log of the run for a hook that failed; collect the tool's JUnit report beside this one.",
};

export const otherTotals: Doubt = {
  code: "declared-totals-differ",
  severity: "info",
  message: () => "The report counts fewer tests than it holds; those that it holds count.",
  remedy: lookAtLog,
};
