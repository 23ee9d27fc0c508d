import { compareText, type LineTestsEvidence, toLineRanges } from "@tollgate/model";
import type { RawLineTests } from "../reader.ts";

/** Where a spelling of a path lies; `undefined` when that is not known. */
export type FindFile = (spelling: string) => { readonly path: string; readonly package: string } | undefined;

/**
 * What a report tells of tests and lines, at the files of the repository. Names and files are sorted, so equal reports
 * give equal bytes. `unplaced` are spellings that are no file here.
 */
export function placeLineTests(
  told: readonly RawLineTests[],
  find: FindFile,
): { readonly lineTests: LineTestsEvidence; readonly unplaced: readonly string[] } {
  const tests = [...new Set(told.map(({ test }) => test))].sort(compareText);
  const indexOf = new Map(tests.map((name, index) => [name, index]));
  const files = new Map<string, { package: string; hits: Map<number, number[]> }>();
  const unplaced = new Set<string>();
  for (const { path: spelling, test, lines } of told) {
    const place = find(spelling);
    if (place === undefined) {
      unplaced.add(spelling);
      continue;
    }
    const file = files.get(place.path) ?? { package: place.package, hits: new Map() };
    files.set(place.path, file);
    const index = indexOf.get(test)!;
    const known = file.hits.get(index);
    if (known === undefined) file.hits.set(index, [...lines]);
    else for (const line of lines) known.push(line);
  }
  const placed = [...files]
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, { package: owner, hits }]) => ({ path, package: owner, ranges: toLineRanges(hits) }));
  return { lineTests: { tests, files: placed }, unplaced: [...unplaced] };
}
