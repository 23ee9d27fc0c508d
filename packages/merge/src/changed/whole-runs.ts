import type { SourceTokens } from "@tollgate/source";

/** Where tokens of the head were in one file of the base. */
export type Partners = {
  /** -1 for nowhere. */
  readonly of: (token: number) => number;
  /** Whether a token of the base has one in the head. */
  readonly has: (baseToken: number) => boolean;
};

/**
 * Whether tokens of the head, from one to another, are the same run of the base: without a gap, and with the same
 * tokens around them or none that could belong to their statement. `return a` of `return a + b` is not. Nor is it of
 * `if (c) return a`, where the condition is gone: of a line of the base all must be there.
 */
export function isWhole(
  head: SourceTokens,
  base: SourceTokens,
  partners: Partners,
  [from, to]: readonly [from: number, to: number],
): boolean {
  const partner = partners.of;
  const first = partner(from);
  if (first < 0) return false;
  for (let i = from; i <= to; i++) if (partner(i) !== first + i - from) return false;
  const last = first + to - from;
  const startsAlike = from > 0 && first > 0 && partner(from - 1) === first - 1;
  const endsAlike = to + 1 < head.keys.length && partner(to + 1) === last + 1;
  return (
    (startsAlike || (isBoundary(head, from) && isBoundary(base, first))) &&
    (endsAlike || (isBoundary(head, to + 1) && isBoundary(base, last + 1))) &&
    isAllThere(base, partners, first, last)
  );
}

/** Whether what stands beside the run on its first and last line of the base has partners too. */
function isAllThere({ lines }: SourceTokens, { has }: Partners, first: number, last: number): boolean {
  for (let i = first - 1; i >= 0 && lines[i] === lines[first]; i--) if (!has(i)) return false;
  for (let i = last + 1; i < lines.length && lines[i] === lines[last]; i++) if (!has(i)) return false;
  return true;
}

/** Whether a statement may end before the token. */
function isBoundary({ keys, parts }: SourceTokens, token: number): boolean {
  return token === 0 || token >= keys.length || parts[token]!;
}
