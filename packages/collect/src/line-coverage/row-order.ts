/**
 * What became of the rows of a report when they were sorted: they are as written; or the n-th one is the written row
 * whose number stands here; or some were joined to one.
 */
export type RowOrder = "written" | "joined" | Uint32Array;

/** For each of `length` rows as written: where it is now. `undefined` when some were joined. */
export function placesOf(order: RowOrder, length: number): Uint32Array | undefined {
  if (order === "joined") return undefined;
  const places = new Uint32Array(length);
  for (let i = 0; i < length; i++) places[order === "written" ? i : order[i]!] = i;
  return places;
}
