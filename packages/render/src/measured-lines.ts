import { countLayout, type MergedFile, type OrderedLineHits, orderedLineHits } from "@tollgate/model";
import { lastAtOrBefore } from "./last-at-or-before.ts";

/** Lines on which a statement starts, ascending, and position by position the arms of the branches on them. */
export type MeasuredLines = OrderedLineHits & { readonly arms: Arms };

type Arms = { readonly found: readonly number[]; readonly hit: readonly number[] };

export function measuredLines(file: MergedFile): MeasuredLines {
  const { lines, hits } = orderedLineHits(file.map, file.counts);
  return { lines, hits, arms: armsByLine(file, lines) };
}

/**
 * Covered and found branches per line. A branch whose line has no statement start goes to the line before it that
 * has one: then the lines add up to the totals, and no line is invented.
 */
function armsByLine({ map, counts }: MergedFile, lines: readonly number[]): Arms {
  const layout = countLayout(map);
  const found = new Array<number>(lines.length).fill(0);
  const hit = new Array<number>(lines.length).fill(0);
  if (lines.length === 0) return { found, hit };
  const homeOf = (line: number): number => Math.max(lastAtOrBefore(lines, line), 0);
  let arm = layout.arms;
  const { places } = map.branches;
  for (let at = 0; at < places.length; at += 3) {
    const home = homeOf(places[at]!);
    for (const end = arm + places[at + 2]!; arm < end; arm++) {
      if (counts[arm]! < 0) continue;
      found[home]!++;
      if (counts[arm]! > 0) hit[home]!++;
    }
  }
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const covered = counts[layout.conditions + i]!;
    const total = map.conditions[i * 2 + 1]!;
    if (covered < 0 || total === 0) continue;
    const home = homeOf(map.conditions[i * 2]!);
    found[home]! += total;
    hit[home]! += covered;
  }
  return { found, hit };
}
