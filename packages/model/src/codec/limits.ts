/** What a hostile bundle may cost. */
export type BundleLimits = {
  /** Uncompressed bytes in all. */
  readonly bytes: number;
  /** Bytes of one line. */
  readonly lineBytes: number;
  /** Test cases with their tries. */
  readonly cases: number;
  /** Files of coverage reports. */
  readonly files: number;
  /** Hit counts of all files. */
  readonly counts: number;
  readonly maps: number;
  /** What else is kept one by one: functions and branches, suites and details of tests, findings, problems, runs. */
  readonly parts: number;
};

/** Several times what the largest monorepos write: a bundle that holds more would not be read, but fill the memory. */
export const bundleLimits: BundleLimits = {
  bytes: 4 * 1024 ** 3,
  lineBytes: 64 * 1024 ** 2,
  cases: 4_000_000,
  files: 1_000_000,
  counts: 400_000_000,
  maps: 1_000_000,
  parts: 20_000_000,
};

/** A CI job is not tried again more often. */
export const mostAttempts: number = 10_000;

/** A run is not split into more shards. */
export const mostShards: number = 10_000;

/** Conditions of one line: a generated switch has some hundred; a number beyond would outweigh everything else. */
export const mostConditions: number = 1_000;

/** Lines, functions or branches of one file of which only their number is known: no line of the bundle stands for them. */
export const mostTotals: number = 10_000_000;
