import type { RawProblem } from "./reader.ts";

/** Counts equal doubts of one input, so that a report with a million bad lines has one Problem and not a million. */
export interface ProblemTally {
  /** `example` says where and what it was, in words; the first one of a kind is kept. */
  add(doubt: Doubt, example: string, place?: Pick<RawProblem, "line" | "offset">): void;
  /** True when nothing was added since the tally was made. */
  isEmpty(): boolean;
  /** Adds what another tally counted. */
  addAll(other: ProblemTally): void;
  /** What was counted, in the order of first sight. */
  entries(): Iterable<readonly [Doubt, Counted]>;
  /** Reports each kind of doubt once, and forgets it. */
  flush(report: (problem: RawProblem) => void): void;
}

/** A kind of doubt: equal objects (by identity) are counted together. */
export type Doubt = Pick<RawProblem, "code" | "severity" | "remedy"> & {
  /** What was found, for `count` of them; the example is appended. */
  readonly message: (count: number) => string;
};

type Counted = {
  count: number;
  readonly example: string;
  readonly place: Pick<RawProblem, "line" | "offset">;
};

export function createProblemTally(): ProblemTally {
  const found = new Map<Doubt, Counted>();
  return {
    add(doubt, example, place = {}) {
      const known = found.get(doubt);
      if (known === undefined) found.set(doubt, { count: 1, example, place });
      else known.count++;
    },
    addAll(other) {
      for (const [doubt, counted] of other.entries()) {
        const known = found.get(doubt);
        if (known === undefined) found.set(doubt, counted);
        else known.count += counted.count;
      }
    },
    entries: () => found,
    isEmpty: () => found.size === 0,
    flush(report) {
      for (const [{ code, severity, remedy, message }, { count, example, place }] of found) {
        report({
          code,
          severity,
          message: `${message(count)} ${count === 1 ? "It is" : "The first is"} ${example}.`,
          remedy,
          ...place,
        });
      }
      found.clear();
    },
  };
}

/** Text from a report as it is quoted in a Problem: JSON-escaped and cut. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}

/** `1 line is` or `7 lines are`. */
export function times(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
