import { settleSkip, type TestStatus } from "@tollgate/model";
import { annotationsIn } from "../json/annotations.ts";
import { withAttachments } from "../json/attachments.ts";
import { checkTotal } from "../json/check-total.ts";
import { cleanName } from "../json/clean-name.ts";
import { lostResults, missingField, moreFailures, testsDropped, unknownStatus } from "../json/doubts.ts";
import { type Members, own, ownMembers, ownText } from "../json/members.ts";
import { partsOf, type ReportContext } from "../json/open-report.ts";
import { showValue } from "../json/show-value.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import { ownExtra, ownFactsOf } from "./own-facts.ts";
import { attachmentsOf, detailsOf, durationOf, earlierTries } from "./read-tries.ts";
import { isWord, statusOf } from "./statuses.ts";
import { titlesOf } from "./titles.ts";

/** Reads CTRF. Its schema is strict and its producers are not: only what is used is looked at. */
export function readReport(root: Members, context: ReportContext): void {
  const { cases, sink, whole } = context;
  const results = ownMembers(root, "results");
  if (results === undefined) {
    if (whole) cases.doubt(lostResults, `"results", which is ${showValue(own(root, "results"))}`);
    return;
  }
  const tool = ownMembers(results, "tool") ?? {};
  const name = ownText(tool, "name") ?? "";
  const version = ownText(tool, "version");
  if (name !== "") sink.producer(version === undefined ? name : `${name} ${version}`);

  const counts = new Map<unknown, number>();
  for (const test of partsOf(results, "tests", `"results"`, context)) {
    const word = own(test, "status");
    counts.set(word, (counts.get(word) ?? 0) + 1);
    readTest(test, name, context);
  }
  if (!whole) return;
  compareSummary(results, counts, context);
  if (cases.cases === 0) sink.problem(noTests);
}

function readTest(test: Members, tool: string, context: ReportContext): void {
  const { cases, whole } = context;
  const facts = ownFactsOf(test);
  const told = facts.name ?? ownText(test, "name");
  if (told === undefined && whole) cases.doubt(missingField, `the "name" of a test`);
  const where = quote(told ?? "");
  const titles = titlesOf(test, told ?? "", tool);
  const status = readStatus(test, where, context);
  const earlier = earlierTries(test, status, where, context);
  const file = cleanName(ownText(test, "filePath") ?? "");
  const environment = facts.environment ?? titles.environment;
  cases.add(
    settleSkip({
      ...(file === "" ? {} : { file }),
      suite: titles.suite,
      name: titles.name,
      ...(environment === undefined ? {} : { environment }),
      ...cases.line(test),
      status,
      ...durationOf(test, where, cases),
      details: detailsOf(test, status),
      ...withAttachments(attachmentsOf(test)),
      ...annotationsIn([ownExtra(test)], "text", where, cases),
      ...(earlier.length === 0 ? {} : { earlier }),
    }),
  );
}

function readStatus(test: Members, where: string, { cases, whole }: ReportContext): TestStatus {
  const word = own(test, "status");
  const status = isWord(word) ? statusOf(word, ownText(test, "rawStatus")) : undefined;
  if (status === undefined && (whole || word !== undefined))
    cases.doubt(unknownStatus, `${showValue(word)} (${showValue(own(test, "rawStatus"))}) of ${where}`);
  return status ?? "errored";
}

/** Where summary and list disagree, the worse one stands. */
function compareSummary(
  results: Members,
  counts: ReadonlyMap<unknown, number>,
  { cases }: ReportContext,
): void {
  const summary = ownMembers(results, "summary");
  if (summary === undefined) {
    cases.doubt(missingField, `"summary"`);
    return;
  }
  const tests = [...counts.values()].reduce((sum, count) => sum + count, 0);
  checkTotal(summary, { name: "tests", shown: tests, more: testsDropped }, cases);
  for (const name of ["failed", "other"] as const)
    checkTotal(summary, { name, shown: counts.get(name) ?? 0, more: moreFailures }, cases);
}
