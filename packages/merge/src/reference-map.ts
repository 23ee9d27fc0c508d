import type { CoverageMap } from "@tollgate/model";
import { compareExactness, isExact } from "./exactness.ts";
import type { ReferenceSource } from "./reference-source.ts";
import { uniteLineMaps } from "./unite-line-maps.ts";

/** The only denominator of a file, and why it is not that of the source where reports disagree. */
export type Reference = { readonly map: CoverageMap; readonly reason?: string };

/**
 * The map that all reports have. Where they disagree it is that of the source, else the most exact one that a report
 * has, or the union of all lines where none has exact places.
 */
export function chooseReference(
  maps: readonly CoverageMap[],
  source: ReferenceSource = { reason: "its source was not read" },
): Reference {
  const distinct = [...new Map(maps.map((map) => [map.digest, map])).values()].sort(compareExactness);
  const best = distinct[0]!;
  if (distinct.length === 1) return { map: best };
  if ("map" in source) return { map: source.map };
  return { map: isExact(best) ? best : uniteLineMaps(distinct), reason: source.reason };
}
