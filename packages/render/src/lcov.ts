import {
  countLayout,
  type Extent,
  extentsOf,
  type MergedFile,
  type OrderedLineHits,
  orderedLineHits,
  type Report,
} from "@tollgate/model";
import { lastAtOrBefore } from "./last-at-or-before.ts";
import { ownOutput } from "./own-output.ts";
import { placedFiles } from "./placed-file.ts";
import { createTextBuilder, numberedPart, type Piece, type TextBuilder } from "./text-builder.ts";

/** Merged coverage as an lcov tracefile in pieces, one record a file, with repository-relative paths. */
export function* renderLcov(report: Report): Generator<Piece> {
  const out = createTextBuilder();
  out.text(`# ${ownOutput}\n`);
  for (const file of placedFiles(report.coverage)) yield* record(file, out);
  yield out.take();
}

function* record(file: MergedFile, out: TextBuilder): Generator<Piece> {
  const { map, counts, mayCounts, path } = file;
  const ordered = orderedLineHits(map, counts);
  const extents = extentsOf(map, counts, mayCounts);
  out.text(`TN:\nSF:${oneLine(path)}\n`);
  yield* functionLines(file, extents.functions, out);
  yield* branchLines(file, ordered, extents.branches, out);
  for (let i = 0; i < ordered.lines.length; i++) {
    out.numbered(lineNumber, ordered.lines[i]!);
    out.integer(ordered.hits[i]!);
    out.fixed("\n");
    if (out.isFull()) yield out.take();
  }
  out.text(`LF:${extents.lines.found}\nLH:${extents.lines.hit}\nend_of_record\n`);
  if (out.isFull()) yield out.take();
}

/** lcov pairs FN with FNDA by name, so names must differ: a twin gets its place, then a number. */
function* functionLines({ map, counts }: MergedFile, extent: Extent, out: TextBuilder): Generator<Piece> {
  const { functions: offset } = countLayout(map);
  const nameOf = distinctNames();
  const { names, places } = map.functions;
  const written: string[] = [];
  for (let i = 0; i < names.length; i++) {
    if (counts[offset + i]! < 0) continue;
    const line = places[i * 3]!;
    const endLine = places[i * 3 + 2]!;
    const unique = `${nameOf(oneLine(names[i]!), line, places[i * 3 + 1]!)}\n`;
    written.push(unique);
    out.numbered(functionLine, line);
    if (endLine >= line) out.numbered(functionEnd, endLine);
    out.text(unique);
    if (out.isFull()) yield out.take();
  }
  for (let i = 0, named = 0; i < names.length; i++) {
    if (counts[offset + i]! < 0) continue;
    out.numbered(functionHits, counts[offset + i]!);
    out.text(written[named++]!);
    if (out.isFull()) yield out.take();
  }
  out.text(`FNF:${extent.found}\nFNH:${extent.hit}\n`);
}

function distinctNames(): (name: string, line: number, column: number) => string {
  const taken = new Set<string>();
  /** Where counting goes on: a generated file may have thousands of functions of one name at one place. */
  const next = new Map<string, number>();
  return (name, line, column) => {
    let unique = name;
    if (taken.has(name)) {
      const placed = `${name}@${line}:${Math.max(column, 0)}`;
      unique = placed;
      let i = next.get(placed) ?? 2;
      while (taken.has(unique)) unique = `${placed}#${i++}`;
      next.set(placed, i);
    }
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
  { lines, hits }: OrderedLineHits,
  extent: Extent,
  out: TextBuilder,
): Generator<Piece> {
  const layout = countLayout(map);
  const ran = (line: number): boolean => {
    const at = lastAtOrBefore(lines, line);
    return at >= 0 && lines[at] === line && hits[at]! > 0;
  };
  let arm = layout.arms;
  const { places } = map.branches;
  const blocks = places.length / 3;
  for (let block = 0; block < blocks; block++) {
    const line = places[block * 3]!;
    const end = arm + places[block * 3 + 2]!;
    let evaluated = false;
    for (let i = arm; i < end && !evaluated; i++) evaluated = counts[i]! > 0;
    evaluated ||= ran(line);
    for (let i = arm; i < end; i++) {
      if (counts[i]! < 0) continue;
      branchLine(out, line, block, i - arm);
      if (evaluated) out.integer(counts[i]!);
      else out.fixed("-");
      out.fixed("\n");
      if (out.isFull()) yield out.take();
    }
    arm = end;
  }
  for (let i = 0; i < map.conditions.length / 2; i++) {
    const line = map.conditions[i * 2]!;
    const total = map.conditions[i * 2 + 1]!;
    const covered = counts[layout.conditions + i]!;
    const missed = covered > 0 || ran(line) ? "0" : "-";
    for (let at = 0; at < total && covered >= 0; at++) {
      branchLine(out, line, blocks + i, at);
      out.fixed(at < covered ? "1" : missed);
      out.fixed("\n");
      if (out.isFull()) yield out.take();
    }
  }
  out.text(`BRF:${extent.found}\nBRH:${extent.hit}\n`);
}

/** `BRDA:` up to its last value. */
function branchLine(out: TextBuilder, line: number, block: number, branch: number): void {
  out.numbered(branchStart, line);
  out.integer(block);
  out.fixed(",");
  out.integer(branch);
  out.fixed(",");
}

const lineNumber = numberedPart("DA:", ",");
const functionLine = numberedPart("FN:", ",");
const functionEnd = numberedPart("", ",");
const functionHits = numberedPart("FNDA:", ",");
const branchStart = numberedPart("BRDA:", ",");

function oneLine(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u001F\u007F]/g, "\uFFFD");
}
