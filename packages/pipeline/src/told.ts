import type { AbsentEvidence, Problem } from "@tollgate/model";

/** What a platform told, or did not, to who gives a gate its files. */
export type Told = {
  readonly problems: readonly Problem[];
  /** Evidence that should have come with the files. */
  readonly absent: readonly AbsentEvidence[];
  /** That of the run whose bundles these are. */
  readonly attempt?: number;
  /** Names of files that are the same on every machine. */
  readonly shownAs: ReadonlyMap<string, string>;
  /** Where the base report came from, in words. */
  readonly baseHow?: string;
};
