import { type Decision, isHelping, type RuleResult, scopeLabel } from "@tollgate/model";
import { xmlCharacters } from "@tollgate/text";
import junitBuilder, { type Builder } from "junit-report-builder";
import { placeOf } from "./figures.ts";
import { ownOutput } from "./own-output.ts";
import { redactDecision } from "./redact-report.ts";
import { waiverNote, waiverTarget } from "./waiver-words.ts";

/**
 * The decision as JUnit XML for a CI that shows JUnit: a suite for each rule, a case for each scope of it. What
 * blocks or holds is a failure of that type; what only warns or is observed passes, with its message as output. What is
 * waived or overridden is skipped, as are waivers that do not help: neither failed nor passed.
 */
export function renderDecisionJunit(decision: Decision): string {
  // under nodenext the package's types describe a namespace; at run time the default import is the builder itself
  const builder = (junitBuilder as unknown as Builder).newBuilder().name("tollgate");
  const names = new Map<string, number>();
  const suites = new Map<string, ReturnType<Builder["testSuite"]>>();
  const verdict = redactDecision(decision);
  for (const result of verdict.rules) {
    const suite = suites.get(result.rule) ?? builder.testSuite().name(xmlCharacters(result.rule));
    suites.set(result.rule, suite);
    const test = suite
      .testCase()
      .className(xmlCharacters(result.rule))
      .name(xmlCharacters(distinctName(result, names)));
    const excused = excuseOf(result, verdict);
    if (excused !== "") test.standardOutput(xmlCharacters(excused)).skipped();
    else if (result.effect === "block" || result.effect === "hold")
      test.failure(xmlCharacters(result.message), result.effect).stacktrace(xmlCharacters(reasonsOf(result)));
    else test.standardOutput(xmlCharacters(`${result.answer}: ${result.message}`));
  }
  addWaivers(builder, verdict);
  return builder.build().replace(/^(<\?xml[^>]*\?>)/, `$1\n<!-- ${ownOutput} -->`);
}

/** Why a result that is not as wanted lets the change pass; empty for all others. */
function excuseOf(
  { effect, answer, message, waivers = [], violations }: RuleResult,
  { override }: Decision,
): string {
  const wrong = violations.map((violation) => violation.message);
  if (effect === "waived")
    return [`waived by ${waivers.join(", ")}: ${answer}: ${message}`, ...wrong].join("\n");
  if (override === undefined || (effect !== "block" && effect !== "hold")) return "";
  return [`overridden by ${override.actor} (${override.reason}): ${answer}: ${message}`, ...wrong].join("\n");
}

function addWaivers(builder: Builder, { waivers = [] }: Decision): void {
  if (waivers.length === 0) return;
  const suite = builder.testSuite().name("waivers");
  for (const waiver of waivers) {
    const test = suite.testCase().className("waivers").name(xmlCharacters(waiver.id));
    test.standardOutput(xmlCharacters(`${waiver.state}: ${waiverTarget(waiver)}. ${waiverNote(waiver)}`));
    if (!isHelping(waiver.state)) test.skipped();
  }
}

/** Title and scope; entries of one scope are numbered, since a CI takes equal names for one test. */
function distinctName({ rule, title, scope }: RuleResult, names: Map<string, number>): string {
  const name = `${title} (${scopeLabel(scope)})`;
  const count = (names.get(`${rule}\0${name}`) ?? 0) + 1;
  names.set(`${rule}\0${name}`, count);
  return count === 1 ? name : `${name} ${count}`;
}

function reasonsOf({ message, remedy, violations }: RuleResult): string {
  const wrong = violations.map((violation) => {
    const place = placeOf(violation);
    return place === "" ? violation.message : `${place}: ${violation.message}`;
  });
  return [message, ...wrong, ...(remedy === "" ? [] : [remedy])].join("\n");
}
