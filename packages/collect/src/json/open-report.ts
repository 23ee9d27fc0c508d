import type { ReadSession, Sink } from "../reader.ts";
import { type CaseSink, createCaseSink } from "./case-sink.ts";
import { lostResults } from "./doubts.ts";
import { isMembers, type Members, own } from "./members.ts";
import { openObject } from "./open-object.ts";
import { showValue } from "./show-value.ts";

/** What the parts of a reader need to say what they find. */
export type ReportContext = {
  readonly cases: CaseSink;
  readonly sink: Sink;
  /** False when the document is cut, so that members may be missing. */
  readonly whole: boolean;
};

/** Reads a report that is one JSON object; says the doubts about its cases behind it. */
export function openReport(sink: Sink, read: (root: Members, context: ReportContext) => void): ReadSession {
  return openObject(sink, (root, whole) => {
    const cases = createCaseSink(sink);
    read(root, { cases, sink, whole });
    cases.close();
  });
}

/** The objects of a list that holds results. A list that is not there, and a part that is no object, is a doubt. */
export function partsOf(
  container: Members,
  name: string,
  where: string,
  context: Pick<ReportContext, "cases" | "whole">,
): readonly Members[] {
  if (own(container, name) === undefined && context.whole)
    context.cases.doubt(lostResults, `"${name}" of ${where}, which is missing`);
  return optionalPartsOf(container, name, where, context);
}

/** As `partsOf`, for a list that may be missing or null. */
export function optionalPartsOf(
  container: Members,
  name: string,
  where: string,
  { cases }: Pick<ReportContext, "cases">,
): readonly Members[] {
  const told = own(container, name);
  if (told === undefined || told === null) return [];
  if (!Array.isArray(told)) {
    cases.doubt(lostResults, `"${name}" of ${where}, which is ${showValue(told)}`);
    return [];
  }
  return told.filter((part) => {
    if (!isMembers(part))
      cases.doubt(lostResults, `a part of "${name}" of ${where} that is ${showValue(part)}`);
    return isMembers(part);
  });
}
