import {
  compareText,
  type Evidence,
  type Expectation,
  type ExpectedEvidence,
  type MissingEvidence,
  type RunManifest,
} from "@tollgate/model";
import type { OpenContext } from "../open-files.ts";
import { type Arrival, createArrivals, type FindArrivals } from "./arrivals.ts";
import { describeMissing, describeSkipped, type NotReused } from "./describe-missing.ts";
import { missingCells } from "./missing-cells.ts";

export type ExpectedContext = OpenContext & {
  readonly current: readonly Evidence[];
  /** Verdicts that count. */
  readonly runs: readonly RunManifest[];
  readonly notReused?: NotReused;
  /** Of the current evidence, where that is known already. */
  readonly arrivalsOf?: FindArrivals;
};

export type Answered = {
  readonly expected: readonly ExpectedEvidence[];
  readonly missing: readonly MissingEvidence[];
};

/**
 * What became of every expectation. Tests must have come that ran: of the package's own files, or from its own runner.
 * A report that cannot be used is no missing one: its own problems say what is wrong with it.
 */
export function expectedEvidence(expectations: readonly Expectation[], context: ExpectedContext): Answered {
  const arrivalsOf = context.arrivalsOf ?? createArrivals(context.current, context.packages);
  const answers = expectations.map((expectation) => {
    const arrivals = arrivalsOf(expectation);
    const missing = missingOf(expectation, arrivals, context);
    return {
      expected: {
        ...expectation,
        state: stateOf(arrivals, missing.length > 0),
        by: [...new Set(arrivals.map(({ item }) => item.id))].sort(compareText),
      },
      missing: expectation.required ? missing : [],
    };
  });
  return {
    expected: answers.map(({ expected }) => expected),
    missing: answers.flatMap(({ missing }) => missing),
  };
}

function stateOf(arrivals: readonly Arrival[], isMissing: boolean): ExpectedEvidence["state"] {
  if (isMissing) return "missing";
  const told = arrivals.filter(({ cases }) => cases.length > 0);
  if (told.length === 0) return "broken";
  return told.every(({ item }) => item.reused !== undefined) ? "reused" : "arrived";
}

function missingOf(
  expectation: Expectation,
  arrivals: readonly Arrival[],
  context: ExpectedContext,
): readonly MissingEvidence[] {
  if (expectation.shards !== undefined || expectation.environments !== undefined) {
    const cells = missingCells(expectation, arrivals, context);
    if (cells.length > 0) return cells;
  }
  const cases = arrivals.flatMap((arrival) => arrival.cases);
  if (cases.some(({ status }) => status !== "skipped" && status !== "todo")) return [];
  if (cases.length > 0) return [describeSkipped(expectation, cases.length)];
  return arrivals.some(isBroken) ? [] : [describeMissing(expectation, context)];
}

function isBroken({ item }: Arrival): boolean {
  return item.status !== "ok";
}
