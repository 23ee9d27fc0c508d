import type { RepoPath } from "@tollgate/model";

/** The repository's files in another state than the work tree: at a commit. */
export type RepoState = {
  /** `undefined` for what is not there. */
  readonly read: (path: RepoPath) => StateFile | undefined;
};

/** What is under a path. */
export type StateFile =
  | { readonly form: "file"; readonly bytes: Uint8Array }
  | { readonly form: "link"; readonly target: string }
  | { readonly form: "too-large"; readonly bytes: number }
  | { readonly form: "submodule" };
