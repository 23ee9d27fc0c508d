import { extentsOf, type FileExtents, type MergedFile } from "@tollgate/model";

const known = new WeakMap<MergedFile, FileExtents>();

/** What of a file all tests together cover. Counted once: several outputs say it. */
export function wholeExtents(file: MergedFile): FileExtents {
  const made = known.get(file) ?? extentsOf(file.map, file.counts, file.mayCounts);
  known.set(file, made);
  return made;
}
