import { countLayout, hasNoPlaces, type MergedFile, mapDigest, notMeasured } from "@tollgate/model";

const known = new WeakMap<MergedFile, MergedFile>();

/** Files for formats that list lines: a file of which no line is known to be covered would be one without any coverage. */
export function placedFiles(files: readonly MergedFile[]): readonly MergedFile[] {
  return files.filter((file) => !hasNoPlaces(file)).map(placedFile);
}

/**
 * A file without what has no line, for formats that have lines from 1 on: readers refuse a whole file for a line of 0 or
 * less. JaCoCo gives such to code that a compiler made, and source maps lose places.
 */
function placedFile(file: MergedFile): MergedFile {
  const made = known.get(file) ?? withoutUnplaced(file);
  known.set(file, made);
  return made;
}

function withoutUnplaced(whole: MergedFile): MergedFile {
  const file = withoutTotals(whole);
  const unplaced = unplacedCounts(file);
  if (unplaced.length === 0) return file;
  const without = (counts: MergedFile["counts"]): Float64Array => {
    const left = Float64Array.from(counts);
    for (const i of unplaced) left[i] = notMeasured;
    return left;
  };
  const counts = without(file.counts);
  return { ...file, counts, mayCounts: file.mayCounts === file.counts ? counts : without(file.mayCounts) };
}

/** Totals would not be what the lines add up to. */
function withoutTotals(file: MergedFile): MergedFile {
  const { totals, digest: _old, ...shape } = file.map;
  if (totals === undefined) return file;
  const map = { ...shape, digest: mapDigest(shape) };
  const { length } = countLayout(map);
  const [counts, mayCounts] = [file.counts.slice(0, length), file.mayCounts.slice(0, length)];
  return { ...file, map, counts, mayCounts };
}

/** Positions in counts of what has no line. */
function unplacedCounts({ map }: MergedFile): readonly number[] {
  const layout = countLayout(map);
  const unplaced: number[] = [];
  for (let i = 0; i < layout.functions; i++) if (map.statements[i * 4]! < 1) unplaced.push(i);
  const { functions, branches } = map;
  for (let i = 0; i < functions.names.length; i++)
    if (functions.places[i * 3]! < 1) unplaced.push(layout.functions + i);
  let arm = layout.arms;
  for (let at = 0; at < branches.places.length; at += 3) {
    const end = arm + branches.places[at + 2]!;
    for (; arm < end; arm++) if (branches.places[at]! < 1) unplaced.push(arm);
  }
  for (let i = 0; i < map.conditions.length / 2; i++)
    if (map.conditions[i * 2]! < 1) unplaced.push(layout.conditions + i);
  return unplaced;
}
