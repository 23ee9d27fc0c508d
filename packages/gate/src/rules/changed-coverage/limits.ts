import type { Answer, CoverageMetric } from "@tollgate/model";
import { allOf, anyOf } from "../../answer.ts";
import type { Gap } from "../../evidence/gap.ts";
import { atLeast, atMost, type Interval, shareAtLeast } from "../../interval.ts";
import type { Hundredths } from "../../percent.ts";
import type { ChangedCount } from "./count-changed.ts";

export type Limits = {
  readonly min: Hundredths;
  readonly minSample: number;
  readonly maxUncovered: number;
};

/** What may be true of the changed code. */
export type Range = {
  readonly covered: Interval;
  readonly uncovered: Interval;
  /** The covered part of `n`. */
  readonly share: Interval;
  readonly n: number;
  /** The most that the reports that arrived allow. */
  readonly most: number;
};

/**
 * Lines that no report measures may all be covered or all be uncovered; of functions and branches, and of lines that
 * cannot be told, not even the number is known. Missing shards may cover the rest, and missing evidence of another
 * kind anything; so may shards where something is not charged, since more evidence may also take an excuse away.
 */
export function rangeOf(
  { found, hit, mayHit, unmeasured, notCharged }: ChangedCount,
  metric: CoverageMetric,
  gaps: readonly Gap[],
): Range {
  const hidden = metric === "lines" ? unmeasured.reduce((sum, { lines }) => sum + lines, 0) : 0;
  const n = found + hidden;
  const most = mayHit + hidden;
  const isCounted = metric === "lines" ? unmeasured.every(({ lines }) => lines > 0) : unmeasured.length === 0;
  if (isCounted && gaps.length > 0 && notCharged === 0 && gaps.every(({ adds }) => adds))
    return {
      covered: { lo: hit, hi: n },
      uncovered: { lo: 0, hi: n - hit },
      share: { lo: hit, hi: n },
      n,
      most: n,
    };
  const isIncomplete = gaps.length > 0;
  if (!isIncomplete && isCounted)
    return {
      covered: { lo: hit, hi: most },
      uncovered: { lo: found - mayHit, hi: found - hit + hidden },
      share: { lo: hit, hi: most },
      n,
      most,
    };
  return {
    covered: { lo: hit, hi: Number.POSITIVE_INFINITY },
    uncovered: { lo: isIncomplete ? 0 : found - mayHit, hi: Number.POSITIVE_INFINITY },
    share: { lo: 0, hi: n },
    n,
    most,
  };
}

/**
 * Few uncovered, or enough covered and their share large enough. The sample is what is covered, not what is
 * changed: with the latter a further uncovered line could switch from the count to a share that passes.
 */
export function answerOf({ covered, uncovered, share, n }: Range, limits: Limits): Answer {
  return anyOf([
    atMost(uncovered, limits.maxUncovered),
    allOf([atLeast(covered, limits.minSample), shareAtLeast(share, n, limits.min)]),
  ]);
}
