import { openDocument } from "../json/document.ts";
import { createProblemTally, type ProblemTally } from "../problem-tally.ts";
import type { ReadSession, Sink } from "../reader.ts";

/** What the parts of a reader need to put down what they find. */
export type FindingsContext = {
  readonly sink: Sink;
  readonly doubts: ProblemTally;
  /** False when the document is cut, so that members may be missing. */
  readonly whole: boolean;
};

/** Reads a report of findings that is one JSON value; says the doubts behind it. */
export function openFindings(
  sink: Sink,
  read: (value: unknown, context: FindingsContext) => void,
): ReadSession {
  return openDocument({
    problem: (problem) => sink.problem(problem),
    read({ value, whole }) {
      const doubts = createProblemTally();
      read(value, { sink, doubts, whole });
      doubts.flush((problem) => sink.problem(problem));
    },
  });
}
