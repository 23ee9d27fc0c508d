import type { ChangedSource } from "@tollgate/merge";
import { type Bundle, type ChangeSet, languageOf, type RepoPath, type RepoTree } from "@tollgate/model";
import { countLines, createSourceReader, otherLineEnd } from "./source-text.ts";

/**
 * What the texts of changed source files say: how many lines they have and in which pieces they are compared with the base;
 * of JavaScript and TypeScript, which of them hold code. Of a file that cannot be read there is nothing. Nothing is read
 * when nothing is measured, and the parser is loaded only when there is something to read.
 */
export async function readChangedSources(
  tree: RepoTree,
  changes: ChangeSet,
  { evidence }: Bundle,
): Promise<ReadonlyMap<RepoPath, ChangedSource>> {
  const sources = new Map<RepoPath, ChangedSource>();
  const measured = new Set(evidence.flatMap(({ coverage }) => coverage?.files.map(({ path }) => path) ?? []));
  if (measured.size === 0) return sources;
  const known = new Set(tree.files);
  const read = createSourceReader(tree.root);
  for (const { path, change, content, added } of changes.files) {
    if (content !== "text" || change === "deleted" || !known.has(path)) continue;
    const text =
      measured.has(path) || languageOf(path) !== undefined ? read(path)?.toString("utf8") : undefined;
    if (text === undefined) continue;
    const told = added.length === 0 ? undefined : (await import("@tollgate/source")).sourceCode(text, path);
    sources.set(path, {
      lines: countLines(text),
      hasOtherLineEnds: otherLineEnd(path).test(text),
      ...(told?.code === undefined ? {} : { code: told.code }),
      ...(told === undefined ? {} : { text: told.text }),
    });
  }
  return sources;
}
