import type { ChangedFile, RepoPath } from "@tollgate/model";
import type { SourceText, SourceTokens } from "@tollgate/source";
import { createAddedLines } from "./added-lines.ts";
import { matchInPlace } from "./match-in-place.ts";

/**
 * What an added line is to the base. `reformatted`: the same tokens at the same place. `moved`: the same tokens were
 * removed elsewhere. `changed`: at least half of it and of a line of the base are the same. What is in none is new.
 */
export type LineFate = {
  readonly what: "changed" | "moved" | "reformatted";
  /** File of the base, and the lines of it on which its tokens stood. */
  readonly path: RepoPath;
  readonly lines: readonly number[];
};

/** One changed file in both versions, with what is known of its lines so far. */
export type ComparedFile = {
  readonly change: ChangedFile;
  readonly way: Way;
  readonly head: SourceTokens;
  readonly base: SourceTokens;
  readonly basePath: RepoPath;
  readonly partners: Int32Array;
  /** First and last token of each added line that has one. */
  readonly tokens: ReadonlyMap<number, readonly [from: number, to: number]>;
  /** Grows while more is found out. */
  readonly fates: Map<number, LineFate | "nothing">;
};

/** How a text is seen: script tokens where both versions have them, else whole lines. */
export type Way = "tokens" | "lines";

const none: SourceTokens = { keys: [], lines: [], endLines: [], parts: [] };

/** Both versions of a file, where at least one can be read. */
export function compareFile(
  change: ChangedFile,
  heads: ReadonlyMap<RepoPath, SourceText>,
  bases: ReadonlyMap<RepoPath, SourceText>,
): ComparedFile | undefined {
  if (change.content !== "text") return undefined;
  const basePath = change.oldPath ?? change.path;
  const now = change.change === "deleted" ? undefined : heads.get(change.path);
  const was = change.change === "added" ? undefined : bases.get(basePath);
  if (now === undefined && was === undefined) return undefined;
  const way: Way = [now, was].every((side) => side === undefined || side.tokens !== undefined)
    ? "tokens"
    : "lines";
  const [head, base] = [now?.[way] ?? none, was?.[way] ?? none];
  return {
    ...{ change, way, head, base, basePath },
    partners: matchInPlace(change, head, base),
    tokens: tokensOfLines(change, head),
    fates: new Map(),
  };
}

/** Of each added line the tokens that stand on it, also one that begins above or goes on below. */
function tokensOfLines(
  { added, blank }: Pick<ChangedFile, "added" | "blank">,
  { lines, endLines }: SourceTokens,
): ReadonlyMap<number, readonly [from: number, to: number]> {
  const isAdded = createAddedLines({ added, blank });
  const found = new Map<number, readonly [from: number, to: number]>();
  for (const [i, first] of lines.entries()) {
    for (let line = first; line <= endLines[i]!; line++)
      if (isAdded.has(line)) found.set(line, [found.get(line)?.[0] ?? i, i]);
  }
  return found;
}
