import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RepoPath, RepoTree } from "@tollgate/model";
import type { CommitFile } from "../changes/read-commit-files.ts";
import { type FindOwners, parseOwners } from "./parse-owners.ts";

/** Where GitHub looks, in its order. */
export const ownersPlaces: readonly RepoPath[] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** The owners of files by the CODEOWNERS of the work tree; `undefined` where there is none. */
export function readOwners({ root, files }: RepoTree): FindOwners | undefined {
  const path = ownersPlaces.find((place) => files.includes(place));
  return path === undefined ? undefined : parseOwners(readFileSync(join(root, path), "utf8"));
}

/** The owners by the CODEOWNERS among files that were read; GitHub follows no link. `undefined` where there is none. */
export function ownersIn(files: ReadonlyMap<RepoPath, CommitFile>): FindOwners | undefined {
  const found = ownersPlaces.map((place) => files.get(place)).find((file) => file !== undefined);
  return found?.form === "file" ? parseOwners(found.bytes.toString("utf8")) : undefined;
}
