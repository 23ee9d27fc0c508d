import type { Contexts } from "./expressions.ts";
import type { StepResult } from "./step.ts";

/** A step that has ended, for the `steps` context and for tests. */
export type JobStep = StepResult & {
  /** As in the workflow; undefined when it has none. */
  readonly id: string | undefined;
  /** The outcome, after `continue-on-error`. */
  readonly conclusion: StepResult["outcome"];
};

/** The `steps` context: steps with an id only. */
export function stepsContext(steps: readonly JobStep[]): Contexts {
  return Object.fromEntries(
    steps.flatMap(({ id, outputs, outcome, conclusion }) =>
      id === undefined ? [] : [[id, { outputs: Object.fromEntries(outputs), outcome, conclusion }]],
    ),
  );
}
