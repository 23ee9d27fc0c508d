import type { Extent } from "@tollgate/model";
import type { WasRun } from "./base-coverage.ts";
import type { Touched } from "./touch.ts";

/**
 * What becomes of something that the change touches. `covered` and `uncovered` are charged, and so are `lost` (tests
 * ran it on the base), `unexcused` (nothing tells whether they did) and `maybe` (whether they run it now is not
 * certain). `excused`: they did not run it on the base, and do not now. `same`: it is where it was or moved, and tests
 * run it; that says nothing about the change.
 */
export type Verdict = "covered" | "uncovered" | "lost" | "unexcused" | "maybe" | "excused" | "same";

/** Whether tests run something now. */
export type IsRun = boolean | "maybe";

/** By the certain hits and the most that may be. */
export function isRun(hits: number, mayHits: number): IsRun {
  return hits > 0 || (mayHits > 0 ? "maybe" : false);
}

/** Judges by what the change did, whether tests run it now, and whether they did on the base. */
export function verdictOf(touched: Touched, run: IsRun, wasRun: () => WasRun): Verdict {
  const isSame = touched === "moved" || touched === "reformatted";
  if (run === true) return isSame ? "same" : "covered";
  const before = touched === "new" ? true : wasRun();
  if (before === false) return "excused";
  if (run === "maybe") return "maybe";
  if (before === undefined) return "unexcused";
  return isSame ? "lost" : "uncovered";
}

/** Whether the change answers for it. */
export function isCharged(verdict: Verdict): boolean {
  return verdict !== "same" && verdict !== "excused";
}

/** Verdicts in numbers: what is charged. */
export function chargedExtent(verdicts: Iterable<Verdict | undefined>): Extent {
  let [found, hit, maybe] = [0, 0, 0];
  for (const verdict of verdicts) {
    if (verdict === undefined || !isCharged(verdict)) continue;
    found++;
    if (verdict === "covered") hit++;
    if (verdict === "maybe") maybe++;
  }
  return { found, hit, mayHit: hit + maybe };
}
