import { checkTotal } from "../json/check-total.ts";
import { missingField, moreFailures, testsDropped } from "../json/doubts.ts";
import { type Members, ownInteger, ownMembers, ownText, ownTexts } from "../json/members.ts";
import { partsOf, type ReportContext } from "../json/open-report.ts";
import { noTests } from "../no-tests.ts";
import { errorsOutside } from "./errors-outside.ts";
import { readExample } from "./read-example.ts";

const outsideCount = "errors_outside_of_examples_count";

/** Reads RSpec's JSON: examples, and errors outside of them. */
export function readReport(root: Members, context: ReportContext): void {
  const { cases, sink, whole } = context;
  const version = ownText(root, "version");
  sink.producer(version === undefined ? "RSpec" : `RSpec ${version}`);
  let examples = 0;
  let failed = 0;
  for (const example of partsOf(root, "examples", "the report", context)) {
    const test = readExample(example, context);
    examples++;
    if (test.status === "failed") failed++;
    cases.add(test);
  }
  const summary = ownMembers(root, "summary");
  const outside = errorsOutside(ownTexts(root, "messages"), ownInteger(summary ?? {}, outsideCount, 0) ?? 0);
  for (const error of outside) cases.add(error);
  if (!whole) return;
  if (summary === undefined) cases.doubt(missingField, `"summary"`);
  else {
    checkTotal(summary, { name: "example_count", shown: examples, more: testsDropped }, cases);
    checkTotal(summary, { name: "failure_count", shown: failed, more: moreFailures }, cases);
    checkTotal(summary, { name: outsideCount, shown: outside.length, more: moreFailures }, cases);
  }
  if (cases.cases === 0) sink.problem(noTests);
}
