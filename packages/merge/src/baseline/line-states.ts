import { lineHits, type MergedFile } from "@tollgate/model";

/** Lines with code of a file: whether tests run them. Lines of which that is not certain are not among them. */
export function lineStates({ map, counts, mayCounts }: MergedFile): ReadonlyMap<number, boolean> {
  const states = new Map<number, boolean>();
  const most = mayCounts === counts ? undefined : lineHits(map, mayCounts);
  for (const [line, hits] of lineHits(map, counts)) {
    const mayHits = most?.get(line) ?? hits;
    if (hits > 0) states.set(line, true);
    else if (mayHits <= 0) states.set(line, false);
  }
  return states;
}
