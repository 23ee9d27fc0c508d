import { type Decision, type Report, scopeLabel } from "@tollgate/model";
import { duration, grouped, plural, share } from "@tollgate/text";
import { type AlikeProblems, openProblems } from "../alike-problems.ts";
import { extentOf, placeOf } from "../figures.ts";
import { changeTitle, noDifference, policyWords, ruleChangeWords } from "../policy-words.ts";
import { redactDecision, redactReport } from "../redact-report.ts";
import { reusedWords } from "../reused-words.ts";
import type { Step } from "../step.ts";
import { nextSteps } from "../steps.ts";
import { flakyNote, testPlace, titleOf, unsteadyTests } from "../test-words.ts";
import { isAllowedInDoubt, verdictWords } from "../verdict-words.ts";
import { baseLines } from "./base.ts";
import { changedLines } from "./changed-lines.ts";
import { findingLines } from "./findings.ts";
import { attachmentLines, more, placed, shown } from "./lists.ts";
import { lostLines } from "./lost-coverage.ts";
import {
  columns,
  type Paint,
  paintFor,
  plain,
  quoted,
  type TerminalOptions,
  toOutput,
  wrapped,
} from "./style.ts";
import { waiverLines } from "./waivers.ts";

/** The verdict, its reasons with their places, figures by package and kind, flaky tests, uncovered changed lines. */
export function renderTerminal(report: Report, decision: Decision, options: TerminalOptions): string {
  const facts = redactReport(report);
  const verdict = redactDecision(decision);
  const paint = paintFor(options);
  const parts = [
    [...verdictLines(verdict, options, paint), ...policyLines(verdict, options, paint)],
    nextSteps(facts, verdict).flatMap((step, i) => stepLines(step, i + 1, options, paint)),
    waiverLines(verdict, options, paint),
    warningLines(verdict, options, paint),
    policyChangeLines(verdict, options, paint),
    problemLines(facts, verdict, options, paint),
    reusedWords(facts).flatMap((words) =>
      wrapped(`${words.charAt(0).toUpperCase()}${words.slice(1)}.`, "", "  ", options),
    ),
    tableLines(facts, options, paint),
    baseLines(facts, verdict, options, paint),
    lostLines(facts, options, paint),
    findingLines(facts, verdict, options, paint),
    flakyLines(facts, options, paint),
    changedLines(facts, verdict, options, paint),
  ];
  return toOutput(
    parts.filter((lines) => lines.length > 0).flatMap((lines, i) => (i === 0 ? lines : ["", ...lines])),
  );
}

function verdictLines(decision: Decision, options: TerminalOptions, paint: Paint): readonly string[] {
  const { sign, word, why } = verdictWords(decision);
  const color = isAllowedInDoubt(decision)
    ? paint.yellow
    : { allow: paint.green, block: paint.red, hold: paint.yellow }[decision.outcome];
  const start = `${sign} ${word}:`;
  const [first = "", ...rest] = wrapped(why, `${start} `, "  ", options);
  return [paint.bold(color(start)) + first.slice(start.length), ...rest];
}

function policyLines(decision: Decision, options: TerminalOptions, paint: Paint): readonly string[] {
  const words = policyWords(decision);
  return words === "" ? [] : wrapped(`Judged by ${words}.`, "  ", "  ", options).map(paint.dim);
}

/** What the change's own policy would have said. */
function policyChangeLines(decision: Decision, options: TerminalOptions, paint: Paint): readonly string[] {
  const { policyChange } = decision;
  if (policyChange === undefined) return [];
  const words = policyChange.rules.map(ruleChangeWords);
  if (policyChange.outcome !== undefined && words.length === 0) words.push(noDifference);
  return [
    paint.bold(`${changeTitle(decision)}.`),
    ...words.slice(0, shown).flatMap((text) => placed("", text, options, paint)),
    ...more(words.length, paint),
  ];
}

