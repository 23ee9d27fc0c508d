import type { Fact, Problem, Report, ReportInput, Scope, Violation } from "@tollgate/model";
import { atMost, endsOf, type Interval } from "../interval.ts";
import { judgementOf, unknownOf } from "../judgement.ts";
import type { Judgement } from "../rule.ts";
import { nothingArrived } from "./nothing-arrived.ts";
import { inputsWithin } from "./scope.ts";

/** What a rule asks of every report that arrived. */
export type AskedOfInputs = {
  readonly faultsOf: (report: Report, inputs: readonly ReportInput[]) => readonly Problem[];
  readonly fact: { readonly key: string; readonly derivation: string };
  /** Of so many reports so many are at fault: without its full stop. */
  readonly sentence: (faulty: number, total: number, inputs: readonly ReportInput[]) => string;
};

/** Fails where a report that arrived is at fault, with each fault; holds where none arrived. */
export function judgeInputs(
  report: Report,
  scope: Scope,
  { faultsOf, fact, sentence }: AskedOfInputs,
): Judgement {
  const inputs = inputsWithin(report, scope, "inputs");
  const faults = faultsOf(report, inputs);
  const faulty = new Set(faults.map(({ path }) => path)).size;
  // A refused bundle is one as well.
  const total = new Set([...inputs.map(({ input }) => input.path), ...faults.map(({ path }) => path)]).size;
  const count = { lo: faulty, hi: faulty };
  const facts = [inputsFact(scope, fact.key, { count, n: total, derivation: fact.derivation })];
  if (total === 0) return unknownOf([nothingArrived], facts);
  return judgementOf({
    answer: atMost(count, 0),
    sentence: sentence(faulty, total, inputs),
    facts,
    violations: faults.map(toViolation),
    remedy: faults[0]?.remedy ?? "",
    gaps: [],
  });
}

type Counted = { readonly count: Interval; readonly n: number; readonly derivation: string };

export function inputsFact(scope: Scope, key: string, { count, n, derivation }: Counted): Fact {
  return { key, scope, ...endsOf(count), n, unit: "inputs", derivation };
}

function toViolation({ message, path, line }: Problem): Violation {
  return {
    message,
    ...(path === undefined ? {} : { path }),
    ...(path === undefined || line === undefined ? {} : { line }),
  };
}
