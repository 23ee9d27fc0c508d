import type { AbsentEvidence, Problem } from "@tollgate/model";

/** Doubts of what was asked of the platform. */
export type Doubts = {
  readonly problems: readonly Problem[];
  /** Evidence that it should have given and did not. */
  readonly absent: readonly AbsentEvidence[];
};

export const noDoubts: Doubts = { problems: [], absent: [] };

export function allDoubts(...all: readonly Doubts[]): Doubts {
  return {
    problems: all.flatMap(({ problems }) => problems),
    absent: all.flatMap(({ absent }) => absent),
  };
}
