/** Why a rule cannot tell. `bad`: evidence arrived broken, or its producer failed. `absent`: it is not there, or leaves the answer open. */
export type Cause = "bad" | "absent";

/** Why the figures of a scope may not be the whole truth. */
export type Gap = {
  readonly cause: Cause;
  /** A clause of plain text: `the report packages/api/junit.xml could not be read completely`. */
  readonly what: string;
  readonly remedy: string;
  /** What is missing only adds: more tests and more hits, on denominators that are known. */
  readonly adds?: true;
};
