import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type InputText, type RepoPath, type RepoTree, textDigest } from "@tollgate/model";
import type { CommitFile } from "../changes/read-commit-files.ts";
import { type FindOwners, parseOwners } from "./parse-owners.ts";

/** Where GitHub looks, in its order. */
export const ownersPlaces: readonly RepoPath[] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** The owners of files, and the text that says so. */
export type Owners = { readonly findOwners: FindOwners; readonly text: InputText };

/** The owners of files by the CODEOWNERS of the work tree; `undefined` where there is none. */
export function readOwners({ root, files }: RepoTree): FindOwners | undefined {
  const path = ownersPlaces.find((place) => files.includes(place));
  return path === undefined ? undefined : parseOwners(readFileSync(join(root, path), "utf8"));
}

/** The owners by the CODEOWNERS among files that were read; GitHub follows no link. `undefined` where there is none. */
export function ownersIn(files: ReadonlyMap<RepoPath, CommitFile>): Owners | undefined {
  const path = ownersPlaces.find((place) => files.has(place));
  const found = path === undefined ? undefined : files.get(path);
  if (path === undefined || found?.form !== "file") return undefined;
  const text = found.bytes.toString("utf8");
  return { findOwners: parseOwners(text), text: { what: "owners", path, digest: textDigest(text) } };
}
