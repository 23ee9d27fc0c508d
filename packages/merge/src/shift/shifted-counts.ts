import { type CoverageMap, countLayout, type FileCoverage } from "@tollgate/model";
import { isExact } from "../exactness.ts";
import { fits } from "../projection/fits.ts";
import type { Gaps } from "../projection/inner-statements.ts";
import { type Plan, planProjection } from "../projection/plan.ts";
import { type Projection, projectCounts } from "../projection/project-counts.ts";
import { mostCovered } from "../sum-counts.ts";
import type { FileShift } from "./file-shift.ts";
import { type MapSlice, sliceMap } from "./slice-map.ts";

/** Counts of another text in the entities of the judged one; `undefined`: what is the same is not recognised. */
export type ShiftedCounts = (
  measured: Pick<FileCoverage, "map" | "counts"> & { readonly gaps?: Gaps | undefined },
  shift: FileShift,
) => Projection | undefined;

/**
 * What the change leaves alone keeps its counts. All else that `to` has is unknown: nothing of it is covered for certain,
 * and all of it may be. Reports of one map and one shift are compared once.
 */
export function createShiftedCounts(to: CoverageMap): ShiftedCounts {
  const plans = new Map<FileShift, Map<string, ShiftPlan>>();
  let most: Float64Array | undefined;
  return ({ map, counts, gaps }, shift) => {
    const known = plans.get(shift) ?? new Map<string, ShiftPlan>();
    plans.set(shift, known);
    const shifted = known.get(map.digest) ?? planShift(map, to, shift);
    known.set(map.digest, shifted);
    if (!shifted.fits) return undefined;
    const { plan, from, kept } = shifted;
    const found = projectCounts(
      plan,
      Float64Array.from(from, (i) => counts[i]!),
      gaps && movedGaps(gaps, shift),
    );
    most ??= unknownOf(to);
    const whole = { counts: new Float64Array(most.length), mayCounts: most.slice() };
    for (const i of kept) {
      if (found.counts[i]! < 0) continue;
      whole.counts[i] = found.counts[i]!;
      whole.mayCounts[i] = found.mayCounts[i]!;
    }
    return { ...whole, phantoms: found.phantoms };
  };
}

function movedGaps(gaps: Gaps, { ofMeasured }: FileShift): Gaps {
  return new Map(
    [...gaps].flatMap(([line, column]) => {
      const by = ofMeasured(line, line);
      return by === undefined ? [] : [[line + by, column] as const];
    }),
  );
}

type ShiftPlan = {
  readonly plan: Plan;
  /** Entities that the change leaves alone, of the measured and of the judged map. */
  readonly from: MapSlice["entities"];
  readonly kept: MapSlice["entities"];
  readonly fits: boolean;
};

function planShift(map: CoverageMap, to: CoverageMap, shift: FileShift): ShiftPlan {
  // A line is all that a map of lines has of a statement. In an exact map a function that was not called keeps what is in
  // it from having run, also one that the change touches: what becomes of the function itself, `kept` says.
  const moved = sliceMap(
    map,
    shift.ofMeasured,
    isExact(to) ? { functions: "first" } : { statements: "first" },
  );
  const kept = sliceMap(to, shift.ofJudged);
  // Only in the whole map is the first statement of a line the first.
  const plan = planProjection(moved.map, to);
  const same = isExact(to) ? sliceMap(map, shift.ofMeasured) : moved;
  const { fit } = planProjection(same.map, kept.map);
  return { plan, from: moved.entities, kept: kept.entities, fits: fits(map, fit, shift.lines) };
}

/** The most that may be covered of a map. */
function unknownOf(map: CoverageMap): Float64Array {
  const { length, conditions } = countLayout(map);
  const most = new Float64Array(length).fill(1);
  most.set(mostCovered(map), conditions);
  return most;
}
