import { type Decision, describeUnmeasured, isFailing, type Report } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { openProblems } from "../alike-problems.ts";
import { unexcusedWords } from "../changed-words.ts";
import { flakyNote, testPlace, titleOf, unsteadyTests } from "../test-words.ts";
import { toldFailures } from "../waiver-words.ts";
import { bullet, folded, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";
import { problemItem } from "./problem-item.ts";

/** What does not decide and must not be hidden: warnings, unsteady tests, rules that warn, what is unknown. */
export function notesSections(report: Report, decision: Decision): readonly [Section, Section] {
  const notes = [
    ...problemNotes(report, decision),
    ...testNotes(report),
    ...ruleNotes(report, decision),
    ...changeNotes(report),
    ...lossNotes(report),
  ];
  const rest = notes.slice(screenful);
  return [
    {
      noun: ["note", "notes"],
      total: Math.min(screenful, notes.length),
      worth: 7,
      render: (limit) => `**Worth knowing:**\n\n${list(notes.slice(0, screenful), limit)}`,
    },
    {
      noun: ["further note", "further notes"],
      total: rest.length,
      worth: 6,
      render: (limit) => folded(plural(rest.length, "more note"), list(rest, limit)),
    },
  ];
}

/** Notes that fit on a screen; the rest is folded. */
const screenful = 6;

function list(notes: readonly string[], limit: number): string {
  return [...notes.slice(0, limit), ...more(notes.length, limit)].map(bullet).join("\n");
}

function testNotes(report: Report): readonly string[] {
  return unsteadyTests(report).map(
    (test) =>
      `**${test.recovered ? "Recovered" : "Flaky"}:** ${name(titleOf(test))} in ${name(testPlace(test))} ${sentence(flakyNote(test))}.`,
  );
}

function ruleNotes(report: Report, decision: Decision): readonly string[] {
  const { rules, outcome, override } = decision;
  const warnings = rules
    .filter(({ effect }) => effect === "warn")
    .map(({ title, message }) => `${sentence(title)} only warns: ${sentence(message)}`);
  const { isWaived } = toldFailures(decision);
  const failing = report.tests.filter((test) => isFailing(test.status) && !isWaived(test)).length;
  const tolerated = outcome === "allow" && override === undefined && failing > 0;
  return tolerated
    ? [`${plural(failing, "test")} failed, and the policy does not enforce that none does.`, ...warnings]
    : warnings;
}

function changeNotes(report: Report): readonly string[] {
  const { changed } = report;
  if (!changed.known)
    return [`What this change covers is unknown: ${sentence(changed.reason)}. ${sentence(changed.remedy)}`];
  const unexcused = unexcusedWords(report);
  return [
    ...(unexcused === "" ? [] : [`${sentence(unexcused)}`]),
    ...changed.unmeasured.map((file) => `${name(file.path)}: ${describeUnmeasured(file)}.`),
  ];
}

/** What the author of the change does not look for: coverage that was lost elsewhere. */
function lossNotes({ baseline }: Report): readonly string[] {
  const difference = baseline?.coverage;
  const files = difference?.known === true ? difference.files : [];
  const outside = files.filter(({ inDiff, lost }) => !inDiff && lost.length > 0);
  const lines = outside.reduce((sum, { counts }) => sum + (counts.LBC ?? 0), 0);
  if (lines === 0) return [];
  const where = plural(outside.length, "file");
  return [
    `**Lost outside the change:** no test runs ${plural(lines, "line")} of ${where} any more; the first is ${name(outside[0]!.path)}. All are told below.`,
  ];
}

/** How many problems stand among the notes; all of them stand below. */
const shown = 10;

function problemNotes(report: Report, decision: Decision): readonly string[] {
  const open = openProblems(report, decision);
  const rest = open.length - shown;
  return [
    ...open.slice(0, shown).map(problemItem),
    ...(rest > 0 ? [`${plural(rest, "more doubt")} among the problems below.`] : []),
  ];
}
