import type { Decision, Report } from "@tollgate/model";
import { redactDecision, redactReport } from "../redact-report.ts";
import { embeddedJson } from "./embedded-json.ts";
import type { Filled } from "./fill.ts";
import { coveragePart, evidencePart, findingsPart, type List, type Part, testsPart } from "./parts.ts";

/** UTF-8 bytes of all lists together: a page that large still opens at once. */
const defaultBudget = 10_000_000;

/** What is not in a list, and so in no budget; of it there is a sentence or a figure each. */
export const mostBesideLists = 20_000;

/**
 * The data of the HTML report as JSON of schema `tollgate/site/1` that may stand inside a `script` element, in pieces. Its
 * lists stay inside `budget` UTF-8 bytes, and `leftOut` says what did not fit. Equal reports and decisions give equal bytes.
 */
export function* siteJson(told: Report, judged: Decision, budget: number = defaultBudget): Generator<string> {
  const [report, decision] = [redactReport(told), redactDecision(judged)];
  const parts: readonly (readonly [name: string, make: () => Part])[] = [
    ["tests", () => testsPart(report, decision)],
    ["coverage", () => coveragePart(report)],
    ["findings", () => findingsPart(report)],
    ["evidence", () => evidencePart(report, decision)],
  ];
  const leftOut: string[] = [];
  yield '{"schema":"tollgate/site/1"';
  for (const [name, make] of parts) {
    yield `,"${name}":`;
    yield* partJson(make(), budget, leftOut);
  }
  yield `,"leftOut":${embeddedJson(leftOut)}}`;
}

function* partJson({ members, lists }: Part, budget: number, leftOut: string[]): Generator<string> {
  yield embeddedJson(members).slice(0, -1);
  let isFirst = Object.keys(members).length === 0;
  const dropped = new Map<string, number>();
  for (const list of lists) {
    const filled = list.fill((budget * list.share) / 100);
    yield `${isFirst ? "" : ","}"${list.name}":[`;
    for (const [i, item] of filled.json.entries()) yield i === 0 ? item : `,${item}`;
    yield "]";
    isFirst = false;
    leftOut.push(...leftOutWords(list, filled));
    if (filled.dropped > 0) dropped.set(list.name, filled.dropped);
  }
  yield `,"dropped":${embeddedJson(Object.fromEntries(dropped))}}`;
}

function leftOutWords({ short, none }: List, { shortened, dropped }: Filled): readonly string[] {
  return [
    ...(shortened > 0 && short !== undefined ? [short(shortened)] : []),
    ...(dropped > 0 ? [none(dropped)] : []),
  ];
}
