import { type Decision, isFailing, type Report } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { flakyNote, testPlace, titleOf, unsteadyTests } from "../test-words.ts";
import { bullet, more, name, sentence } from "./blocks.ts";
import type { Section } from "./planner.ts";

/** What does not decide and must not be hidden: unsteady tests, rules that warn, what is unknown about the change. */
export function notesSection(report: Report, decision: Decision): Section {
  const notes = [
    ...testNotes(report),
    ...ruleNotes(report, decision),
    ...changeNotes(report),
    ...problemNotes(report),
  ];
  return {
    noun: ["note", "notes"],
    total: notes.length,
    worth: 7,
    render: (limit) =>
      [
        "### Worth knowing",
        [...notes.slice(0, limit), ...more(notes.length, limit)].map(bullet).join("\n"),
      ].join("\n\n"),
  };
}

function testNotes(report: Report): readonly string[] {
  return unsteadyTests(report).map(
    (test) =>
      `**${test.flaky ? "Flaky" : "Recovered"}:** ${name(titleOf(test))} in ${name(testPlace(test))} ${sentence(flakyNote(test))}.`,
  );
}

function ruleNotes(report: Report, { rules, outcome }: Decision): readonly string[] {
  const warnings = rules
    .filter(({ effect }) => effect === "warn")
    .map(({ title, message }) => `${sentence(title)} only warns: ${sentence(message)}`);
  const failing = report.tests.filter(({ status }) => isFailing(status)).length;
  const tolerated = outcome === "allow" && failing > 0;
  return tolerated
    ? [`${plural(failing, "test")} failed, and the policy does not enforce that none does.`, ...warnings]
    : warnings;
}

function changeNotes({ changed }: Report): readonly string[] {
  if (!changed.known)
    return [`What this change covers is unknown: ${sentence(changed.reason)}. ${sentence(changed.remedy)}`];
  return changed.unmeasured.map(
    ({ path, lines }) => `${name(path)} changed (${plural(lines, "line")}) and no report measures it.`,
  );
}

function problemNotes({ problems }: Report): readonly string[] {
  const warnings = problems.filter(({ severity }) => severity === "warning").length;
  return warnings === 0 ? [] : [`Reports were read with ${plural(warnings, "warning")}.`];
}
