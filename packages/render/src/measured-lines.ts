import { countLayout, lineHits, type MergedFile } from "@tollgate/model";

/** A line on which a statement starts, with the arms of the branches on it. */
export type MeasuredLine = { readonly line: number; readonly hits: number; readonly arms?: Arms };

type Arms = { readonly found: number; readonly hit: number };

/** In ascending order. */
export function* measuredLines(file: MergedFile): Generator<MeasuredLine> {
  const hits = lineHits(file.map, file.counts);
  const lines = [...hits.keys()].sort((a, b) => a - b);
  const branches = branchesByLine(file, lines);
  for (const line of lines) {
    const arms = branches.get(line);
    yield { line, hits: hits.get(line)!, ...(arms === undefined ? {} : { arms }) };
  }
}

/**
 * Covered and found branches per line. A branch whose line has no statement start goes to the line before it that
 * has one: then the lines add up to the totals, and no line is invented.
 */
function branchesByLine({ map, counts }: MergedFile, lines: readonly number[]): ReadonlyMap<number, Arms> {
  const layout = countLayout(map);
  const byLine = new Map<number, Arms>();
  const add = (line: number, found: number, hit: number): void => {
    const home = lineAtOrBefore(lines, line) ?? lines[0];
    if (home === undefined || found === 0) return;
    const sum = byLine.get(home) ?? { found: 0, hit: 0 };
    byLine.set(home, { found: sum.found + found, hit: sum.hit + hit });
  };
  let arm = layout.arms;
  for (const { line, arms } of map.branches) {
    const measured = counts.subarray(arm, arm + arms.length / 2).filter((hits) => hits >= 0);
    arm += arms.length / 2;
    add(line, measured.length, measured.filter((hits) => hits > 0).length);
  }
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const covered = counts[layout.conditions + i]!;
    if (covered >= 0) add(map.conditions[i * 2]!, map.conditions[i * 2 + 1]!, covered);
  }
  return byLine;
}

/** The last of the ascending lines that is not behind `line`, by halving: a generated file has a branch on every line. */
function lineAtOrBefore(lines: readonly number[], line: number): number | undefined {
  let from = 0;
  let to = lines.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (lines[middle]! <= line) from = middle + 1;
    else to = middle;
  }
  return lines[from - 1];
}
