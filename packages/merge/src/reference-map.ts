import { type CoverageMap, hasTotalsOnly } from "@tollgate/model";
import { compareExactness, isExact } from "./exactness.ts";
import type { ReferenceSource } from "./reference-source.ts";
import { haveEqualTotals } from "./totals.ts";
import { uniteLineMaps } from "./unite-line-maps.ts";

/** The only denominator of a file, and why it is not that of the source where reports disagree. */
export type Reference = { readonly map: CoverageMap; readonly reason?: string };

/**
 * Reports that know totals only do not choose among maps with places. Where there are no others, it is the map of the
 * source, if its numbers are those of a report; else the totals are all that is known.
 */
export function chooseReference(
  { judged, others }: Maps,
  content: ReferenceSource["content"] = { reason: "its source was not read" },
): Reference {
  const placed = { judged: judged.filter(isPlaced), others: others.filter(isPlaced) };
  if (placed.judged.length > 0) return choosePlaced(placed, content);
  if (judged.length > 0) return { map: chooseOfTotals(judged, content) };
  return placed.others.length > 0 ? choosePlaced(placed, content) : { map: chooseOfTotals(others, content) };
}

type Maps = { readonly judged: readonly CoverageMap[]; readonly others: readonly CoverageMap[] };

function isPlaced(map: CoverageMap): boolean {
  return !hasTotalsOnly(map);
}

function chooseOfTotals(maps: readonly CoverageMap[], content: ReferenceSource["content"]): CoverageMap {
  if ("map" in content && maps.some((map) => haveEqualTotals(map, content.map))) return content.map;
  return distinctMaps(maps)[0]!;
}

/**
 * The map that all reports of the judged text have. Where they disagree, or there is none, it is that of the source, else
 * the most exact one that a report has, or the union of all lines where none has exact places.
 */
function choosePlaced({ judged, others }: Maps, content: ReferenceSource["content"]): Reference {
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
