import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { ChangedSource } from "@tollgate/merge";
import { type Bundle, type ChangeSet, languageOf, type RepoPath, type RepoTree } from "@tollgate/model";

/**
 * What the texts of changed source files say: how many lines they have and, of JavaScript and TypeScript, which of
 * them hold code. Of a file that cannot be read there is nothing. Nothing is read when nothing is measured, and the
 * parser is loaded only when there is something to parse.
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
  for (const { path, change, content, added } of changes.files) {
    const language = languageOf(path);
    if (content !== "text" || change === "deleted" || !known.has(path)) continue;
    const text = measured.has(path) || language !== undefined ? readText(tree.root, path) : undefined;
    if (text === undefined) continue;
    const isParsed = language === "javascript" && added.length > 0;
    const code = isParsed ? (await import("@tollgate/source")).codeLines(text, path) : undefined;
    sources.set(path, {
      lines: countLines(text),
      hasOtherLineEnds: (language === "javascript" ? otherLineEndOfScript : otherLineEnd).test(text),
      ...(code === undefined ? {} : { code }),
    });
  }
  return sources;
}

/** Git ends a line at a line feed only, tools at these too. */
const otherLineEnd = /\r(?!\n)/;
const otherLineEndOfScript = /\r(?!\n)|[\u2028\u2029]/;

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text === "" || text.endsWith("\n") ? lines : lines + 1;
}

/** 2 MiB: a larger file is generated. */
const maxBytes = 2 * 1024 * 1024;

/** The text of a file of the work tree; `undefined` for links, files behind links, large and unreadable ones. */
function readText(root: string, path: RepoPath): string | undefined {
  const file = join(root, path);
  try {
    const stats = lstatSync(file);
    if (!stats.isFile() || stats.size > maxBytes) return undefined;
    if (realpathSync(file) !== join(realpathSync(root), path)) return undefined;
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
