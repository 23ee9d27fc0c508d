import {
  type Attachment,
  type Attempt,
  compareText,
  type Detail,
  fullTitle,
  isFailing,
  type MergedCase,
  type Report,
} from "@tollgate/model";
import { xmlAttribute, xmlText } from "@tollgate/text";
import { ownAttachments } from "./attachments.ts";
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
    ...properties.map(propertyElement),
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
  const attachments = ownAttachments(test);
  const children = [
    caseProperties(test),
    ...outcome(test),
    ...(test.earlier ?? []).map((attempt) => tryElement(test, attempt)),
    attachmentMarks(attachments),
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

/** Attachments that no mark can name stand here, also those of earlier tries, which have no properties. */
function caseProperties({ recovered, attachments = [], earlier = [] }: MergedCase): string {
  const all = [...attachments, ...earlier.flatMap((attempt) => attempt.attachments ?? [])];
  const properties = [
    ...(recovered ? [["recovered", "passed only in a later CI attempt"]] : []),
    ...all.flatMap(({ path }) => (path === undefined || fitsMark(path) ? [] : [["attachment", path]])),
  ];
  if (properties.length === 0) return "";
  return `<properties>${properties.map(propertyElement).join("")}</properties>`;
}

function propertyElement([name = "", value = ""]: readonly string[]): string {
  return `<property name="${name}" value="${xmlAttribute(value)}"/>`;
}

/** As Jenkins, GitLab and Playwright know them, one a line; what stands in a report has no path to name. */
function attachmentMarks(attachments: readonly Attachment[] = []): string {
  const paths = attachments.flatMap(({ path }) => (path !== undefined && fitsMark(path) ? [path] : []));
  if (paths.length === 0) return "";
  return `<system-out>${paths.map((path) => `[[ATTACHMENT|${xmlText(path)}]]`).join("\n")}</system-out>`;
}

/** A line break and two brackets would end it. */
function fitsMark(path: string): boolean {
  return !/[\r\n]|\]\]|\]$/.test(path);
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
function tryElement(test: MergedCase, { status, durationUs, details, attachments }: Attempt): string {
  if (!isFailing(status)) return "";
  const element = `${isFailing(test.status) ? "rerun" : "flaky"}${status === "errored" ? "Error" : "Failure"}`;
  const message = details.find((detail) => detail.message !== undefined)?.message;
  const type = details.find((detail) => detail.type !== undefined)?.type;
  const trace = details.flatMap(({ text }) => text ?? []).join("\n\n");
  const start = `<${element}${attribute("message", message)}${attribute("type", type)}${timeAttribute(durationUs)}`;
  const stack = trace === "" ? "" : `<stackTrace>${xmlText(trace)}</stackTrace>`;
  const content = stack + attachmentMarks(attachments);
  return content === "" ? `${start}/>` : `${start}>${content}</${element}>`;
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
