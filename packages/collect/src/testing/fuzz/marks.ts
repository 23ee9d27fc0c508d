import { isFailing } from "@tollgate/model";
import type { AllRecords } from "../read-all.ts";

/** The marks of one format; without `found` its failing tests answer to them. */
export type Marks = {
  readonly count: (text: string) => number;
  readonly found?: (read: AllRecords) => number;
  /** True for what is no report of the format, whatever else it is: not to say a problem is wrong. */
  readonly isBroken?: (text: string) => boolean;
};

/** Failing tries, the last ones and those before. */
export function failingTries({ tests }: AllRecords): number {
  return tests
    .flatMap(({ status, earlier = [] }) => [status, ...earlier.map((attempt) => attempt.status)])
    .filter(isFailing).length;
}
