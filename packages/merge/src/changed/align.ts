/** How many tokens may differ before two texts are called different as a whole. */
const mostDifferences = 1_000;

/**
 * For each item of `b` its partner in `a`, or -1: a longest common subsequence, by the algorithm of Myers. Where more
 * than `most` items differ only what is alike at both ends has partners.
 */
export function align(
  a: readonly string[],
  b: readonly string[],
  most: number = mostDifferences,
): Int32Array {
  const partners = new Int32Array(b.length).fill(-1);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) partners[start] = start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) partners[--endB] = --endA;
  const middle = { a: a.slice(start, endA), b: b.slice(start, endB) };
  const steps = findPath(middle.a, middle.b, most);
  if (steps !== undefined)
    walkBack(middle, steps, (i, j) => partners.fill(start + i, start + j, start + j + 1));
  return partners;
}

/** Per number of differences how far each diagonal got: `[d][k + d]` is the farthest item of `a` on diagonal `k`. */
type Steps = readonly Int32Array[];

function findPath(a: readonly string[], b: readonly string[], most: number): Steps | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const steps: Int32Array[] = [];
  for (let d = 0; d <= Math.min(most, a.length + b.length); d++) {
    const reached = new Int32Array(2 * d + 1);
    for (let k = -d; k <= d; k += 2) {
      let x = startOf(steps[d - 1], d, k);
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reached[k + d] = x;
      if (x >= a.length && x - k >= b.length) return [...steps, reached];
    }
    steps.push(reached);
  }
  return undefined;
}

/** Where diagonal `k` begins after one more difference: below the farther of its neighbours. */
function startOf(before: Int32Array | undefined, d: number, k: number): number {
  if (before === undefined) return 0;
  return comesFromAbove(before, d, k) ? before[k + d]! : before[k + d - 2]! + 1;
}

/** Whether the step to diagonal `k` takes an item of `b`, not one of `a`. */
function comesFromAbove(before: Int32Array, d: number, k: number): boolean {
  return k === -d || (k !== d && before[k + d - 2]! < before[k + d]!);
}

function walkBack(
  { a, b }: { readonly a: readonly string[]; readonly b: readonly string[] },
  steps: Steps,
  pair: (i: number, j: number) => void,
): void {
  let [x, y] = [a.length, b.length];
  for (let d = steps.length - 1; d >= 0; d--) {
    const k = x - y;
    const before = steps[d - 1];
    const start = startOf(before, d, k);
    while (x > start) pair(--x, --y);
    if (before === undefined) return;
    if (comesFromAbove(before, d, k)) y--;
    else x--;
  }
}
