import {
  type Decision,
  isWholeRepository,
  type LineRange,
  manifestPath,
  type Problem,
  type Report,
  type RuleResult,
  ruleSeverities,
  scopeLabel,
  type Violation,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import { isAboutProblems } from "./alike-problems.ts";
import { failingSteps, testRules } from "./failing-steps.ts";
import { lineWords, placeOf } from "./figures.ts";
import { onceAVerdict } from "./once-a-verdict.ts";
import type { Step, StepItem } from "./step.ts";
import { toldFailures } from "./waiver-words.ts";

/**
 * What the author of the change does next, most useful first: failing tests, failed runs, uncovered changes,
 * evidence to mend, evidence to bring, then the other rules. Rules that are only undecided because of such evidence
 * come last, together. Empty when the change is allowed, but for an override, under which it is to be done all the same.
 */
export const nextSteps: (report: Report, decision: Decision) => readonly Step[] = onceAVerdict(findSteps);

function findSteps(report: Report, decision: Decision): readonly Step[] {
  const { outcome, rules, override } = decision;
  if (outcome === "allow" && override === undefined) return [];
  const biting = rules
    .filter(({ effect }) => effect === "block" || effect === "hold")
    .toSorted((a, b) => ruleSeverities.indexOf(a.severity) - ruleSeverities.indexOf(b.severity));
  const failed = biting.filter(({ answer }) => answer === "fail");
  const undecided = biting.filter(({ answer, rule }) => answer === "unknown" && !isAboutEvidence(rule));
  const runs = failed.filter(({ rule }) => rule === "no-failed-runs").map(failedRunStep);
  const evidence = evidenceSteps(report, biting);
  const waits = runs.length + evidence.length > 0;
  const steps = [
    ...failingSteps(report, rules, toldFailures(decision)),
    ...runs,
    ...failed.filter(({ rule }) => rule === "changed-coverage").map((result) => changedStep(report, result)),
    ...evidence,
    ...failed.filter(({ rule }) => !ownStep.has(rule) && !isAboutEvidence(rule)).map(ruleStep),
    ...(waits ? undecidedSteps(undecided) : undecided.map(ruleStep)),
  ];
  return steps.map((step) => ({ ...step, items: step.items.map((item) => withOwners(report, item)) }));
}

function withOwners({ owners: known }: Report, item: StepItem): StepItem {
  const owners = item.path === undefined ? undefined : known?.get(item.path);
  return owners === undefined || owners.length === 0 ? item : { ...item, owners };
}

/** Rules whose steps are the evidence itself. */
function isAboutEvidence(rule: string): boolean {
  return rule === "no-missing-evidence" || isAboutProblems(rule);
}

/** Rules whose failures have a step of their own. */
const ownStep: ReadonlySet<string> = new Set([...testRules, "no-failed-runs", "changed-coverage"]);

/** A run may have several errors, so the fact counts the runs. */
function failedRunStep({ remedy, violations, facts }: RuleResult): Step {
  return {
    title: `Find out why ${plural(facts[0]?.lo ?? violations.length, "run")} failed outside the tests`,
    advice: remedy,
    items: violations.map((violation) => violationItem("no-failed-runs", violation)),
  };
}

/** Uncovered places of one file in one item. */
function changedStep(report: Report, { message, remedy, violations, scope, facts }: RuleResult): Step {
  const files = new Map<string, Violation[]>();
  for (const violation of violations) {
    const path = violation.path ?? "";
    const known = files.get(path);
    if (known === undefined) files.set(path, [violation]);
    else known.push(violation);
  }
  const isAboutLines = facts[0]?.unit === "lines";
  return {
    title: `Cover what this change adds${inScope(scope)}`,
    advice: `${remedy} ${message}`.trim(),
    items: [...files].map(([path, wrong]) => ({
      key: keyOf("changed-coverage", scopeLabel(scope), path),
      name: "",
      path,
      place: placeOf({ path, line: wrong.find(({ line }) => line !== undefined)?.line }),
      note: isAboutLines
        ? [lineNote(wrong), ...uncalled(report, path)].join("; ")
        : wrong.map(violationNote).join("; "),
      quote: "",
    })),
  };
}

function lineNote(violations: readonly Violation[]): string {
  const lines = violations.flatMap(({ line, endLine }): readonly LineRange[] =>
    line === undefined ? [] : [[line, endLine ?? line]],
  );
  const others = violations.filter(({ line }) => line === undefined).map(violationNote);
  return [...(lines.length === 0 ? [] : [`no test reaches ${lineWords(lines)}`]), ...others].join("; ");
}

/** Functions that the change touches and nothing calls: they say faster than line numbers what to test. */
function uncalled({ changed }: Report, path: string): readonly string[] {
  const file = changed.known ? changed.files.find((candidate) => candidate.path === path) : undefined;
  const open = file?.uncoveredFunctions.filter(({ excused }) => !excused) ?? [];
  const names = open.map(({ name }) => `\`${name}\``);
  return names.length === 0
    ? []
    : [`nothing calls ${names.slice(0, 5).join(", ")}${names.length > 5 ? "…" : ""}`];
}

function violationNote({ message, line }: Violation): string {
  return line === undefined ? message : `line ${line}: ${message}`;
}

/** What to mend, what to bring; where neither is known by name, what the rules say. */
function evidenceSteps(report: Report, biting: readonly RuleResult[]): readonly Step[] {
  const steps = [...mendSteps(report, biting), ...missingSteps(report)];
  if (steps.length > 0) return steps;
  const [first] = biting.filter(({ rule }) => isAboutEvidence(rule));
  return first === undefined ? [] : [ruleStep(first)];
}

function mendSteps(report: Report, biting: readonly RuleResult[]): readonly Step[] {
  const results = biting.filter(({ rule, answer }) => answer === "fail" && isAboutProblems(rule));
  if (results.length === 0) return [];
  const errors = report.problems.filter(({ severity }) => severity === "error");
  const known = new Set(errors.map(({ message }) => message));
  const silent = results.flatMap(({ violations }) => violations).filter(({ message }) => !known.has(message));
  const items = [
    ...errors.map(problemItem),
    ...silent.map((violation) => violationItem("evidence", violation)),
  ];
  if (items.length === 0) return results.map(ruleStep);
  return [{ title: `Mend the evidence: ${plural(items.length, "error")} in reports`, advice: "", items }];
}

function problemItem({ code, path, line, column, message, remedy }: Problem): StepItem {
  const place = placeOf({ path, line });
  const at = line === undefined || column === undefined ? place : `${place}:${column}`;
  const key = keyOf("problem", code, path ?? "", path === undefined ? withoutFigures(message) : "");
  const file = path === undefined ? {} : { path };
  return { key, name: "", place: at, ...file, note: `${message} ${remedy}`.trim(), quote: "" };
}

function missingSteps({ missing, packages }: Report): readonly Step[] {
  if (missing.length === 0) return [];
  const dirs = new Map(packages.map(({ name, dir }) => [name, dir]));
  const items = missing.map(({ what, because, remedy, package: owner = "" }) => ({
    key: keyOf("missing", what),
    name: "",
    place: "",
    ...(dirs.has(owner) ? { path: manifestPath(dirs.get(owner)!) } : {}),
    note: `${what} (${because}). ${remedy}`,
    quote: "",
  }));
  return [
    { title: `Bring what is missing: ${plural(missing.length, "report")} did not arrive`, advice: "", items },
  ];
}

function ruleStep({ rule, title, scope, message, remedy, violations }: RuleResult): Step {
  const about = keyOf(rule, scopeLabel(scope));
  return {
    key: about,
    title: title + inScope(scope),
    advice: `${message} ${remedy}`.trim(),
    items: violations.map((violation) => violationItem(about, violation)),
  };
}

function undecidedSteps(undecided: readonly RuleResult[]): readonly Step[] {
  if (undecided.length === 0) return [];
  const items = undecided.map(({ rule, title, scope, message }) => ({
    key: keyOf(rule, scopeLabel(scope)),
    name: "",
    place: "",
    note: `${title}${inScope(scope)}: ${message}`,
    quote: "",
  }));
  return [{ title: `Then ${plural(undecided.length, "more rule")} can be decided`, advice: "", items }];
}

function violationItem(about: string, violation: Violation): StepItem {
  const place = placeOf(violation) || (violation.package ?? "");
  const { path = "", package: owner = "", message } = violation;
  const key = keyOf(about, path, owner, withoutFigures(message));
  return { key, name: "", place, ...(path === "" ? {} : { path }), note: message, quote: "" };
}

/** One text of several that cannot be taken for another. */
function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

/** Figures differ from push to push, and what they are about does not. */
function withoutFigures(message: string): string {
  return message.replace(/\d+/g, "0");
}

/** ` (@shop/api, unit)`, or nothing for the repository. */
function inScope(scope: RuleResult["scope"]): string {
  return scope.kind === undefined && isWholeRepository(scope) ? "" : ` (${scopeLabel(scope)})`;
}
