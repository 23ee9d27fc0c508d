import { countLayout, type Extent, extentsOf, lineHits, type MergedFile, type Report } from "@tollgate/model";
import { ownOutput } from "./own-output.ts";

/** Merged coverage as an lcov tracefile, one record a file, with repository-relative paths. */
export function* renderLcov(report: Report): Generator<string> {
  yield `# ${ownOutput}\n`;
  for (const file of report.coverage) yield record(file);
}

function record(file: MergedFile): string {
  const { map, counts, mayConditions, path } = file;
  const lines = lineHits(map, counts);
  const extents = extentsOf(map, counts, mayConditions);
  return [
    "TN:",
    `SF:${oneLine(path)}`,
    ...functionLines(file, extents.functions),
    ...branchLines(file, lines, extents.branches),
    ...[...lines].sort(([a], [b]) => a - b).map(([line, hits]) => `DA:${line},${hits}`),
    `LF:${extents.lines.found}`,
    `LH:${extents.lines.hit}`,
    "end_of_record\n",
  ].join("\n");
}

/** lcov pairs FN with FNDA by name, so names must differ: a twin gets its place, then a number. */
function functionLines({ map, counts }: MergedFile, extent: Extent): readonly string[] {
  const { functions: offset } = countLayout(map);
  const taken = new Set<string>();
  const declared: string[] = [];
  const called: string[] = [];
  for (const [i, { name, line, column, endLine }] of map.functions.entries()) {
    const hits = counts[offset + i]!;
    if (hits < 0) continue;
    const unique = distinct(oneLine(name), `@${line}:${Math.max(column, 0)}`, taken);
    taken.add(unique);
    declared.push(`FN:${line},${endLine >= line ? `${endLine},` : ""}${unique}`);
    called.push(`FNDA:${hits},${unique}`);
  }
  return [...declared, ...called, `FNF:${extent.found}`, `FNH:${extent.hit}`];
}

function distinct(name: string, place: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let candidate = name + place;
  for (let i = 2; taken.has(candidate); i++) candidate = `${name}${place}#${i}`;
  return candidate;
}

/**
 * `-` says that a branch was never evaluated: no arm of it was taken and its line did not run. Conditions without
 * identity are written as arms of which the first ones are covered.
 */
function branchLines(
  { map, counts }: MergedFile,
  lines: ReadonlyMap<number, number>,
  extent: Extent,
): readonly string[] {
  const layout = countLayout(map);
  const written: string[] = [];
  const write = (line: number, block: number, arms: readonly number[]): void => {
    const evaluated = arms.some((hits) => hits > 0) || (lines.get(line) ?? 0) > 0;
    for (const [arm, hits] of arms.entries())
      if (hits >= 0) written.push(`BRDA:${line},${block},${arm},${evaluated ? hits : "-"}`);
  };
  let arm = layout.arms;
  for (const [block, { line, arms }] of map.branches.entries()) {
    const end = arm + arms.length / 2;
    write(line, block, [...counts.subarray(arm, end)]);
    arm = end;
  }
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const covered = counts[layout.conditions + i]!;
    if (covered < 0) continue;
    const total = map.conditions[i * 2 + 1]!;
    const arms = Array.from({ length: total }, (_, at) => (at < covered ? 1 : 0));
    write(map.conditions[i * 2]!, map.branches.length + i, arms);
  }
  return [...written, `BRF:${extent.found}`, `BRH:${extent.hit}`];
}

function oneLine(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u001F\u007F]/g, "\uFFFD");
}
