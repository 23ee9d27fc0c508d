import type {
  InspectedCoverage,
  InspectedFile,
  InspectedFindings,
  InspectedLoss,
  InspectedProblem,
  InspectedTests,
  Inspection,
  Specification,
} from "@tollgate/model";
import { grouped, plural, redact, share } from "@tollgate/text";
import { type Paint, paintFor, plain, type TerminalOptions, toOutput, wrapped } from "./style.ts";

/** What each file is, what it holds, what is wrong with it and what to do about it. */
export function renderInspection(inspection: Inspection, options: TerminalOptions): string {
  const paint = paintFor(options);
  const ok = inspection.files.filter(({ status }) => status === "ok").length;
  return toOutput([
    ...inspection.files.flatMap((file) => [...fileLines(file, options, paint), ""]),
    `${plural(inspection.files.length, "file")}, ${grouped(ok)} ok`,
  ]);
}

function fileLines(file: InspectedFile, options: TerminalOptions, paint: Paint): readonly string[] {
  const {
    path,
    status,
    bytes,
    format,
    producer,
    tests,
    coverage,
    findings,
    specification,
    problems,
    losses = [],
  } = file;
  const color = status === "ok" ? paint.green : status === "partial" ? paint.yellow : paint.red;
  const what = [
    format ?? "no known format",
    ...(producer === null ? [] : [`written by ${producer}`]),
    plural(bytes, "byte"),
  ];
  return [
    `${color(status === "ok" ? "✔" : "✘")} ${paint.bold(plain(path))}  ${color(status)}`,
    `  ${plain(what.join(", "))}`,
    ...(tests === undefined ? [] : [`  ${testWords(tests)}`]),
    ...(coverage === undefined ? [] : [`  ${coverageWords(coverage)}`]),
    ...(findings === undefined ? [] : [`  ${findingWords(findings)}`]),
    ...(specification === undefined ? [] : wrapped(specificationWords(specification), "  ", "    ", options)),
    ...problems.flatMap((problem) => problemLines(problem, options, paint)),
    ...losses.flatMap((loss) => lossLines(loss, options)),
  ];
}

function testWords({
  entries,
  cases,
  passed,
  failed,
  errored,
  skipped,
  todo,
  flaky,
  attempts,
  attachments = 0,
}: InspectedTests): string {
  const counts = [
    `${grouped(passed)} passed${flaky === 0 ? "" : ` (${grouped(flaky)} flaky)`}`,
    `${grouped(failed)} failed`,
    `${grouped(errored)} errored`,
    `${grouped(skipped)} skipped`,
    `${grouped(todo)} todo`,
  ].join(", ");
  const tries = attempts === cases ? "" : `, ${plural(attempts, "try", "tries")}`;
  return `${plural(cases, "test")} in ${plural(entries, "entry", "entries")}${tries}: ${counts}${attachments === 0 ? "" : `; ${plural(attachments, "attachment")}`}`;
}

function coverageWords({ files, lines, branches, functions }: InspectedCoverage): string {
  const words = Object.entries({ lines, branches, functions }).map(
    ([metric, { found, hit }]) =>
      `${metric} ${grouped(hit)}/${grouped(found)} ${share({ found, hit, mayHit: hit })}`,
  );
  return `${plural(files, "file")} measured: ${words.join(", ")}`;
}

function findingWords({ tools, results, suppressed, withoutPlace, ...levels }: InspectedFindings): string {
  const counts = [
    plural(levels.error, "error"),
    plural(levels.warning, "warning"),
    plural(levels.note, "note"),
    ...(levels.none === 0 ? [] : [`${grouped(levels.none)} of no level`]),
  ].join(", ");
  const by = tools.length === 0 ? "of no tool" : `of ${plain(tools.join(", "))}`;
  const notes = [
    suppressed === 0 ? "" : `${grouped(suppressed)} suppressed`,
    withoutPlace === 0 ? "" : `${grouped(withoutPlace)} without a file`,
  ].filter((note) => note !== "");
  return `${plural(results, "finding")} ${by}: ${[counts, ...notes].join("; ")}`;
}

function specificationWords(told: Specification): string {
  const { feature, language, pickles, pickleSteps } = told;
  const counts: readonly (readonly [number, string])[] = [
    [told.scenarios, "scenario"],
    [told.outlines, "outline"],
    [told.exampleRows, "row of examples"],
    [told.rules, "rule"],
    [told.backgrounds, "background"],
    [told.steps, "step"],
    [told.tags, "tag"],
    [told.comments, "comment"],
  ];
  const written = counts
    .filter(([count]) => count > 0)
    .map(([count, noun]) =>
      plural(count, noun, noun === "row of examples" ? "rows of examples" : `${noun}s`),
    );
  const name = feature === null ? "no feature" : `feature ${JSON.stringify(feature)} (${language})`;
  const toRun = `${plural(pickles, "scenario")} to run with ${plural(pickleSteps, "step")}`;
  return redact(
    `${name}, no results: ${toRun}${written.length === 0 ? "" : `; written as ${written.join(", ")}`}`,
  );
}

function problemLines(
  { severity, code, message, remedy, line, column, offset }: InspectedProblem,
  options: TerminalOptions,
  paint: Paint,
): readonly string[] {
  const color = { error: paint.red, warning: paint.yellow, info: paint.dim }[severity];
  const place =
    line !== undefined
      ? ` at line ${line}${column === undefined ? "" : `, column ${column}`}`
      : offset === undefined
        ? ""
        : ` at byte ${offset}`;
  const [first = "", ...rest] = wrapped(
    `${code}${place}: ${redact(message)}`,
    `  ${severity} `,
    "    ",
    options,
  );
  return [
    `  ${color(severity)}${first.slice(2 + severity.length)}`,
    ...rest,
    ...(remedy === "" ? [] : wrapped(redact(remedy), "    → ", "      ", options)),
  ];
}

function lossLines({ what, mend }: InspectedLoss, options: TerminalOptions): readonly string[] {
  return [
    ...wrapped(`cannot tell ${what}`, "  lost ", "    ", options),
    ...wrapped(mend, "    → ", "      ", options),
  ];
}
