import type { ChangedFile } from "@tollgate/model";
import type { SourceTokens } from "@tollgate/source";
import { align } from "./align.ts";
import { type Hunk, hunksOf } from "./hunks.ts";

/** Tokens of one place of the change, or between two places. From the first to before the last. */
type Segment = { readonly start: number; readonly end: number };

/**
 * For each token of the head its partner at the same place of the base, or -1. Where the change leaves lines alone all
 * are partners, but where its neighbours gave them another meaning (a comment that opens above them).
 */
export function matchInPlace(
  change: Pick<ChangedFile, "added" | "removed">,
  head: SourceTokens,
  base: SourceTokens,
): Int32Array {
  // The same program: nothing of it is new, wherever git finds lines that look alike.
  if (areEqual(head.keys, base.keys)) return Int32Array.from(head.keys.keys());
  const hunks = joinHunks(hunksOf(change), base);
  const partners = new Int32Array(head.keys.length).fill(-1);
  const ofBase = segmentsOf(base, hunks, "before");
  for (const [i, now] of segmentsOf(head, hunks, "after").entries()) {
    const was = ofBase[i]!;
    if (i % 2 === 1) alignSegment(partners, { head, base, now, was });
    // Between places of the change the texts are equal, or another one altogether.
    else if (areEqual(keysOf(head, now), keysOf(base, was)))
      for (let j = now.start; j < now.end; j++) partners[j] = was.start + j - now.start;
  }
  return partners;
}

type Pair = {
  readonly head: SourceTokens;
  readonly base: SourceTokens;
  readonly now: Segment;
  readonly was: Segment;
};

/** Whole lines find each other first, so that their tokens do not find those of other lines. */
function alignSegment(partners: Int32Array, { head, base, now, was }: Pair): void {
  const [linesNow, linesWas] = [linesOf(head, now), linesOf(base, was)];
  let [at, from] = [now.start, was.start];
  const alignUpTo = (end: number, to: number): void => {
    const found = align(keysOf(base, { start: from, end: to }), keysOf(head, { start: at, end }));
    for (const [j, partner] of found.entries()) if (partner >= 0) partners[at + j] = from + partner;
  };
  const found = align(
    linesWas.map(({ key }) => key),
    linesNow.map(({ key }) => key),
  );
  for (const [i, partner] of found.entries()) {
    if (partner < 0) continue;
    const [line, other] = [linesNow[i]!, linesWas[partner]!];
    alignUpTo(line.start, other.start);
    for (let j = line.start; j < line.end; j++) partners[j] = other.start + j - line.start;
    [at, from] = [line.end, other.end];
  }
  alignUpTo(now.end, was.end);
}

/** Tokens that begin on one line each. */
function linesOf(
  { keys, lines }: SourceTokens,
  { start, end }: Segment,
): readonly (Segment & { readonly key: string })[] {
  const found: (Segment & { key: string })[] = [];
  for (let first = start; first < end; ) {
    let next = first + 1;
    while (next < end && lines[next] === lines[first]) next++;
    found.push({ start: first, end: next, key: keys.slice(first, next).join("\0") });
    first = next;
  }
  return found;
}

function keysOf({ keys }: SourceTokens, { start, end }: Segment): readonly string[] {
  return keys.slice(start, end);
}

/**
 * Places of the change as one where nothing but brackets and the like is between them: where a statement is laid out in
 * another way git finds such lines to be the same by chance. A statement between them is no chance.
 */
function joinHunks(hunks: readonly Hunk[], base: SourceTokens): readonly Hunk[] {
  const joined: Hunk[] = [];
  let at = 0;
  for (const hunk of hunks) {
    const last = joined.at(-1);
    while (at < base.lines.length && base.lines[at]! <= (last?.before[1] ?? 0)) at++;
    let next = at;
    while (next < base.lines.length && base.lines[next]! < hunk.before[0] && !beginsStatement(base, next))
      next++;
    const isNear = next === base.lines.length || base.lines[next]! >= hunk.before[0];
    if (last === undefined || !isNear) joined.push(hunk);
    else
      joined[joined.length - 1] = {
        before: [last.before[0], hunk.before[1]],
        after: [last.after[0], hunk.after[1]],
      };
  }
  return joined;
}

function beginsStatement({ keys, parts }: SourceTokens, token: number): boolean {
  return parts[token]! && keys[token] !== "}";
}

/** The odd ones are those of the places of the change. A token that reaches into a place belongs to it. */
function segmentsOf(
  { lines, endLines }: SourceTokens,
  hunks: readonly Hunk[],
  side: keyof Hunk,
): readonly Segment[] {
  const segments: Segment[] = [];
  let [at, start] = [0, 0];
  const close = (): void => {
    segments.push({ start, end: at });
    start = at;
  };
  for (const hunk of hunks) {
    const [first, last] = hunk[side];
    while (at < lines.length && (last < first ? lines[at]! < first : endLines[at]! < first)) at++;
    close();
    while (at < lines.length && lines[at]! <= last) at++;
    close();
  }
  at = lines.length;
  close();
  return segments;
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i]);
}
