import type { RepoPath } from "@tollgate/model";

/** Which files of the base's report are at the merge base as they were measured. */
export type BaseFiles =
  | {
      readonly known: true;
      readonly differing: ReadonlySet<RepoPath>;
      /** Files that have the text of the commit, whatever else was in the checkouts in which they were measured. */
      readonly proven?: ReadonlySet<RepoPath>;
      /** Why some of them are taken for differing. */
      readonly doubt?: BaseDoubt;
    }
  | { readonly known: false; readonly reason: string; readonly remedy: string };

/** Why something of a base excuses nothing. */
export type BaseDoubt = { readonly reason: string; readonly remedy: string };
