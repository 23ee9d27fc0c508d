import type { Decision } from "@tollgate/model";
import { changeTitle, noDifference, ruleChangeWords } from "../policy-words.ts";
import { bullet, more, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** What the policy that the change brings would have said instead, rule by rule. */
export function policyChangeSection(decision: Decision): Section {
  const { policyChange } = decision;
  const words = policyChange?.rules.map(ruleChangeWords) ?? [];
  if (policyChange?.outcome !== undefined && words.length === 0) words.push(noDifference);
  return {
    noun: ["difference of the policy", "differences of the policy"],
    total: policyChange === undefined ? 0 : Math.max(1, words.length),
    worth: 7,
    render: (limit) =>
      [
        `**${changeTitle(decision)}.**`,
        ...(words.length === 0
          ? []
          : [[...words.slice(0, limit).map(sentence), ...more(words.length, limit)].map(bullet).join("\n")]),
      ].join("\n\n"),
  };
}
