import type { BaseFiles, ReferenceSource } from "@tollgate/merge";
import { type Bundle, type ChangeSet, languageOf, type RepoPath, type Subject } from "@tollgate/model";
import type { SourceText } from "@tollgate/source";
import { differingFiles, readBaseFiles, type WorkspaceEnvironment } from "@tollgate/workspace";
import { referenceOf } from "../sources/reference-sources.ts";

/** The texts that changed and deleted source files have at the merge base; none where nothing is measured. */
export async function readBaseTexts(
  environment: WorkspaceEnvironment,
  { baseSha, files }: ChangeSet,
  { evidence }: Bundle,
): Promise<ReadonlyMap<RepoPath, SourceText>> {
  const measured = new Set(evidence.flatMap(({ coverage }) => coverage?.files.map(({ path }) => path) ?? []));
  const wanted = files
    .filter(({ change, content, removed }) => change !== "added" && content === "text" && removed.length > 0)
    .filter(({ path }) => measured.has(path) || languageOf(path) !== undefined)
    .map(({ path, oldPath }) => oldPath ?? path);
  const texts = new Map<RepoPath, SourceText>();
  if (measured.size === 0 || wanted.length === 0) return texts;
  const { sourceText } = await import("@tollgate/source");
  for (const [path, bytes] of readBaseFiles(environment, baseSha, wanted))
    texts.set(path, sourceText(bytes.toString("utf8"), path));
  return texts;
}

/** What the sources of a commit say can be covered in files on which its reports disagree. */
export async function readBaseReferences(
  environment: WorkspaceEnvironment,
  commit: string | undefined,
  paths: readonly RepoPath[],
): Promise<ReadonlyMap<RepoPath, ReferenceSource>> {
  const texts =
    commit === undefined ? new Map<RepoPath, Buffer>() : readBaseFiles(environment, commit, paths);
  const sources = new Map<RepoPath, ReferenceSource>();
  for (const path of paths) sources.set(path, await referenceOf(texts.get(path), path));
  return sources;
}

/** Which files of a base report are at the merge base as they were when it was made. */
export function baseFiles(
  environment: WorkspaceEnvironment,
  commits: readonly string[],
  { mergeBaseSha }: Subject,
): BaseFiles {
  const remedy = "Give the base report of the commit where head and base part, and fetch the whole history.";
  const unknown = (reason: string): BaseFiles => ({ known: false, reason, remedy });
  const [commit] = commits;
  if (commit === undefined || commits.length > 1)
    return unknown("the base report does not say of which one commit it is");
  if (mergeBaseSha === undefined) return unknown("the commit where head and base part is not known");
  const differing = differingFiles(environment, commit, mergeBaseSha);
  if (differing === undefined)
    return unknown(`the commit ${commit.slice(0, 12)} of the base report is not in this clone`);
  return { known: true, differing };
}
