import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RepoTree } from "@tollgate/model";
import { type FindOwners, parseOwners } from "./parse-owners.ts";

/** Where GitHub looks, in its order. */
const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** The owners of files by the CODEOWNERS of the work tree; `undefined` where there is none. */
export function readOwners({ root, files }: RepoTree): FindOwners | undefined {
  const path = places.find((place) => files.includes(place));
  return path === undefined ? undefined : parseOwners(readFileSync(join(root, path), "utf8"));
}
