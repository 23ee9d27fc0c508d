import {
  type Attachment,
  type Attempt,
  type Detail,
  fullTitle,
  isFailing,
  type MergedCase,
} from "@tollgate/model";
import { xmlAttribute, xmlText } from "@tollgate/text";
import { ownAttachments } from "./attachments.ts";

/** One test that stands in `depth` blocks, which its name need not tell. */
export function caseElement(test: MergedCase, depth: number): string {
  const { first, others, attachments } = toldTries(test);
  const children = [
    caseProperties(test),
    ...outcome(first),
    ...others.map((attempt) => tryElement(isFailing(test.status), attempt)),
    attachmentMarks(attachments),
  ];
  const content = children.join("");
  const start = [
    `<testcase name="${xmlAttribute(fullTitle({ name: test.name, suite: test.suite.slice(depth) }))}" classname="${xmlAttribute(test.file ?? test.package)}"`,
    test.file === undefined ? "" : ` file="${xmlAttribute(test.file)}"`,
    test.line === undefined ? "" : ` line="${test.line}"`,
    timeAttribute(first.durationUs),
  ].join("");
  return content === "" ? `${start}/>\n` : `${start}>${content}</testcase>\n`;
}

/**
 * As surefire has it: the elements of a failing case are its first try, the last `rerun…` decides; those of any other
 * case are its last try. The first of several tries has no place of its own for attachments.
 */
function toldTries(test: MergedCase): {
  readonly first: Attempt;
  readonly others: readonly Attempt[];
  readonly attachments: readonly Attachment[];
} {
  const own = ownAttachments(test) ?? [];
  const failed = (test.earlier ?? []).filter(({ status }) => isFailing(status));
  const [first, ...rest] = failed;
  if (first === undefined || !isFailing(test.status))
    return { first: test, others: failed, attachments: own };
  const { status, durationUs, details } = test;
  const last: Attempt = { status, details, ...(durationUs === undefined ? {} : { durationUs }) };
  return { first, others: [...rest, last], attachments: [...(first.attachments ?? []), ...own] };
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

export function propertyElement([name = "", value = ""]: readonly string[]): string {
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

/** The elements that give a try its status; each detail keeps its own. */
function outcome({ status, details }: Attempt): readonly string[] {
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
function tryElement(isRerun: boolean, { status, durationUs, details, attachments }: Attempt): string {
  const element = `${isRerun ? "rerun" : "flaky"}${status === "errored" ? "Error" : "Failure"}`;
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
export function seconds(us: number): string {
  return `${Math.floor(us / 1_000_000)}.${String(us % 1_000_000).padStart(6, "0")}`;
}
