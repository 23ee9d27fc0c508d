import {
  type Attempt,
  compareText,
  type Detail,
  fullTitle,
  isFailing,
  type MergedCase,
  type Report,
} from "@tollgate/model";
import { xmlAttribute, xmlText } from "@tollgate/text";
import { ownOutput } from "./own-output.ts";
import { redactReport } from "./redact-report.ts";

/**
 * All tests as JUnit XML, in pieces: a suite for each package, kind, test file and environment. Earlier failed tries
 * stand in surefire's elements: `flakyFailure` and `flakyError` below a passed case, `rerunFailure` and `rerunError`
 * below a failing one. Times are seconds; what has no known duration has no time.
 */
export function* renderJunit(report: Report): Generator<string> {
  const { tests } = redactReport(report);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${ownOutput} -->\n`;
  yield `<testsuites name="tollgate" ${totals(tests)}>\n`;
  for (const cases of suitesOf(tests)) {
    yield suiteStart(cases);
    for (const test of cases) yield caseElement(test);
    yield "</testsuite>\n";
  }
  yield "</testsuites>\n";
}

/** Groups of cases that share package, kind, file and environment, sorted by these. */
function suitesOf(tests: readonly MergedCase[]): readonly (readonly [MergedCase, ...MergedCase[]])[] {
  const suites = new Map<string, [MergedCase, ...MergedCase[]]>();
  for (const test of tests) {
    const key = [test.package, test.kind, test.file ?? "", test.environment ?? ""].join("\0");
    const suite = suites.get(key);
    if (suite === undefined) suites.set(key, [test]);
    else suite.push(test);
  }
  return [...suites].sort(([a], [b]) => compareText(a, b)).map(([, suite]) => suite);
}

function suiteStart(cases: readonly [MergedCase, ...MergedCase[]]): string {
  const { package: owner, kind, file, environment } = cases[0];
  const properties = [
    ["package", owner],
    ["kind", kind],
    ...(environment === undefined ? [] : [["environment", environment]]),
  ];
  return [
    `<testsuite name="${xmlAttribute(file ?? owner)}" ${totals(cases)}`,
    file === undefined ? "" : ` file="${xmlAttribute(file)}"`,
    environment === undefined ? "" : ` hostname="${xmlAttribute(environment)}"`, // as Playwright names a project
    ">\n<properties>",
    ...properties.map(
      ([name = "", value = ""]) => `<property name="${name}" value="${xmlAttribute(value)}"/>`,
    ),
    "</properties>\n",
  ].join("");
}

function totals(cases: readonly MergedCase[]): string {
  let [failures, errors, skipped, us] = [0, 0, 0, 0];
  for (const { status, durationUs } of cases) {
    if (status === "failed") failures++;
    else if (status === "errored") errors++;
    else if (status !== "passed") skipped++;
    us += durationUs ?? 0;
  }
  return `tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds(us)}"`;
}

function caseElement(test: MergedCase): string {
  const children = [
    recoveredNote(test),
    ...outcome(test),
    ...(test.earlier ?? []).map((attempt) => tryElement(test, attempt)),
  ];
  const content = children.join("");
  const start = [
    `<testcase name="${xmlAttribute(fullTitle(test))}" classname="${xmlAttribute(test.file ?? test.package)}"`,
    test.file === undefined ? "" : ` file="${xmlAttribute(test.file)}"`,
    test.line === undefined ? "" : ` line="${test.line}"`,
    timeAttribute(test.durationUs),
  ].join("");
  return content === "" ? `${start}/>\n` : `${start}>${content}</testcase>\n`;
}

function recoveredNote({ recovered }: MergedCase): string {
  return recovered
    ? `<properties><property name="recovered" value="passed only in a later CI attempt"/></properties>`
    : "";
}

/** The elements that give the final try its status; each detail keeps its own. */
function outcome({ status, details }: MergedCase): readonly string[] {
  switch (status) {
    case "passed":
      return [];
    case "todo":
      return [skipElement(details, "todo")];
    case "skipped":
      return [skipElement(details, "skipped")];
    case "failed":
      return failureElements(details, "failure", () => "failure");
    case "errored":
      return failureElements(details, "error", ({ kind }) => (kind === "failure" ? "failure" : "error"));
  }
}

/** As node:test writes it: the type tells a todo from a skip. */
function skipElement(details: readonly Detail[], type: "todo" | "skipped"): string {
  const reason = details.find(({ kind }) => kind === "skip");
  return `<skipped type="${type}"${attribute("message", reason?.message ?? reason?.text)}/>`;
}

/** One element a detail; at least one of `wanted`, which carries the status. */
function failureElements(
  details: readonly Detail[],
  wanted: "failure" | "error",
  elementOf: (detail: Detail) => string,
): readonly string[] {
  const said = details.filter(({ kind }) => kind !== "skip");
  const elements = said.map((detail) => detailElement(elementOf(detail), detail));
  return said.some((detail) => elementOf(detail) === wanted) ? elements : [`<${wanted}/>`, ...elements];
}

function detailElement(element: string, { message, type, text }: Detail): string {
  const start = `<${element}${attribute("message", message)}${attribute("type", type)}`;
  return text === undefined ? `${start}/>` : `${start}>${xmlText(text)}</${element}>`;
}

/** One element a failed try, as surefire writes it: all its details in one stack trace. */
function tryElement(test: MergedCase, { status, durationUs, details }: Attempt): string {
  if (!isFailing(status)) return "";
  const element = `${isFailing(test.status) ? "rerun" : "flaky"}${status === "errored" ? "Error" : "Failure"}`;
  const message = details.find((detail) => detail.message !== undefined)?.message;
  const type = details.find((detail) => detail.type !== undefined)?.type;
  const trace = details.flatMap(({ text }) => text ?? []).join("\n\n");
  const start = `<${element}${attribute("message", message)}${attribute("type", type)}${timeAttribute(durationUs)}`;
  return trace === "" ? `${start}/>` : `${start}><stackTrace>${xmlText(trace)}</stackTrace></${element}>`;
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? "" : ` ${name}="${xmlAttribute(value)}"`;
}

function timeAttribute(us: number | undefined): string {
  return us === undefined ? "" : ` time="${seconds(us)}"`;
}

/** Microseconds as seconds, exactly. */
function seconds(us: number): string {
  return `${Math.floor(us / 1_000_000)}.${String(us % 1_000_000).padStart(6, "0")}`;
}
