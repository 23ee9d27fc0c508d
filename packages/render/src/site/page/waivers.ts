import { type Decision, isHelping, type JudgedWaiver } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { changeTitle, noDifference, ruleChangeWords } from "../../policy-words.ts";
import { waiverNote, waiversToTell, waiverTarget } from "../../waiver-words.ts";
import { badge, list, more, name, section, sentence } from "./blocks.ts";

/** Every waiver with how it stands, those that do not help first. */
export function waiversHtml(decision: Decision): string {
  const waivers = waiversToTell(decision);
  return waivers.length === 0
    ? ""
    : section("waivers", plural(waivers.length, "waiver"), [
        list([...waivers.slice(0, shown).map(waiverHtml), ...more(waivers.length, shown)], "ul", "cards"),
      ]);
}

const shown = 100;

function waiverHtml(waiver: JudgedWaiver): string {
  const { id, state, expires } = waiver;
  const until = isHelping(state) ? ` until ${sentence(expires)}` : "";
  const target = sentence(waiverTarget(waiver));
  return `${badge(state, isHelping(state) ? "open" : "bad")}${until} ${name(id)}<p>${target}. ${sentence(waiverNote(waiver))}</p>`;
}

/** What the policy that the change brings would have said instead. */
export function policyChangeHtml(decision: Decision): string {
  const { policyChange } = decision;
  if (policyChange === undefined) return "";
  const words = policyChange.rules.map(ruleChangeWords);
  if (policyChange.outcome !== undefined && words.length === 0) words.push(noDifference);
  return section("policy-change", "The policy of this change", [
    `<p>${sentence(changeTitle(decision))}.</p>`,
    list([...words.slice(0, shown).map(sentence), ...more(words.length, shown)], "ul", "things"),
  ]);
}
