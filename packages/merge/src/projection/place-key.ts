/** One number for a place: a 31-bit line and a column below 2^22 fit into a double. */
export function placeKey(line: number, column: number): number {
  return line * 4_194_304 + Math.min(column, 4_194_302) + 1;
}
