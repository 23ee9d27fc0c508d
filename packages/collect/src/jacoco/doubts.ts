import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";

const rerun = "Look at the tool or the script that wrote or joined the file, and let it run again.";

export const untoldLine: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "line does", "lines do")} not say how many of its instructions ran; what is not told counts as not covered.`,
  remedy: "gcovr's JaCoCo output leaves that out: let it write Cobertura (`--cobertura`) or lcov (`--lcov`).",
};

export const untoldMethod: Doubt = {
  code: "missing-field",
  severity: "error",
  message: (count) =>
    `${times(count, "method does", "methods do")} not say whether it ran; what is not told counts as not covered.`,
  remedy: rerun,
};

export const homelessMethods: Doubt = {
  code: "missing-field",
  severity: "warning",
  message: (count) =>
    `${times(count, "class belongs", "classes belong")} to no source file of its package; its methods are not counted.`,
  remedy:
    "Compile with source file names and line numbers (`javac -g`), or exclude classes that have no source, such as generated ones.",
};

export const badBranches: Doubt = {
  code: "bad-count",
  severity: "error",
  message: (count) =>
    `${times(count, "line has", "lines have")} more branches than a line can have; none of them counts as covered.`,
  remedy: "Update the tool that wrote the report, or look at the script that changed it.",
};