function stepLines(
  { title, advice, items }: Step,
  number: number,
  options: TerminalOptions,
  paint: Paint,
): readonly string[] {
  return [
    `${number}. ${paint.bold(plain(title))}`,
    ...(advice === "" ? [] : wrapped(advice, "   ", "   ", options)),
    ...items
      .slice(0, shown)
      .flatMap(({ name, place, note, quote, failure, attachments }) => [
        ...placed(place, [name, note].filter((text) => text !== "").join(": "), options, paint),
        ...quoted(quote, "       ").map((line) => paint.dim(line)),
        ...(failure === undefined ? [] : [paint.dim(`       failure ${failure}`)]),
        ...attachmentLines(attachments, paint),
      ]),
    ...more(items.length, paint),
  ];
}

function warningLines({ rules }: Decision, options: TerminalOptions, paint: Paint): readonly string[] {
  return rules
    .filter(({ effect }) => effect === "warn")
    .flatMap(({ title, scope, message }) => {
      const [first = "", ...rest] = wrapped(
        `${title} (${scopeLabel(scope)}) only warns: ${message}`,
        "! ",
        "  ",
        options,
      );
      return [paint.yellow("!") + first.slice(1), ...rest];
    });
}

/** Warnings, each kind of them once; beside them it is said how many notes there are. */
function problemLines(
  report: Report,
  decision: Decision,
  options: TerminalOptions,
  paint: Paint,
): readonly string[] {
  const open = openProblems(report, decision);
  const notes = report.problems.filter(({ severity }) => severity === "info").length;
  if (open.length === 0) return [];
  return [
    paint.bold("Worth knowing:"),
    ...open
      .slice(0, shown)
      .flatMap((alike) => placed(placesOf(alike), `${alike[0].message} ${alike[0].remedy}`, options, paint)),
    ...more(open.length, paint),
    ...(notes === 0 ? [] : [paint.dim(`   - ${plural(notes, "note")} in report.json`)]),
  ];
}

/** The first place, and how many more there are. */
function placesOf([{ path, line }, ...others]: AlikeProblems): string {
  const rest = others.length === 0 ? "" : ` and ${grouped(others.length)} more`;
  return path === undefined ? "" : `${placeOf({ path, line })}${rest}`;
}

function tableLines({ cells, totals }: Report, { width }: TerminalOptions, paint: Paint): readonly string[] {
  const head = ["Package", "Kind", "Tests", "Failed", "Flaky", "Skipped", "Time", "Lines", "Branches"];
  const nameWidth = Math.max(12, width - 80);
  const named = (text: string): string => {
    const name = plain(text);
    return [...name].length > nameWidth ? `…${[...name].slice(-nameWidth + 1).join("")}` : name;
  };
  const rows = [
    head,
    ...cells.slice(0, 100).map((cell) => [named(cell.package), plain(cell.kind), ...figures(cell)]),
    ["all", "", ...figures(totals)],
  ];
  const lines = columns("llrrrrrrr", rows, (cell, row, column) => {
    if (row === 0) return paint.dim(cell);
    if (column === 3 && !["", "0"].includes(cell.trim())) return paint.red(cell);
    if (column === 4 && !["", "0"].includes(cell.trim())) return paint.yellow(cell);
    return cell;
  });
  return cells.length > 100
    ? [...lines, `… and ${grouped(cells.length - 100)} more rows in report.json`]
    : lines;
}

function figures({ tests, coverage }: Report["totals"]): readonly string[] {
  const counts = [
    grouped(tests.cases),
    grouped(tests.failed + tests.errored),
    grouped(tests.flaky),
    grouped(tests.skipped + tests.todo),
    duration(tests.durationUs),
  ];
  return [
    // Where only coverage arrived, nothing is said of tests: that is not a run of 0 tests.
    ...(tests.cases === 0 ? counts.map(() => "") : counts),
    share(extentOf(coverage, "lines")),
    share(extentOf(coverage, "branches")),
  ];
}

function flakyLines(report: Report, options: TerminalOptions, paint: Paint): readonly string[] {
  const tests = unsteadyTests(report);
  if (tests.length === 0) return [];
  return [
    paint.yellow(`${plural(tests.length, "test")} passed only at a later try:`),
    ...tests
      .slice(0, shown)
      .flatMap((test) => placed(testPlace(test), `${titleOf(test)}: ${flakyNote(test)}`, options, paint)),
    ...more(tests.length, paint),
  ];
}
