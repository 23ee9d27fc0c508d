import type { RepoPath } from "@tollgate/model";

/** What a package.json says. */
export type Manifest = {
  /** `""` for the root. */
  readonly dir: RepoPath;
  readonly packageManager?: string;
  readonly scripts: ReadonlyMap<string, string>;
  readonly dependencies: readonly string[];
};
