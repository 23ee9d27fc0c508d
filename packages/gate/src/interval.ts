import type { Answer, Fact } from "@tollgate/model";
import type { Hundredths } from "./percent.ts";

/** What a count may be: `lo = hi` when it is certain, `hi` is Infinity when nothing bounds it. 0 ≤ lo ≤ hi. */
export type Interval = { readonly lo: number; readonly hi: number };

/** What a count may be that missing evidence can only add to. */
export function countedOf(count: number, isComplete: boolean): Interval {
  return { lo: count, hi: isComplete ? count : Number.POSITIVE_INFINITY };
}

/** The ends as a fact has them: nothing bounds a value without `hi`. */
export function endsOf({ lo, hi }: Interval): Pick<Fact, "lo" | "hi"> {
  return Number.isFinite(hi) ? { lo, hi } : { lo };
}

/** Passes when every value of the interval does, fails when none does. */
export function atLeast({ lo, hi }: Interval, limit: number): Answer {
  if (lo >= limit) return "pass";
  return hi < limit ? "fail" : "unknown";
}

/** Passes when every value of the interval does, fails when none does. */
export function atMost({ lo, hi }: Interval, limit: number): Answer {
  if (hi <= limit) return "pass";
  return lo > limit ? "fail" : "unknown";
}

/** The share of `n` against a limit, by cross-multiplication of integers. 0 of 0 is no share: unknown. */
export function shareAtLeast({ lo, hi }: Interval, n: number, limit: Hundredths): Answer {
  if (n === 0) return "unknown";
  const wanted = BigInt(limit) * BigInt(n);
  if (BigInt(lo) * 10_000n >= wanted) return "pass";
  return BigInt(hi) * 10_000n < wanted ? "fail" : "unknown";
}
