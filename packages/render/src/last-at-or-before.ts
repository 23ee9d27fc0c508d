/** Index of the last of the ascending lines that is not behind `line`, or -1; by halving: a generated file has a branch on every line. */
export function lastAtOrBefore(lines: readonly number[], line: number): number {
  let from = 0;
  let to = lines.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (lines[middle]! <= line) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
