import { resolve } from "node:path";
import type { RepoTree } from "@tollgate/model";
import type { Environment } from "../environment.ts";

/** Where a run writes, and `explain` looks: `out` as the user typed it, else `.tollgate/out` below the repository's root. */
export function outputFolder({ cwd }: Environment, { root }: RepoTree, out: string | undefined): string {
  return out === undefined ? resolve(root, ".tollgate/out") : resolve(cwd, out);
}
