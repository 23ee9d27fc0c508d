import { checkTotal } from "../json/check-total.ts";
import { cleanName } from "../json/clean-name.ts";
import { missingField, moreFailures, testsDropped } from "../json/doubts.ts";
import { type Members, own, ownText } from "../json/members.ts";
import { partsOf, type ReportContext } from "../json/open-report.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import { neverStarted, onlyListed } from "./doubts.ts";
import { outcomeOf } from "./read-test.ts";

/** Reads googletest's own JSON. */
export function readReport(root: Members, context: ReportContext): void {
  const { cases, sink, whole } = context;
  sink.producer("googletest");
  const suites = partsOf(root, "testsuites", "the report", context);
  if (whole && isList(root, suites)) {
    sink.problem(onlyListed);
    return;
  }
  for (const suite of suites) readSuite(suite, context);
  if (!whole) return;
  checkTotal(root, { name: "tests", shown: cases.entries, more: testsDropped }, cases);
  checkTotal(root, { name: "failures", shown: cases.failing, more: moreFailures }, cases);
  checkTotal(root, { name: "errors", shown: 0, more: moreFailures }, cases);
  if (cases.cases === 0) sink.problem(noTests);
}

/** `--gtest_list_tests` writes the same shape without any result. */
function isList(root: Members, suites: readonly Members[]): boolean {
  return (
    !Object.hasOwn(root, "failures") &&
    !Object.hasOwn(root, "time") &&
    suites.every((suite) => !Object.hasOwn(suite, "time"))
  );
}

function readSuite(suite: Members, context: ReportContext): void {
  const { cases, whole } = context;
  const name = cleanName(ownText(suite, "name") ?? "");
  // Where googletest puts failures of set-up and tear-down of the whole program.
  const isOutside = name === "NonTestSuiteFailure";
  const failingBefore = cases.failing;
  let started = 0;
  let neverRan = 0;
  for (const test of partsOf(suite, "testsuite", `the suite ${quote(name)}`, context)) {
    const outcome = readTest(test, name, isOutside, context);
    if (own(test, "status") !== "RUN") continue;
    if (outcome === "skipped" && ownText(test, "timestamp") === beforeStart) neverRan++;
    else started++;
  }
  if (neverRan > 0 && started === 0) cases.doubt(neverStarted, quote(name));
  if (whole)
    checkTotal(suite, { name: "failures", shown: cases.failing - failingBefore, more: moreFailures }, cases);
}

/** What googletest writes as the start of a test that never started. */
const beforeStart = "1970-01-01T00:00:00Z";

function readTest(test: Members, suite: string, isOutside: boolean, context: ReportContext): string {
  const { cases, whole } = context;
  const told = ownText(test, "name");
  if (told === undefined && whole) cases.doubt(missingField, `the "name" of a test of ${quote(suite)}`);
  const name = cleanName(told ?? "");
  const file = cleanName(ownText(test, "file") ?? "");
  const { status, ...outcome } = outcomeOf(test, quote(`${suite}.${name}`), context);
  cases.add({
    ...(file === "" ? {} : { file }),
    suite: suite === "" ? [] : [suite],
    name: isOutside && name === "" ? "failure outside any test" : name,
    ...cases.line(test),
    status: isOutside && status === "failed" ? "errored" : status,
    ...outcome,
    ...(isOutside ? { entries: 0 } : {}),
  });
  return status;
}
