import type { ReusedEvidence } from "./evidence.ts";
import type { Expectation, ExpectException, ExpectedEvidence } from "./expectation.ts";
import type { Origin } from "./origin.ts";
import type { Problem } from "./problem.ts";
import type { MissingEvidence } from "./report.ts";

/** What `tollgate expect` tells. */
export type ExpectedList = {
  readonly schema: "tollgate/expect/1";
  /** Sorted by package, then kind. */
  readonly expected: readonly ListedExpectation[];
  /** What the policy takes out. */
  readonly excepted: readonly ListedException[];
  /** What is wrong with the list itself. */
  readonly problems: readonly Problem[];
};

export type ListedExpectation = Expectation &
  Pick<ExpectedEvidence, "state"> & {
    /** What came for it, sorted by path. */
    readonly by: readonly ListedEvidence[];
    /** What did not. */
    readonly missing: readonly ListedMissing[];
  };

export type ListedMissing = Pick<MissingEvidence, "what" | "because" | "remedy" | "producer">;

export type ListedEvidence = Pick<Origin, "job" | "shard" | "environment"> & {
  readonly path: string;
  readonly reused?: ReusedEvidence;
  readonly fromCache?: string;
};

export type ListedException = Expectation & {
  readonly reason: string;
  readonly exceptedAt: ExpectException["place"];
};
