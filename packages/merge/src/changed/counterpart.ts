import type { ChangedFile, LineRange } from "@tollgate/model";
import type { SourceTokens } from "@tollgate/source";
import { hunksOf } from "./hunks.ts";

type Versions = {
  readonly change: Pick<ChangedFile, "added" | "removed">;
  readonly head: SourceTokens;
  readonly base: SourceTokens;
  readonly partners: Int32Array;
  /** Whether a token is a line. */
  readonly isWholeLines: boolean;
};

type Find = (line: number, tokens: readonly [from: number, to: number]) => number | undefined;

/** The line of the base of which at least half stands in a line of the head, and makes at least half of that. */
export function counterpart(versions: Versions): Find {
  return versions.isWholeLines ? byWords(versions) : byTokens(versions);
}

function byTokens({ base, partners }: Versions): Find {
  const lengths = new Map<number, number>();
  for (const line of base.lines) lengths.set(line, (lengths.get(line) ?? 0) + 1);
  return (_, [from, to]) => {
    const shared = new Map<number, number>();
    for (let i = from; i <= to; i++) {
      const line = base.lines[partners[i]!];
      if (line !== undefined) shared.set(line, (shared.get(line) ?? 0) + 1);
    }
    const [best] = [...shared].sort(([a, n], [b, m]) => m - n || a - b);
    if (best === undefined) return undefined;
    const [line, count] = best;
    return count * 2 >= to - from + 1 && count * 2 >= lengths.get(line)! ? line : undefined;
  };
}

/** Where a place of the change replaces lines by as many, each is compared with the one that stood there. */
function byWords({ change, head, base }: Versions): Find {
  const pairs = new Map<number, readonly [now: string, was: string, line: number]>();
  const [inHead, inBase] = [createWithin(head), createWithin(base)];
  for (const { before, after } of hunksOf(change)) {
    const [was, now] = [inBase(before), inHead(after)];
    if (was.length !== now.length) continue;
    for (const [i, token] of now.entries())
      pairs.set(head.lines[token]!, [head.keys[token]!, base.keys[was[i]!]!, base.lines[was[i]!]!]);
  }
  return (line) => {
    const [now, was, wasLine] = pairs.get(line) ?? [];
    return now !== undefined && was !== undefined && halfAlike(now, was) ? wasLine : undefined;
  };
}

/** The tokens of some lines; asked in order. */
function createWithin({ lines }: SourceTokens): (range: LineRange) => readonly number[] {
  let at = 0;
  return ([first, last]) => {
    const tokens: number[] = [];
    while (at < lines.length && lines[at]! < first) at++;
    while (at < lines.length && lines[at]! <= last) tokens.push(at++);
    return tokens;
  };
}

function halfAlike(now: string, was: string): boolean {
  const [a, b] = [wordsOf(now), wordsOf(was)];
  const left = new Map<string, number>();
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of a) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared++;
  }
  return shared * 2 >= Math.max(a.length, b.length);
}

function wordsOf(line: string): readonly string[] {
  return line.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}
