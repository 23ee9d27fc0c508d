import type { CountedFile } from "../json-coverage/counted-file.ts";
import { toHits } from "../json-coverage/told-values.ts";
import type { ProblemTally } from "../problem-tally.ts";

/** A value for each line, the first for line 1: hits; null where no code is; `ignored` where a comment excludes it. */
export function readLines(
  values: readonly unknown[],
  where: string,
  into: CountedFile,
  doubts: ProblemTally,
): void {
  for (const [i, value] of values.entries()) {
    if (value === ignored) into.exclude({ line: i + 1, entity: "line", reason: ignoredReason });
    else if (value !== null)
      into.addLine(
        i + 1,
        toHits(value, () => `line ${i + 1} of ${where}`, doubts),
      );
  }
}

export const ignored = "ignored";

export const ignoredReason = "ignored by SimpleCov";
