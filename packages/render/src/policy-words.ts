import { type Decision, type RuleChange, scopeLabel } from "@tollgate/model";

/** Which policy judged, as a clause: `tollgate.yml of main (1a2b3c4)`; nothing where there is nothing to tell. */
export function policyWords({ policy }: Pick<Decision, "policy">): string {
  if (policy === undefined) return "";
  const { path, from, ref = "the base", commit } = policy;
  const base = commit === undefined ? ref : `${ref} (${commit.slice(0, 7)})`;
  if (from === "base")
    return path === undefined ? `the built-in rules, as ${base} has no policy` : `${path} of ${base}`;
  if (from === "first")
    return `the built-in rules and this change's ${path ?? "policy"}, as ${base} has no policy yet`;
  if (from === "unknown") return `the built-in rules and this change's, as the policy of ${base} is not here`;
  if (path === undefined) return "";
  return from === "outside" ? path : `${path} as it lies here; a pull request is judged by that of its base`;
}

/** What the policy that the change brings would say of all. */
export function changeTitle({ policyChange }: Decision): string {
  const outcome = policyChange?.outcome;
  return outcome === undefined
    ? "What judges this change is edited by it"
    : `By the policy that this change brings the outcome would be: ${outcome}`;
}

/** A rule of which the change's own policy would say something else. */
export function ruleChangeWords({ title, scope, message }: RuleChange): string {
  return `${title} (${scopeLabel(scope)}): ${message}`;
}

/** Where nothing would differ. */
export const noDifference: string = "No rule would say anything else of this change.";
