import type { Fact, Problem, ReportInput, Scope, Violation } from "@tollgate/model";
import { endsOf, type Interval } from "../interval.ts";

/** How many inputs a rule looked at: a refused bundle is one as well. */
export function inputTotal(inputs: readonly ReportInput[], faults: readonly Problem[]): number {
  return new Set([...inputs.map(({ input }) => input.path), ...faults.map(({ path }) => path)]).size;
}

type Counted = { readonly count: Interval; readonly n: number; readonly derivation: string };

export function inputsFact(scope: Scope, key: string, { count, n, derivation }: Counted): Fact {
  return { key, scope, ...endsOf(count), n, unit: "inputs", derivation };
}

export function toViolation({ message, path, line }: Problem): Violation {
  return {
    message,
    ...(path === undefined ? {} : { path }),
    ...(path === undefined || line === undefined ? {} : { line }),
  };
}
