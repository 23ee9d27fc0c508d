/** How long one test took on the base and now, in microseconds. */
export type Pair = {
  readonly base: number;
  readonly head: number;
  /** Names the test: equal for the same test in every run. */
  readonly key: string;
};

/** The time of all pairs now as a share of that on the base. */
export type Ratio = {
  readonly value: number;
  /** One of a hundred samples lies below `lo`, and one above `hi`. */
  readonly lo: number;
  readonly hi: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
};

const resamples = 1_000;

/** So many groups at most are drawn from: more change nothing in the result, and cost time. */
const mostGroups = 500;

/**
 * Percentile bootstrap over the pairs, seeded: the same pairs in any order give the same numbers. `undefined` where the
 * base took no time that was measured.
 */
export function ratioOf(pairs: readonly Pair[]): Ratio | undefined {
  const groups = groupsOf(pairs);
  const total = sumOf(groups);
  if (total.base === 0) return undefined;
  const draw = generator(seed);
  const ratios = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    let base = 0;
    let head = 0;
    for (let n = groups.length; n > 0; n--) {
      const group = groups[Math.floor(draw() * groups.length)]!;
      base += group.base;
      head += group.head;
    }
    ratios[i] = base === 0 ? (head === 0 ? 1 : Number.POSITIVE_INFINITY) : head / base;
  }
  ratios.sort();
  const tail = resamples / 100;
  return {
    value: total.head / total.base,
    lo: ratios[tail]!,
    hi: ratios[resamples - 1 - tail]!,
    spread: spreadOf(ratios),
  };
}

type Sum = { base: number; head: number };

/** Pairs in an order of their own, or, where there are many, groups by their name: which is another matter than their time. */
function groupsOf(pairs: readonly Pair[]): readonly Sum[] {
  if (pairs.length <= mostGroups) return pairs.toSorted((a, b) => a.base - b.base || a.head - b.head);
  const groups = Array.from({ length: mostGroups }, (): Sum => ({ base: 0, head: 0 }));
  for (const { key, base, head } of pairs) {
    const group = groups[hashOf(key) % mostGroups]!;
    group.base += base;
    group.head += head;
  }
  return groups;
}

function sumOf(groups: readonly Sum[]): Sum {
  const sum = { base: 0, head: 0 };
  for (const { base, head } of groups) {
    sum.base += base;
    sum.head += head;
  }
  return sum;
}

function spreadOf(ratios: Float64Array): number {
  const logs = [...ratios].filter((ratio) => ratio > 0 && Number.isFinite(ratio)).map(Math.log);
  if (logs.length < 2) return 0;
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1));
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const seed = 20_261_125;

/** mulberry32: numbers from 0 to below 1, the same on every machine. */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The smallest increase beyond a limit that such pairs would show in four of five runs. */
export function detectable({ spread }: Ratio, limit: number): number {
  return Math.exp(Math.log(limit) + (zOfBound + zOfPower) * spread);
}

/** Quantiles of the normal distribution: one of a hundred, and four of five. */
const zOfBound = 2.326;
const zOfPower = 0.842;
