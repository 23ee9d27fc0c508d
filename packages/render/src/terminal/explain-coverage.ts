import type {
  CoverageExplanation,
  CoverageGroup,
  CoverageOverview,
  FileExplanation,
  LineExplanation,
  LineRange,
  LineTelling,
  TellingSource,
} from "@tollgate/model";
import { grouped, plural, share, shareOf } from "@tollgate/text";
import { lineWords } from "../figures.ts";
import { columns, type Paint, paintFor, plain, type TerminalOptions, toOutput, wrapped } from "./style.ts";

/** Most tests that are named for one report; `--json` has all. */
const namedTests = 20;

/** Coverage in groups, of a file, or of a line, with what it comes from. */
export function renderCoverageExplanation(
  explanation: CoverageExplanation,
  options: TerminalOptions,
): string {
  const paint = paintFor(options);
  if (explanation.about === "all") return toOutput(overviewLines(explanation, paint));
  if (explanation.about === "file") return toOutput(fileLines(explanation, options, paint));
  return toOutput(lineLines(explanation, options, paint));
}

function overviewLines({ by, groups }: CoverageOverview, paint: Paint): readonly string[] {
  if (groups.length === 0) return ["No report measures coverage."];
  const nameless = { package: "no package", owner: "no owner", file: "no file" }[by];
  return groupTable(by, groups, nameless, paint);
}

/** A row for all tests of a group, and one for each kind. */
function groupTable(
  by: string,
  groups: readonly CoverageGroup[],
  nameless: string,
  paint: Paint,
): readonly string[] {
  const head = [by, "tests", "lines", "functions", "branches", "only here", "not here"];
  const rows = groups.flatMap(({ name, merged, byKind }) => [
    [name === "" ? nameless : plain(name), "all", ...sharesOf(merged), "", ""],
    ...byKind.map(({ kind, coverage, onlyHere, notHere }) => [
      "",
      plain(kind),
      ...sharesOf(coverage),
      grouped(onlyHere),
      grouped(notHere),
    ]),
  ]);
  return [
    ...columns("llrrrrr", [head, ...rows], (cell, row) => (row === 0 ? paint.dim(cell) : cell)),
    "",
    paint.dim("only here: lines that for certain no other kind of tests hits"),
    paint.dim("not here: measured lines that for certain this kind does not hit"),
  ];
}

function sharesOf({ lines, functions, branches }: CoverageGroup["merged"]): readonly string[] {
  return [lines, functions, branches].map(share);
}

function fileLines(file: FileExplanation, options: TerminalOptions, paint: Paint): readonly string[] {
  const { path, owners, group, unsure, onlyBy, notBy, phantoms, reports } = file;
  const row = (label: string, text: string): readonly string[] =>
    wrapped(text, `  ${label.padEnd(12)}  `, " ".repeat(16), options);
  return [
    paint.bold(plain(path)),
    ...row("package", file.package === "" ? "none" : file.package),
    ...row("owners", owners.length === 0 ? "none" : owners.join(" ")),
    ...row("uncovered", uncoveredWords(file)),
    ...(unsure === undefined ? [] : row("not certain", unsureWords(file.uncovered, unsure))),
    ...onlyBy.flatMap(({ kind, lines }) => (lines.length === 0 ? [] : row(`only ${kind}`, lineWords(lines)))),
    ...(notBy.length < 2
      ? []
      : notBy.flatMap(({ kind, lines }) => (lines.length === 0 ? [] : row(`not ${kind}`, lineWords(lines))))),
    ...(phantoms === 0
      ? []
      : row(
          "not counted",
          `${plural(phantoms, "entity", "entities")} that reports name and the source does not have`,
        )),
    "",
    ...groupTable("file", [{ ...group, name: path.slice(path.lastIndexOf("/") + 1) }], "", paint),
    "",
    ...reports.flatMap((report) => [
      ...wrapped(sourceWords(report), "  ", "    ", options),
      `    lines ${shareOf(report.lines)}, functions ${shareOf(report.functions)}, branches ${shareOf(report.branches)}`,
      ...(report.precision === "totals" ? [`    ${totalsOnly}`] : []),
    ]),
  ];
}

