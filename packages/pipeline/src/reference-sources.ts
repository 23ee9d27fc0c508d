import type { ReferenceSource } from "@tollgate/merge";
import { languageOf, type RepoPath, type RepoTree } from "@tollgate/model";
import { readSourceText } from "./source-text.ts";

/**
 * What the sources of these files say can be covered. Only files of the tree are opened, and the parser is loaded only
 * when there is one to parse.
 */
export async function readReferenceSources(
  tree: RepoTree,
  paths: readonly RepoPath[],
): Promise<ReadonlyMap<RepoPath, ReferenceSource>> {
  const sources = new Map<RepoPath, ReferenceSource>();
  if (paths.length === 0) return sources;
  const known = new Set(tree.hasGit ? tree.files : []);
  for (const path of paths)
    sources.set(path, known.has(path) ? await readSource(tree.root, path) : { reason: whyUnknown(tree) });
  return sources;
}

async function readSource(root: string, path: RepoPath): Promise<ReferenceSource> {
  const text = readSourceText(root, path);
  if (text === undefined) return { reason: "the file is too large, a link, or cannot be read" };
  const lines = text.split(lineEnd).length;
  if (languageOf(path) !== "javascript")
    return { lines, reason: "only sources of JavaScript and TypeScript are parsed" };
  const { referenceMap } = await import("@tollgate/source");
  const map = referenceMap(text, path);
  return map === undefined ? { lines, reason: "the file cannot be parsed" } : { lines, map };
}

/** All that a language may end a line with: a tool may count them. */
const lineEnd = /\r\n?|[\n\u2028\u2029]/;

function whyUnknown({ hasGit }: RepoTree): string {
  return hasGit ? "the file is not in the checkout" : "there is no git to tell what is judged";
}
