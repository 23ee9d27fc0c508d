import type { Counted, Evidence } from "@tollgate/model";
import { folderOf } from "../place/clean-path.ts";
import { oftenRepeated } from "./known-formats.ts";

/**
 * Settles what a single file cannot tell. Lowers what is said about reports of formats that are not read where a readable report lies in the same folder: tools
 * write their views of one run side by side, so most likely nothing is lost.
 * What is not an error says nothing, and loses its format: a rule must not take it for a report that arrived.
 */
export function settleUnread<Cases extends Counted>(
  evidence: readonly Evidence<Cases>[],
): readonly Evidence<Cases>[] {
  const readable = { tests: new Set<string>(), coverage: new Set<string>() };
  for (const { input, tests, coverage } of evidence) {
    if ((tests?.cases.length ?? 0) > 0) readable.tests.add(folderOf(input.path));
    if ((coverage?.files.length ?? 0) > 0) readable.coverage.add(folderOf(input.path));
  }
  return evidence.map((item) => {
    if (!isUnread(item)) return item;
    const { format = "", path } = item.input;
    const holds = oftenRepeated.get(format);
    const isRepeated = holds !== undefined && readable[holds].has(folderOf(path));
    return isRepeated || item.status === "ok" ? silent(item) : item;
  });
}

function isUnread({ problems, tests, coverage, runs }: Evidence<unknown>): boolean {
  const holdsNothing = tests === undefined && coverage === undefined && runs.length === 0;
  return holdsNothing && problems.some(({ code }) => code === "unsupported-format");
}

function silent<Cases>({ input: { format: _format, ...input }, ...item }: Evidence<Cases>): Evidence<Cases> {
  const problems = item.problems.map((problem) => ({ ...problem, severity: "warning" as const }));
  return { ...item, input, status: "ok", problems };
}
