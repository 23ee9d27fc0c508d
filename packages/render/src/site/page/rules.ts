import { type Decision, type Fact, type RuleResult, scopeLabel } from "@tollgate/model";
import { effectWords } from "../../effect-words.ts";
import { factWords } from "../../fact-words.ts";
import { placeOf } from "../../figures.ts";
import { reproductions } from "../../reproduce-words.ts";
import { badge, list, more, name, section, sentence } from "./blocks.ts";

/** Every rule with its answer, and what was found against what is wanted; those that decide first. */
export function rulesHtml({ rules }: Decision): string {
  const ordered = rules.toSorted((a, b) => urgencyOf(a) - urgencyOf(b));
  return section("rules", "Rules", [
    list([...ordered.slice(0, shown).map(ruleHtml), ...more(rules.length, shown)], "ul", "cards rules"),
  ]);
}

/** Policies of hundreds of packages have a rule for each. */
const shown = 500;

function urgencyOf({ effect, answer }: RuleResult): number {
  if (effect !== "none") return effects.indexOf(effect);
  return answer === "pass" ? effects.length + 1 : effects.length;
}

const effects: readonly RuleResult["effect"][] = ["block", "hold", "waived", "warn"];

const answers = {
  pass: { sign: "✔", tone: "good" },
  fail: { sign: "✘", tone: "bad" },
  unknown: { sign: "◌", tone: "open" },
} as const;

function ruleHtml(result: RuleResult): string {
  const { title, scope, answer, message, remedy, facts, place, rule } = result;
  const { sign, tone } = answers[answer];
  const effect = effectWords(result);
  return [
    badge(`${sign} ${answer}${effect === "" ? "" : `, ${effect}`}`, tone),
    ` <span class="title">${sentence(title)}</span> <span class="scope">${sentence(scopeLabel(scope))}</span>`,
    `<p>${sentence(message)}${remedy === "" ? "" : ` ${sentence(remedy)}`}</p>`,
    `<details><summary>Figures</summary>`,
    list([...facts.slice(0, shownFacts).map(factHtml), ...more(facts.length, shownFacts)], "ul", "things"),
    `<p>${name(rule)}${place === undefined ? ", built in" : `, asked by ${name(placeOf(place))}`}</p>`,
    "</details>",
  ].join("");
}

const shownFacts = 20;

function factHtml(fact: Fact): string {
  return `${sentence(factWords(fact))}: ${sentence(fact.derivation)}`;
}

/** How anybody comes to this verdict on a machine of their own. */
export function reproduceHtml(decision: Decision): string {
  const items = reproductions(decision).map(
    ({ purpose, command }) => `${sentence(purpose)}: ${name(command)}`,
  );
  return section("reproduce", "Reproduce", [list(items, "ul", "things")]);
}
