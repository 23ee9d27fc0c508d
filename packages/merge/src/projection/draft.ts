import type { InnerStatement } from "./inner-statements.ts";
import type { Group } from "./match-entities.ts";

/** `isCovering`: each of `to` is one of `from`, so that it has at least the fewest hits of those. */
export type DoubtfulGroup = Group & { readonly isCovering: boolean };

/** How much of two maps is the same: statements and functions, by lines where one of the maps knows lines only. */
export type Fit = {
  readonly same: number;
  /** Only in the map that is projected. */
  readonly phantoms: number;
  /** Only in the reference map. */
  readonly missing: number;
};

/** What a plan is made of, one kind of entity after the other. */
export type Draft = {
  readonly pairs: number[];
  readonly groups: DoubtfulGroup[];
  readonly inner: InnerStatement[];
  readonly phantoms: (readonly number[])[];
};
