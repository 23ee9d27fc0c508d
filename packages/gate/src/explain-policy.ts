import {
  compareText,
  type FiledWaiver,
  type IsoDate,
  type Policy,
  type PolicyExplanation,
} from "@tollgate/model";
import { withBuiltInRules } from "./built-in-entries.ts";
import { policyOf } from "./policy-of.ts";
import { standingWaiver } from "./waivers/waiver-state.ts";

export type ExplainPolicyOptions = Pick<PolicyExplanation, "problems"> & {
  readonly date: IsoDate;
  /** As they lie in the repository. */
  readonly waivers: readonly FiledWaiver[];
};

/** What is in force by a policy and the built-in rules. */
export function explainPolicy(
  policy: Policy,
  { date, waivers, problems }: ExplainPolicyOptions,
): PolicyExplanation {
  const entries = withBuiltInRules(policy);
  const terms = { date, ...(policy.waivers === undefined ? {} : { waivers: policy.waivers }) };
  return {
    schema: "tollgate/explain-policy/1",
    date,
    ...policyOf(policy),
    rules: entries.map(({ severity = "error", ...entry }) => ({ ...entry, severity })),
    ...(policy.override === undefined ? {} : { override: policy.override }),
    approvalRequired: policy.waivers?.approval === "required",
    waivers: waivers
      .map((filed) => standingWaiver(filed, terms, entries))
      .sort((a, b) => compareText(a.id, b.id)),
    problems,
  };
}
