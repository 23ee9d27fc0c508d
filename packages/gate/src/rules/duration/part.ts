import type { Answer, Fact, Violation } from "@tollgate/model";
import type { Gap } from "../../evidence/gap.ts";

/** What one limit of the rule comes to. */
export type Part = {
  readonly answer: Answer;
  readonly sentence: string;
  readonly fact: Fact;
  readonly violations: readonly Violation[];
  /** What to do about a failure. */
  readonly remedy: string;
  /** What leaves it open. */
  readonly gaps: readonly Gap[];
};
