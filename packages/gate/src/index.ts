export { softenedRules, withBuiltInRules } from "./built-in-entries.ts";
export { type DecideOptions, decide } from "./decide.ts";
export type { GivenInputs } from "./inputs.ts";
export { nearestNames } from "./nearest-names.ts";
export type { Option, OptionSchema, Stricter } from "./option.ts";
export type { OverrideRequest } from "./override.ts";
export { type JudgedPolicy, ruleChanges } from "./policy-change.ts";
export { rules } from "./registry.ts";
export type { Judgement, OptionFault, Rule, RuleAbout, RuleContext } from "./rule.ts";
