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

/** Nothing else tells how much is covered, so that either may be wrong. */
export const lessCovered: Doubt = {
  code: "declared-totals-differ",
  severity: "error",
  message: (count) =>
    `${times(count, "total tells", "totals tell")} less covered than the files together, which are counted: how much is covered is not certain.`,
  remedy: "Look at what changes the file after the tool wrote it, and let the tool write it again.",
};
