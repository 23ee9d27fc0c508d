import { type Doubt, times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

const runAgain = "Run the tests again on the files as they are, and collect before anything changes them.";

/** The text is not the one that ran: its counts would be put on other code. */
export const otherText: Doubt = {
  code: "map-mismatch",
  severity: "error",
  message: (count) =>
    `${times(count, "file is", "files are")} not the text that ran; what was measured of ${count === 1 ? "it" : "them"} is not counted.`,
  remedy: runAgain,
};

export const otherSource: Doubt = {
  code: "map-mismatch",
  severity: "error",
  message: (count) =>
    `${times(count, "file differs", "files differ")} from what a source map says that the script was made of; what was measured of ${count === 1 ? "it" : "them"} is not counted.`,
  remedy: `Build and test the same files. ${runAgain}`,
};

export const noText: Doubt = {
  code: "unmapped-path",
  severity: "warning",
  message: (count) =>
    `${times(count, "file", "files")} that ran cannot be read here, or ${count === 1 ? "is" : "are"} larger than 16 MiB; what was measured of ${count === 1 ? "it" : "them"} is not counted.`,
  remedy:
    "Collect in the job that ran the tests, before temporary files are deleted; let the build put `sourcesContent` into source maps.",
};

export const outside: Doubt = {
  code: "outside-repository",
  severity: "info",
  message: (count) =>
    `${times(count, "script", "scripts")} that ran ${count === 1 ? "is" : "are"} not in this repository, and not counted.`,
  remedy:
    'Nothing has to be done for tools. If they are files of this repository in a container, add a mapping: `paths: [{ from: "/app/", to: "" }]`.',
};

export const badMap: Doubt = {
  code: "malformed",
  severity: "error",
  message: (count) =>
    `${times(count, "source map", "source maps")} cannot be read; what ran of ${count === 1 ? "its" : "their"} sources is not counted.`,
  remedy: "Look at the build that writes the source map.",
};

export const unknownLanguage: Doubt = {
  code: "unsupported-format",
  severity: "warning",
  message: (count) =>
    `${times(count, "file is", "files are")} in no JavaScript or TypeScript that can be parsed here; V8's counts of ${count === 1 ? "it" : "them"} say nothing without that.`,
  remedy: "Collect the coverage report of a tool that knows the language, such as vitest's.",
};

/** Every process that node starts writes a file, package managers and tools too. */
export const nothingOurs: RawProblem = {
  code: "no-coverage-data",
  severity: "info",
  message: "No script in the file is one of this repository: nothing was measured.",
  remedy: "Nothing has to be done where other files of the run hold the coverage.",
};
