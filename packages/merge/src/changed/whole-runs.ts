import type { SourceTokens } from "@tollgate/source";

/** Where tokens of the head were in one file of the base: -1 for nowhere. */
export type Partners = (token: number) => number;

/**
 * Whether tokens of the head, from one to another, are the same run of the base: without a gap, and with the same
 * tokens around them or none that could belong to their statement. `return a` of `return a + b` is not.
 */
export function isWhole(
  head: SourceTokens,
  base: SourceTokens,
  partner: Partners,
  [from, to]: readonly [from: number, to: number],
): boolean {
  const first = partner(from);
  if (first < 0) return false;
  for (let i = from; i <= to; i++) if (partner(i) !== first + i - from) return false;
  const last = first + to - from;
  const startsAlike = from > 0 && first > 0 && partner(from - 1) === first - 1;
  const endsAlike = to + 1 < head.keys.length && partner(to + 1) === last + 1;
  return (
    (startsAlike || (isBoundary(head, from) && isBoundary(base, first))) &&
    (endsAlike || (isBoundary(head, to + 1) && isBoundary(base, last + 1)))
  );
}

/** Whether a statement may end before the token. */
function isBoundary({ keys, parts }: SourceTokens, token: number): boolean {
  return token === 0 || token >= keys.length || parts[token]!;
}
