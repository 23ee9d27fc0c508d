import { type ProducerEnd, producerEnds } from "./report.ts";

/** A job of the CI run that is judged, as its platform tells. */
export type RunJob = {
  /** As it is shown: `test (24)`, `checks / e2e`. */
  readonly name: string;
  /** Attempt of the run in which it ran; absent where the list does not tell. */
  readonly attempt?: number;
  readonly end: JobEnd;
};

export type JobEnd = "passed" | "running" | ProducerEnd;

export const jobEnds: readonly JobEnd[] = ["passed", "running", ...producerEnds];
