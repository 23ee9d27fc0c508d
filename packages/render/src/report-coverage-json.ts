import {
  type CoverageMap,
  countLayout,
  type Extent,
  extentsOf,
  type FileExtents,
  type MergedFile,
  orderedLineHits,
} from "@tollgate/model";
import { createTextBuilder, numberedPart, type Piece, type TextBuilder } from "./text-builder.ts";

/** The coverage of the report as the list of its files, members in the order of their names, in pieces. */
export function* coverageJson(files: readonly MergedFile[]): Generator<Piece> {
  const out = createTextBuilder();
  out.fixed("[");
  for (const [i, file] of files.entries()) {
    if (i > 0) out.fixed(",");
    yield* fileJson(file, out);
    if (out.isFull()) yield out.take();
  }
  out.fixed("]");
  yield out.take();
}

function* fileJson(file: MergedFile, out: TextBuilder): Generator<Piece> {
  const { map, counts, mayCounts } = file;
  const extents = inOrder(extentsOf(map, counts, mayCounts));
  yield* branchHits(file, out);
  out.text(`,"byKind":${JSON.stringify(file.byKind.map((of) => kindFields(map, of)))}`);
  yield* conditionHits(file, out);
  const excluded = file.excluded.map(({ entity, line, reason }) => ({ entity, line, reason }));
  out.text(`,"excluded":${JSON.stringify(excluded)},"extents":${JSON.stringify(extents)}`);
  yield* functionHits(file, out);
  yield* lineHitsOf(file, out);
  const { package: owner, path, phantoms, sources } = file;
  const { precision } = map;
  // `lineHits` stands before these.
  out.text(`,${JSON.stringify({ package: owner, path, phantoms, precision, sources }).slice(1)}`);
}

function kindFields(map: CoverageMap, { kind, counts, mayCounts }: MergedFile["byKind"][number]): unknown {
  const { branches, functions, lines } = inOrder(extentsOf(map, counts, mayCounts));
  return { branches, functions, kind, lines };
}

function inOrder({ branches, functions, lines }: FileExtents): FileExtents {
  return { branches: extent(branches), functions: extent(functions), lines: extent(lines) };
}

function extent({ found, hit, mayHit }: Extent): Extent {
  return { found, hit, mayHit };
}

function* branchHits({ map, counts }: MergedFile, out: TextBuilder): Generator<Piece> {
  let arm = countLayout(map).arms;
  out.fixed('{"branchHits":[');
  const { places } = map.branches;
  for (let at = 0; at < places.length; at += 3) {
    out.fixed(at === 0 ? "[" : ",[");
    out.integer(places[at]!);
    for (const end = arm + places[at + 2]!; arm < end; arm++) {
      out.fixed(",");
      out.integer(counts[arm]!);
    }
    out.fixed("]");
    if (out.isFull()) yield out.take();
  }
  out.fixed("]");
}

function* conditionHits({ map, counts, mayCounts }: MergedFile, out: TextBuilder): Generator<Piece> {
  const { conditions } = countLayout(map);
  out.fixed(',"conditionHits":[');
  for (let i = 0; i < map.conditions.length / 2; i++) {
    out.fixed(i === 0 ? "[" : ",[");
    out.integer(map.conditions[i * 2]!);
    for (const value of [map.conditions[i * 2 + 1]!, counts[conditions + i]!, mayCounts[conditions + i]!]) {
      out.fixed(",");
      out.integer(value);
    }
    out.fixed("]");
    if (out.isFull()) yield out.take();
  }
  out.fixed("]");
}

function* functionHits({ map, counts }: MergedFile, out: TextBuilder): Generator<Piece> {
  const { functions } = countLayout(map);
  const { names, places } = map.functions;
  out.fixed(',"functionHits":[');
  for (let i = 0; i < names.length; i++) {
    out.fixed(i === 0 ? "[" : ",[");
    out.text(JSON.stringify(names[i]));
    out.fixed(",");
    out.integer(places[i * 3]!);
    out.fixed(",");
    out.integer(counts[functions + i]!);
    out.fixed("]");
    if (out.isFull()) yield out.take();
  }
  out.fixed("]");
}

function* lineHitsOf({ map, counts }: MergedFile, out: TextBuilder): Generator<Piece> {
  const { lines, hits } = orderedLineHits(map, counts);
  out.fixed(',"lineHits":[');
  for (let i = 0; i < lines.length; i++) {
    out.numbered(i === 0 ? firstLine : nextLine, lines[i]!);
    out.integer(hits[i]!);
    if (out.isFull()) yield out.take();
  }
  out.fixed("]");
}

const firstLine = numberedPart("", ",");
const nextLine = numberedPart(",", ",");
