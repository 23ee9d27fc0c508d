import type { CoverageMap } from "@tollgate/model";
import { compareExactness, isExact } from "./exactness.ts";
import type { ReferenceSource } from "./reference-source.ts";
import { uniteLineMaps } from "./unite-line-maps.ts";

/** The only denominator of a file, and why it is not that of the source where reports disagree. */
export type Reference = { readonly map: CoverageMap; readonly reason?: string };

/**
 * The map that all reports of the judged text have. Where they disagree, or there is none, it is that of the source, else
 * the most exact one that a report has, or the union of all lines where none has exact places.
 */
export function chooseReference(
  { judged, others }: { readonly judged: readonly CoverageMap[]; readonly others: readonly CoverageMap[] },
  content: ReferenceSource["content"] = { reason: "its source was not read" },
): Reference {
  const distinct = distinctMaps(judged.length > 0 ? judged : others);
  const best = distinct[0]!;
  if (judged.length > 0 && distinct.length === 1) return { map: best };
  if ("map" in content) return { map: content.map };
  if (distinct.length === 1) return { map: best };
  return { map: isExact(best) ? best : uniteLineMaps(distinct), reason: content.reason };
}

function distinctMaps(maps: readonly CoverageMap[]): readonly CoverageMap[] {
  return [...new Map(maps.map((map) => [map.digest, map])).values()].sort(compareExactness);
}
