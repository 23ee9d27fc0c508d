import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { compareText, type RepoPath, type RepoTree, type Subject } from "@tollgate/model";
import { type CommitFile, type Owners, ownersIn, ownersPlaces, readCommitFiles } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";

/**
 * Whose policy, waivers and CODEOWNERS rule. `base`: those at the tip of the base branch, as a change must not loosen
 * what it is judged by. `work-tree`: what lies there, so that a person who tunes a policy sees the effect.
 */
export type Ruling =
  | { readonly from: "work-tree" }
  | {
      readonly from: "base";
      /** Tip of the base. Absent when it is not in this clone: what rules is unknown then. */
      readonly commit?: string;
      /** As messages name it: `main`. */
      readonly ref: string;
    };

/** Events about a change that asks to be merged. */
const proposals: ReadonlySet<string> = new Set(["pull_request", "pull_request_target", "merge_group"]);

/** Whether this runs because a change asks to be merged. */
export function isProposal(event: Subject["event"]): boolean {
  return proposals.has(event ?? "");
}

/** The base rules where one is asked for, and in GitHub's runs for changes that are to be merged. */
export function rulingOf({ event, baseRef, baseSha }: Subject, askedBase: string | undefined): Ruling {
  if (askedBase === undefined && !isProposal(event)) return { from: "work-tree" };
  const ref = askedBase ?? baseRef ?? "the base branch";
  return { from: "base", ref, ...(baseSha === undefined ? {} : { commit: baseSha }) };
}

/**
 * Files by which is judged, by their path and in its order: `paths` are files, or folders for everything below them. What
 * is not there is not in the answer. `undefined` when the base rules and this clone does not hold it.
 */
export function readRulingFiles(
  environment: Environment,
  tree: RepoTree,
  ruling: Ruling,
  paths: readonly RepoPath[],
): ReadonlyMap<RepoPath, CommitFile> | undefined {
  if (ruling.from === "work-tree") return readWorkTree(tree, paths);
  if (ruling.commit === undefined) return undefined;
  return readCommitFiles({ ...environment, cwd: tree.root }, ruling.commit, paths);
}

/** Of the work tree what git does not ignore; links are followed, as by every other program. */
function readWorkTree(
  { root, files }: RepoTree,
  paths: readonly RepoPath[],
): ReadonlyMap<RepoPath, CommitFile> {
  const wanted = files.filter((file) => paths.some((path) => file === path || file.startsWith(`${path}/`)));
  const found = new Map<RepoPath, CommitFile>();
  for (const path of wanted.toSorted(compareText)) {
    const absolute = resolve(root, path);
    // Not there: a link to nothing, or gone since git listed it.
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (stats?.isFile() !== true) continue;
    found.set(
      path,
      stats.size > maxBytes
        ? { form: "too-large", bytes: stats.size }
        : { form: "file", bytes: readFileSync(absolute) },
    );
  }
  return found;
}

/** As of a file in a commit. */
const maxBytes = 2 * 1024 * 1024;

/** Who owns files by the CODEOWNERS that rules; `undefined` where there is none, or nobody can read it. */
export function readRulingOwners(
  environment: Environment,
  tree: RepoTree,
  ruling: Ruling,
): Owners | undefined {
  const files = readRulingFiles(environment, tree, ruling, ownersPlaces);
  return files === undefined ? undefined : ownersIn(files);
}
