import type { Extent } from "./extent.ts";

/** Where code stands: indexes of a scope and of the innermost region; -1 is no region. */
export type Context = { readonly scope: number; readonly region: number };

/**
 * Code whose count needs more than the range in which it stands. `outer` and `scope` are indexes; no region is -1.
 */
export type Region = { readonly outer: number; readonly scope: number } & (Maybe | Tried | Resumed);

/**
 * `maybe`: runs as often as the code around it at most, and is not counted: default values, what follows `?.`.
 * `elsewhere`: runs also when the code around it does not: the label of a case.
 */
type Maybe = {
  readonly kind: "maybe" | "elsewhere";
  /** Stands in the same range, unless the region has a count of its own. */
  readonly twin: Extent;
  /** When this never ran, nothing did in the region. */
  readonly bound: Extent;
};

/** What is tried, and may have ended early. */
type Tried = {
  readonly kind: "tried";
  readonly start: number;
  readonly handler: Extent;
  /** Where a `throw` is written in it: the code behind one is counted. */
  readonly throws: readonly number[];
};

/** The body of a generator: calls do not begin it, the first value that is asked for does. */
type Resumed = {
  readonly kind: "resumed";
  /** Offsets behind each `yield` and `await`. */
  readonly resumes: readonly number[];
};
