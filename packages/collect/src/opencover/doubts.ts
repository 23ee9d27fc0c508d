import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const rerun = "Look at the tool or the script that wrote or joined the file, and let it run again.";

export const unknownFile: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "point names", "points name")} no file of its module; what they say is lost.`,
  remedy: rerun,
};

export const unplacedBranch: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "branch does", "branches do")} not say which jump and which way of it they are; they are not counted.`,
  remedy: rerun,
};
