import { countLayout, type Extent, extentsOf, lineHits, type MergedFile, type Report } from "@tollgate/model";
import { ownOutput } from "./own-output.ts";

/** Merged coverage as an lcov tracefile in pieces of a few lines, one record a file, with repository-relative paths. */
export function* renderLcov(report: Report): Generator<string> {
  yield `# ${ownOutput}\n`;
  for (const file of report.coverage) yield* record(file);
}

function* record(file: MergedFile): Generator<string> {
  const { map, counts, mayCounts, path } = file;
  const lines = lineHits(map, counts);
  const extents = extentsOf(map, counts, mayCounts);
  yield `TN:\nSF:${oneLine(path)}\n`;
  yield* functionLines(file, extents.functions);
  yield* branchLines(file, lines, extents.branches);
  for (const [line, hits] of [...lines].sort(([a], [b]) => a - b)) yield `DA:${line},${hits}\n`;
  yield `LF:${extents.lines.found}\nLH:${extents.lines.hit}\nend_of_record\n`;
}

/** lcov pairs FN with FNDA by name, so names must differ: a twin gets its place, then a number. */
function* functionLines({ map, counts }: MergedFile, extent: Extent): Generator<string> {
  const { functions: offset } = countLayout(map);
  const nameOf = distinctNames();
  const called: string[] = [];
  for (const [i, { name, line, column, endLine }] of map.functions.entries()) {
    const hits = counts[offset + i]!;
    if (hits < 0) continue;
    const unique = nameOf(oneLine(name), `@${line}:${Math.max(column, 0)}`);
    yield `FN:${line},${endLine >= line ? `${endLine},` : ""}${unique}\n`;
    called.push(`FNDA:${hits},${unique}\n`);
  }
  yield* called;
  yield `FNF:${extent.found}\nFNH:${extent.hit}\n`;
}

function distinctNames(): (name: string, place: string) => string {
  const taken = new Set<string>();
  /** Where counting goes on: a generated file may have thousands of functions of one name at one place. */
  const next = new Map<string, number>();
  return (name, place) => {
    let unique = name;
    if (taken.has(unique)) unique = name + place;
    let i = next.get(name + place) ?? 2;
    while (taken.has(unique)) unique = `${name}${place}#${i++}`;
    next.set(name + place, i);
    taken.add(unique);
    return unique;
  };
}

/**
 * `-` says that a branch was never evaluated: no arm of it was taken and its line did not run. Conditions without
 * identity are written as arms of which the first ones are covered.
 */
function* branchLines(
  { map, counts }: MergedFile,
  lines: ReadonlyMap<number, number>,
  extent: Extent,
): Generator<string> {
  const layout = countLayout(map);
  const ran = (line: number): boolean => (lines.get(line) ?? 0) > 0;
  let arm = layout.arms;
  for (const [block, { line, arms }] of map.branches.entries()) {
    const end = arm + arms.length / 2;
    const taken = counts.subarray(arm, end);
    const evaluated = ran(line) || taken.some((hits) => hits > 0);
    for (const [i, hits] of taken.entries())
      if (hits >= 0) yield `BRDA:${line},${block},${i},${evaluated ? hits : "-"}\n`;
    arm = end;
  }
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const line = map.conditions[i * 2]!;
    const total = map.conditions[i * 2 + 1]!;
    const covered = counts[layout.conditions + i]!;
    const missed = covered > 0 || ran(line) ? "0" : "-";
    for (let at = 0; at < total && covered >= 0; at++)
      yield `BRDA:${line},${map.branches.length + i},${at},${at < covered ? "1" : missed}\n`;
  }
  yield `BRF:${extent.found}\nBRH:${extent.hit}\n`;
}

function oneLine(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u001F\u007F]/g, "\uFFFD");
}
