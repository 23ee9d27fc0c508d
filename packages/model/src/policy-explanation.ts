import type { Decision } from "./decision.ts";
import type { IsoDate, OverridePolicy, RuleEntry, RuleSeverity } from "./policy.ts";
import type { Problem } from "./problem.ts";
import type { JudgedWaiver } from "./waiver.ts";

/** What is in force: the rules that judge, the waivers, and who may override. */
export type PolicyExplanation = {
  readonly schema: "tollgate/explain-policy/1";
  /** The day for which it is told, in UTC. */
  readonly date: IsoDate;
  /** Absent where only the built-in rules apply. */
  readonly policy?: NonNullable<Decision["policy"]>;
  /** In the order of the policy, built-in rules first. */
  readonly rules: readonly ExplainedEntry[];
  /** Absent: no label overrides. */
  readonly override?: OverridePolicy;
  /** Only waivers help whose approval by an owner is proven. */
  readonly approvalRequired: boolean;
  /** Sorted by path. Nothing was judged: active ones help wherever a rule needs them. */
  readonly waivers: readonly JudgedWaiver[];
  readonly problems: readonly Problem[];
};

/** An entry with the severity that it has. */
export type ExplainedEntry = RuleEntry & { readonly severity: RuleSeverity };
