import { type Doubt, times } from "../problem-tally.ts";
import type { RawProblem } from "../reader.ts";

export function otherVersion(found: string): RawProblem {
  return {
    code: "unsupported-format",
    severity: "error",
    message: `The version of SARIF is ${found}, 2.1.0 was wanted.`,
    remedy:
      "Let the tool write SARIF 2.1.0: most have an option, and `sarif-multitool transform` converts older files.",
  };
}

export const noRuns: RawProblem = {
  code: "no-analysis",
  severity: "error",
  message: "The log holds no run of a tool: nothing was analysed.",
  remedy: "Look at the log of the job: what joined the logs may have found none.",
};

export const noResults: Doubt = {
  code: "no-analysis",
  severity: "error",
  message: (count) =>
    `${times(count, "run has", "runs have")} no \`results\`, not even empty ones: the tool did not look for any.`,
  remedy: "Look at the log of the tool and at the options that it ran with.",
};

export const resultsElsewhere: Doubt = {
  code: "unsupported-format",
  severity: "error",
  message: (count) =>
    `${times(count, "run keeps its", "runs keep their")} results in other files, which are not read.`,
  remedy: "Let the tool write everything into one file (inline external properties).",
};

/** The tool says that its run succeeded, and errors of its own all the same. */
export const ownErrors: Doubt = {
  code: "no-analysis",
  severity: "warning",
  message: (count) =>
    `The tool tells ${times(count, "error", "errors")} of its own: what it is about may not have been analysed.`,
  remedy: "Look at the file or the setting that it names.",
};
