import {
  type Decision,
  type IsoDate,
  type JudgedWaiver,
  type PolicyLayer,
  type RuleChange,
  type RuleEvidence,
  type RuleResult,
  scopeLabel,
  type Violation,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import { factWords } from "../fact-words.ts";
import { placeOf } from "../figures.ts";
import { redactDecision } from "../redact-report.ts";
import { waiverFile } from "../waiver-file.ts";
import { waiverNote, waiversToTell, waiverTarget } from "../waiver-words.ts";
import { askedBy } from "./policy.ts";
import { type Paint, paintFor, plain, type TerminalOptions, toOutput, wrapped } from "./style.ts";

/** How a rule of a decision came to its answer, once for each scope: facts with derivation, what is wrong, remedy, place. */
export function explainRule(decision: Decision, rule: string, options: TerminalOptions): string {
  const paint = paintFor(options);
  const verdict = redactDecision(decision);
  const { policy } = verdict;
  const results = verdict.rules.filter((result) => result.rule === rule);
  const changes = verdict.policyChange?.rules.filter((change) => change.rule === rule) ?? [];
  const waivers = waiversToTell(verdict).filter((waiver) => waiver.rule === rule);
  return toOutput([
    ...results.flatMap((result) => [...resultLines(result, policy?.layers, options, paint), ""]),
    ...changes.flatMap((change) => [...changeLines(change, options, paint), ""]),
    ...waivers.flatMap((waiver) => [...waiverRows(waiver, options), ""]),
    ...fileLines(results, verdict.date, paint),
  ]);
}

/** What the policy that the change brings would say of the rule. */
function changeLines(change: RuleChange, options: TerminalOptions, paint: Paint): readonly string[] {
  const place = (change.after ?? change.before)?.place;
  return [
    `${paint.bold(plain(change.title))} ${paint.dim("by the policy that the change brings")}`,
    ...wrapped(scopeLabel(change.scope), "  scope     ", " ".repeat(12), options),
    ...wrapped(change.message, "  change    ", " ".repeat(12), options),
    ...(place === undefined
      ? []
      : wrapped(`${placeOf(place)}:${place.column}`, "  asked by  ", " ".repeat(12), options)),
  ];
}

function waiverRows(waiver: JudgedWaiver, options: TerminalOptions): readonly string[] {
  const { id, state, expires } = waiver;
  return [
    ...wrapped(`${id} (${state}, until ${expires}): ${waiverTarget(waiver)}`, "Waiver ", "  ", options),
    ...wrapped(waiverNote(waiver), "  ", "  ", options),
  ];
}

/** How many waiver files are written out; they are alike but for the test. */
const written = 3;

/** Waivers for the first failures that have none, to be copied. */
function fileLines(results: readonly RuleResult[], date: IsoDate, paint: Paint): readonly string[] {
  const open = results.flatMap(({ rule, violations }) =>
    violations
      .filter(({ waiver }) => waiver === undefined)
      .map((violation) => waiverFile(rule, violation, date)),
  );
  const files = open.filter((file) => file !== undefined).slice(0, written);
  if (files.length === 0) return [];
  return [
    paint.dim(
      "If it cannot be mended now: a waiver, a file of your own name in .tollgate/waivers/ on the base branch.",
    ),
    "",
    ...files.flatMap((file) => [...file.map((line) => `  ${line}`), ""]),
  ];
}

function resultLines(
  result: RuleResult,
  layers: readonly PolicyLayer[] | undefined,
  options: TerminalOptions,
  paint: Paint,
): readonly string[] {
  const {
    rule,
    title,
    scope,
    mode,
    answer,
    effect,
    message,
    remedy,
    facts,
    evidence,
    violations,
    waivers = [],
    place,
  } = result;
  const row = (label: string, text: string): readonly string[] =>
    wrapped(text, `  ${label.padEnd(8)}  `, " ".repeat(12), options);
  const color = { pass: paint.green, fail: paint.red, unknown: paint.yellow }[answer];
  return [
    `${paint.bold(plain(title))} ${paint.dim(`(${plain(rule)})`)}`,
    ...row("scope", scopeLabel(scope)),
    `  answer    ${color(answer)}, ${effectWords(effect, mode)}`,
    ...row("found", message),
    ...facts.flatMap((fact) => [...row("fact", factWords(fact)), ...row("", fact.derivation)]),
    ...(evidence === undefined ? [] : row("evidence", evidenceWords(evidence))),
    ...violations.flatMap((violation, i) => row(i === 0 ? "wrong" : "", violationWords(violation))),
    ...(remedy === "" ? [] : row("to do", remedy)),
    ...waivers.flatMap((id, i) => row(i === 0 ? "waived" : "", id)),
    ...row("asked by", askedBy(place, layers)),
  ];
}

function evidenceWords({ count, paths }: RuleEvidence): string {
  const more = count - paths.length;
  return `${plural(count, "report")}: ${paths.join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}

function effectWords(effect: RuleResult["effect"], mode: RuleResult["mode"]): string {
  if (effect === "waived") return `waived, so it does not decide (mode ${mode})`;
  if (effect !== "none") return `so it ${effect}s (mode ${mode})`;
  return `no effect on the outcome (mode ${mode})`;
}

function violationWords(violation: Violation): string {
  const place = placeOf(violation) || (violation.package ?? "");
  const waived = violation.waiver === undefined ? "" : `, waived by ${violation.waiver}`;
  const failure = violation.failure === undefined ? "" : ` (failure ${violation.failure}${waived})`;
  return `${place === "" ? "" : `${place}: `}${violation.message}${failure}`;
}
