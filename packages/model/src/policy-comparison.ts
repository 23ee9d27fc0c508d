import type { Digest } from "./canonical.ts";
import type { Outcome, RuleResult } from "./decision.ts";
import type { IsoDate } from "./policy.ts";
import type { Problem } from "./problem.ts";

/** What another policy would have said of past runs. */
export type PolicyComparison = {
  readonly schema: "tollgate/compare/1";
  /** The day by which both judge. */
  readonly date: IsoDate;
  readonly present: ComparedPolicy;
  readonly proposed: ComparedPolicy;
  /** What a bundle alone does not tell, one sentence each: it is unknown under both policies. */
  readonly limits: readonly string[];
  /** In the order in which they were given. */
  readonly runs: readonly ComparedRun[];
};

export type ComparedPolicy = { readonly path?: string; readonly digest: Digest };

/** One past run, or why its bundle cannot be read. */
export type ComparedRun = { readonly bundle: string } & (
  | ({ readonly commit?: string } & PolicyEffect)
  | { readonly problem: Problem }
);

/** What a change of the policy does to one verdict. */
export type PolicyEffect = {
  readonly before: ComparedVerdict;
  readonly after: ComparedVerdict;
  /** Rules that do something else than before, in the order of the proposed policy; those that are gone last. */
  readonly changes: readonly ComparedRule[];
};

export type ComparedVerdict = { readonly outcome: Outcome; readonly summary: string };

/** A rule of a scope under two policies; a side is absent where the policy does not ask it. */
export type ComparedRule = {
  readonly rule: string;
  readonly title: string;
  /** `@shop/payments, integration`; `repository` for all. */
  readonly scope: string;
  readonly before?: ComparedResult;
  readonly after?: ComparedResult;
};

export type ComparedResult = Pick<RuleResult, "answer" | "effect" | "message">;
