import type { Command } from "./measure.ts";

/** A workload, our command on it, and what it is compared with. */
export type Benchmark = {
  readonly name: string;
  /** True for commands of milliseconds: they are run more often, and without the probe for the peak. */
  readonly isShort?: boolean;
  prepare(options: PrepareOptions): Prepared;
};

export type PrepareOptions = {
  /** Empty folder for the workload; removed afterwards. */
  readonly folder: string;
  /** A small workload, to see that everything runs; its figures say nothing. */
  readonly quick: boolean;
  /** Our command line: the file that `node` is given. */
  readonly cli: string;
};

export type Prepared = {
  /** What the workload is, with its size. */
  readonly what: string;
  readonly ours: Command;
  /** Most MiB that we want to take. */
  readonly peakTarget?: number;
  readonly rivals: readonly Rival[];
};

export type Rival = {
  readonly command: Command;
  /** Most that ours may take of the rival's cpu time. Printed, not asserted: clocks of shared machines lie. */
  readonly target?: number;
  /** True for one that is slow and far behind: one pair tells enough. */
  readonly isOnce?: boolean;
  /**
   * Looks at what both wrote and throws when ours is wrong: a fast wrong answer is no result. Takes what both printed.
   */
  check?(printed: { readonly ours: string; readonly theirs: string }): void;
};
