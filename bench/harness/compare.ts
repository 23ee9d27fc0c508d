import type { Benchmark, PrepareOptions, Rival } from "./benchmark.ts";
import { type Command, type Failure, type MeasureOptions, measure, type Sample } from "./measure.ts";

/** Medians of all runs of one command. */
export type Figures = { readonly cpu: number; readonly wall: number; readonly peak?: number };

export type Row = {
  readonly label: string;
  readonly target?: number;
} & (
  | {
      readonly figures: Figures /** Cpu time of ours by theirs, the median of the pairs. */;
      readonly ratio: number;
    }
  | Failure
);

export type Comparison = {
  readonly name: string;
  readonly what: string;
  readonly pairs: number;
  readonly ours: { readonly label: string; readonly figures: Figures; readonly peakTarget?: number };
  readonly rivals: readonly Row[];
};

/** Runs pairs of processes, ours then theirs and again, so that a machine that slows down slows both. */
export function compare(
  benchmark: Benchmark,
  options: PrepareOptions & { readonly runs: number; readonly scratch: string },
): Comparison {
  const { what, ours, peakTarget, rivals } = benchmark.prepare(options);
  const isShort = benchmark.isShort === true;
  const pairs = options.runs * (isShort ? 4 : 1);
  const measuring = { scratch: options.scratch, peak: !isShort };
  const ownSamples: Sample[] = [];
  const rows = rivals.map((rival) => comparePairs(ours, rival, pairs, measuring, ownSamples));
  return {
    name: benchmark.name,
    what,
    pairs,
    ours: {
      label: ours.label,
      figures: figuresOf(ownSamples),
      ...(peakTarget === undefined ? {} : { peakTarget }),
    },
    rivals: rows,
  };
}

function comparePairs(
  ours: Command,
  { command, target, isOnce, check }: Rival,
  pairs: number,
  measuring: MeasureOptions,
  ownSamples: Sample[],
): Row {
  const row = { label: command.label, ...(target === undefined ? {} : { target }) };
  const samples: Sample[] = [];
  const ratios: number[] = [];
  for (let pair = 0; pair < (isOnce === true ? 1 : pairs); pair++) {
    const own = measure(ours, measuring);
    if ("failed" in own) throw new Error(`${ours.label}: ${own.failed}`);
    ownSamples.push(own);
    const their = measure(command, measuring);
    if ("failed" in their) return { ...row, ...their };
    if (pair === 0) check?.({ ours: own.stdout, theirs: their.stdout });
    samples.push(their);
    ratios.push(own.cpu / their.cpu);
  }
  return { ...row, figures: figuresOf(samples), ratio: median(ratios) };
}

function figuresOf(samples: readonly Sample[]): Figures {
  const peaks = samples.flatMap(({ peak }) => (peak === undefined ? [] : [peak]));
  return {
    cpu: median(samples.map(({ cpu }) => cpu)),
    wall: median(samples.map(({ wall }) => wall)),
    ...(peaks.length === 0 ? {} : { peak: median(peaks) }),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
