import type { FindingTexts } from "@tollgate/merge";
import { type Bundle, type ChangeSet, languageOf, type RepoPath, type RepoTree } from "@tollgate/model";
import type { SourceText } from "@tollgate/source";
import { readBaseFiles, type WorkspaceEnvironment } from "@tollgate/workspace";
import { readSourceText } from "./source-text.ts";

/**
 * Both texts of the changed files in which findings may have moved: of all sources, and of other files with a finding.
 * The same whatever else was collected, since they decide which findings are new.
 */
export async function readFindingTexts(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  { baseSha, files }: ChangeSet,
  { evidence }: Bundle,
): Promise<FindingTexts | undefined> {
  const found = evidence.flatMap(({ findings }) => findings?.findings ?? []);
  if (found.length === 0) return undefined;
  const named = new Set(found.map(({ path }) => path));
  const changed = files
    .filter(({ content }) => content === "text")
    .filter(({ path }) => named.has(path) || languageOf(path) !== undefined);
  const { sourceText } = await import("@tollgate/source");
  const head = new Map<RepoPath, SourceText>();
  for (const { path, change, added } of changed) {
    if (change === "deleted" || added.length === 0) continue;
    const text = readSourceText(tree.root, path);
    if (text !== undefined) head.set(path, sourceText(text, path));
  }
  const before = changed
    .filter(({ change, removed }) => change !== "added" && removed.length > 0)
    .map(({ path, oldPath }) => oldPath ?? path);
  const base = new Map<RepoPath, SourceText>();
  for (const [path, bytes] of readBaseFiles(environment, baseSha, before))
    base.set(path, sourceText(bytes.toString("utf8"), path));
  return { head, base };
}
