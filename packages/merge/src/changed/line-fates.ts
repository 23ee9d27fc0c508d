import type { ChangeSet, RepoPath } from "@tollgate/model";
import type { SourceText, SourceTokens } from "@tollgate/source";
import type { LineFate } from "./compared-file.ts";
import { type ComparedFile, compareFile, type Way } from "./compared-file.ts";
import { counterpart } from "./counterpart.ts";
import { looseRuns } from "./loose-runs.ts";
import { type MovedFrom, type MoveOptions, matchMoved } from "./match-moved.ts";
import { isWhole } from "./whole-runs.ts";

/** Fates by path and line; a line that is not there is new. Lines without a token (comments) have the fate `nothing`. */
export type Fates = ReadonlyMap<RepoPath, ReadonlyMap<number, LineFate | "nothing">>;

/** Tokens that must be alike elsewhere: a statement or three of a script, three lines of another language. */
const leastMoved: Readonly<Record<Way, MoveOptions>> = {
  tokens: { least: 20, leastText: 20 },
  lines: { least: 3, leastText: 20 },
};

/** How the added lines of all files came about, as far as both versions can be read. */
export function lineFates(
  changes: ChangeSet,
  head: ReadonlyMap<RepoPath, SourceText>,
  base: ReadonlyMap<RepoPath, SourceText>,
): Fates {
  const files = changes.files.flatMap((change) => compareFile(change, head, base) ?? []);
  for (const file of files) if (file.change.change !== "deleted") addReformatted(file);
  const fates = new Map(files.map(({ change, fates: known }) => [change.path, known]));
  for (const way of ["tokens", "lines"] as const) {
    const alike = files.map((file) => (file.way === way ? file : undefined));
    const moved = matchMoved(looseRuns(alike, "base"), looseRuns(alike, "head"), leastMoved[way]);
    for (const [i, ofFile] of moved) addMoved(files, files[i]!, ofFile);
  }
  for (const file of files) addChanged(file);
  return fates;
}

function addReformatted({ change, head, base, basePath, partners, tokens, fates }: ComparedFile): void {
  const partner = (token: number): number => partners[token] ?? -1;
  const there = new Set(partners);
  const found = { of: partner, has: (token: number) => there.has(token) };
  for (const [first, last] of change.added) {
    for (let line = first; line <= last; line++) {
      const range = tokens.get(line);
      if (range === undefined) fates.set(line, "nothing");
      else if (isWhole(head, base, found, range))
        fates.set(line, { what: "reformatted", path: basePath, lines: linesOf(base, partner, range) });
    }
  }
}

function linesOf(
  { lines }: SourceTokens,
  partner: (token: number) => number,
  [from, to]: readonly [number, number],
): readonly number[] {
  const found = new Set<number>();
  for (let i = from; i <= to; i++) found.add(lines[partner(i)]!);
  return [...found];
}

function addMoved(
  files: readonly ComparedFile[],
  { head, tokens, fates }: ComparedFile,
  moved: ReadonlyMap<number, MovedFrom>,
): void {
  const there = new Set([...moved.values()].map(({ file, token }) => `${file} ${token}`));
  for (const [line, range] of tokens) {
    const number = moved.get(range[0])?.file ?? -1;
    const from = files[number];
    if (from === undefined || fates.has(line)) continue;
    const partner = (token: number): number => {
      const source = moved.get(token);
      return source?.file === number ? source.token : -1;
    };
    const found = { of: partner, has: (token: number) => there.has(`${number} ${token}`) };
    if (isWhole(head, from.base, found, range))
      fates.set(line, { what: "moved", path: from.basePath, lines: linesOf(from.base, partner, range) });
  }
}

/** Lines that are neither, and that look like one that was there. */
function addChanged({ change, way, head, base, basePath, partners, tokens, fates }: ComparedFile): void {
  if (base.keys.length === 0) return;
  const find = counterpart({ change, head, base, partners, isWholeLines: way === "lines" });
  for (const [line, range] of tokens) {
    if (fates.has(line)) continue;
    const was = find(line, range);
    if (was !== undefined) fates.set(line, { what: "changed", path: basePath, lines: [was] });
  }
}