const totalsOnly = "tells how much of the file is covered, and not which lines";

function uncoveredWords({ uncovered, reports, group }: FileExplanation): string {
  if (uncovered.length > 0) return lineWords(uncovered);
  const { found, hit } = group.merged.lines;
  const isKnown =
    hit === found || reports.some(({ precision, superseded }) => precision !== "totals" && !superseded);
  return isKnown ? "nothing" : "not known: no report has its lines";
}

function unsureWords(uncovered: readonly LineRange[], unsure: readonly LineRange[]): string {
  const [all, some] = [lineWords(uncovered), lineWords(unsure)];
  return all === some ? "all of these may be covered" : `of these may be covered: ${some}`;
}

function lineLines(told: LineExplanation, options: TerminalOptions, paint: Paint): readonly string[] {
  const { path, line, branches, reports } = told;
  const arms = branches === undefined ? "" : `; branches ${shareOf(branches)}`;
  return [
    `${paint.bold(plain(`${path}:${line}`))}  ${answerOf(told, paint)}${arms}`,
    ...reports.flatMap((report) => [
      "",
      ...wrapped(sourceWords(report), "  ", "    ", options),
      ...tellingWords(report).flatMap((words) => wrapped(words, "    ", "      ", options)),
    ]),
  ];
}

function answerOf({ hits, mayBeHit, reports }: LineExplanation, paint: Paint): string {
  const isBlurred = reports.some((report) => report.totalsOnly === true);
  if (hits === undefined)
    return paint.yellow(isBlurred ? "no report tells of this line" : "no report measures this line");
  if (hits > 0) return paint.green(`covered, ${plural(hits, "hit")}`);
  return mayBeHit === true
    ? paint.yellow("may be covered, and no report says so for certain")
    : paint.red("not covered");
}

function sourceWords({ report, format, origin, superseded }: TellingSource): string {
  const { kind, package: owner, job, shard, attempt, environment } = origin;
  const whose = [
    kind,
    ...(owner === "" ? [] : [owner]),
    ...(job === "" ? [] : [`job ${job}`]),
    ...(shard.total === 1 ? [] : [`shard ${shard.index} of ${shard.total}`]),
    ...(attempt === 1 ? [] : [`attempt ${attempt}`]),
    ...environment,
    ...(superseded ? ["an older attempt, not counted"] : []),
  ];
  return `${report} (${format === undefined ? "" : `${format}; `}${whose.join(", ")})`;
}

function tellingWords(told: LineTelling): readonly string[] {
  const { hits, branches, conditions, functions, excluded } = told;
  return [
    hits === undefined
      ? told.totalsOnly === true
        ? totalsOnly
        : "does not measure this line"
      : hits === 0
        ? "not hit"
        : `hit ${plural(hits, "time")}`,
    ...functions.map(({ name, hits: calls }) => `function ${name}: ${hitWords(calls)}`),
    ...branches.map(({ type, arms }) => `${type}: ${arms.map(hitWords).join(", ")}`),
    ...conditions.map(
      ({ covered, total }) => `branches: ${hitWords(covered)} of ${grouped(total)}, without saying which`,
    ),
    ...excluded.map(({ entity, reason }) => `leaves out ${excludedWords[entity]}: ${reason}`),
    ...testWords(told),
  ];
}

const excludedWords = { line: "the line", function: "a function", branch: "a branch" };

function testWords({ tests }: LineTelling): readonly string[] {
  if (tests === undefined) return [];
  if (tests.length === 0) return ["no test that it tells of hits this line"];
  const shown = tests.slice(0, namedTests);
  const more = tests.length - shown.length;
  return [
    `${plural(tests.length, "test hits", "tests hit")} this line:`,
    ...shown.map((test) => `· ${test}`),
    ...(more > 0 ? [`and ${grouped(more)} more (--json names all)`] : []),
  ];
}

function hitWords(hits: number): string {
  return hits < 0 ? "not measured" : grouped(hits);
}
