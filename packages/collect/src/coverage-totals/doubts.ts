import { type Doubt, times } from "../problem-tally.ts";

const remedy =
  "Let the tool write the report again; if it does so again, a script changed it, or the tool is broken.";

export const badTotal: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "total is", "totals are")} missing, negative, no whole number or more than a file can have; how much of that is covered is unknown.`,
  remedy,
};

export const badCovered: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "number of what is covered is", "numbers of what is covered are")} missing, negative, no whole number or larger than the total; they count as 0.`,
  remedy,
};
