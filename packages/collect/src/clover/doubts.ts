import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

export const unknownMeaning: Doubt = {
  code: "missing-field",
  severity: "warning",
  message: (count) =>
    `${times(count, "line has", "lines have")} branches with two numbers that tools give two meanings (arms that ran and did not, or how often a condition was true and false), and the report does not say which tool wrote it; the meaning that covers less is counted.`,
  remedy: "Let the tool write lcov or Cobertura, whose branches have one meaning.",
};

export const unknownType: Doubt = {
  code: "unknown-record",
  severity: "warning",
  message: (count) =>
    `${times(count, "line has", "lines have")} a type that is not known; it is counted as a statement.`,
  remedy: "Nothing has to be done if the tool extends the format; else look at what changed the file.",
};

export const tooManyConditions: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "line has", "lines have")} more branches than a line can have; none of them counts as covered.`,
  remedy: "Update the tool that wrote the report: its counters overflowed, or a script changed them.",
};
