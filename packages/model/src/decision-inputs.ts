import type { Digest } from "./canonical.ts";
import type { ReusedPackage } from "./evidence.ts";
import type { Problem } from "./problem.ts";
import type { RepoPath } from "./repository.ts";
import type { RunJob } from "./run-job.ts";
import type { CommitReviews } from "./waiver.ts";

/**
 * What a decision rests on: digests of all that it read, and what it was told beside. With the repository at the subject's
 * commits, the bundle and this, anybody can judge again.
 */
export type DecisionInputs = {
  /** Over the policy as it applies, places included. */
  readonly policy: Digest;
  /** Texts by which was judged, sorted by what they are, then path. */
  readonly texts?: readonly InputText[];
  /** Sorted evidence ids. */
  readonly evidence: readonly Digest[];
  /** Those of them that are of another commit and count, as the inputs are the same there; absent for none. */
  readonly reused?: readonly ReusedInput[];
  /** Over the canonical text of the bundle: of everything that the evidence says. */
  readonly bundle?: Digest;
  readonly baseline?: {
    readonly how: string;
    readonly sha?: string;
    /** Over the canonical text of its bundle. */
    readonly bundle?: Digest;
  };
  /** Over the change set between merge base and judged text; absent where it is not known. */
  readonly changes?: Digest;
  /** What the judged text has otherwise than its commit; absent where that is nothing. */
  readonly uncommitted?: Uncommitted;
  /** Commits behind which the clone had no history, sorted; absent for a whole one. */
  readonly shallow?: readonly string[];
  /** What a run said of its place and of files that it left out, and that no bundle carries. */
  readonly problems?: readonly Problem[];
  /** How it was asked to judge, where not as usual. */
  readonly options?: JudgedWith;
  /** Over the bytes of the decision before this one. */
  readonly previous?: Digest;
};

export type ReusedInput = {
  readonly evidence: Digest;
  readonly commit: string;
  /** Where it was given, in words. */
  readonly from: string;
  readonly packages: readonly ReusedPackage[];
};

/** A text that decides, with its bytes' digest (line ends as git keeps them). */
export type InputText = {
  readonly what: (typeof inputTexts)[number];
  /** Below the repository's root where it lies there. */
  readonly path: string;
  readonly digest: Digest;
};

export const inputTexts = ["owners", "policy", "waiver"] as const;

/** Changed files, and new ones that git neither tracks nor ignores, without what tests and Tollgate wrote. */
export type Uncommitted = {
  readonly files: number;
  /** The first ones by path. */
  readonly first: readonly RepoPath[];
};

export type JudgedWith = {
  /** `--base` */
  readonly base?: string;
  /** `--config`: below the repository's root where it lies there. */
  readonly config?: string;
  /** The run's jobs, as `--jobs` told them. */
  readonly jobs?: readonly RunJob[];
  /** That of the run whose bundles these are; absent where they were named one by one. */
  readonly attempt?: number;
  /** `--reviews`: what the platform says of changes that brought waivers. */
  readonly reviews?: readonly CommitReviews[];
  /** What the platform of the run should have given and did not: bundles, the list of its jobs. */
  readonly absent?: readonly AbsentEvidence[];
  /** Who asked to let the change pass, which the policy allows. */
  readonly override?: OverrideRequest;
  /** `--release`. */
  readonly release?: true;
};

/** Who asks to let the change pass whatever the rules say; the policy has allowed it already. */
export type OverrideRequest = {
  readonly label: string;
  /** Who set the label. */
  readonly actor: string;
  readonly reason: string;
};

/** Evidence of which is known only that it is not here. */
export type AbsentEvidence = {
  /** `the bundles of this run` */
  readonly what: string;
  /** A clause. */
  readonly because: string;
  readonly remedy: string;
};
