/** Index of the first of ascending items that is not before `place`; their number when all are. */
export function firstIndex<T>(items: readonly T[], place: number, placeOf: (item: T) => number): number {
  let from = 0;
  let to = items.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (placeOf(items[middle]!) < place) from = middle + 1;
    else to = middle;
  }
  return from;
}
