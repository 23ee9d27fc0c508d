import type { Detail, TestStatus } from "@tollgate/model";
import { checkTotal } from "../json/check-total.ts";
import { missingField, moreFailures, testsDropped, unknownStatus } from "../json/doubts.ts";
import { type Members, own, ownMembers, ownText } from "../json/members.ts";
import { readEntry } from "../json/mocha-shape/read-entry.ts";
import type { ReportContext } from "../json/open-report.ts";
import { thrownDetail } from "../json/thrown-detail.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import { type Joined, joinLists } from "./join-lists.ts";

/** Reads mocha's JSON: tests, and hooks that failed, which stand in `failures` only. */
export function readReport(root: Members, context: ReportContext): void {
  const { cases, sink, whole } = context;
  sink.producer("mocha");
  let tests = 0;
  for (const joined of joinLists(root, context)) {
    if (joined.isTest) tests++;
    const entry = readEntry(joined.entry, cases, whole);
    // A hook is no entry of `tests`, and mocha does not count it as one.
    cases.add({ ...entry, ...outcomeOf(joined, context), ...(joined.isTest ? {} : { entries: 0 }) });
  }
  if (!whole) return;
  const stats = ownMembers(root, "stats");
  if (stats === undefined) cases.doubt(missingField, `"stats"`);
  else {
    checkTotal(stats, { name: "tests", shown: tests, more: testsDropped }, cases);
    checkTotal(stats, { name: "failures", shown: cases.failing, more: moreFailures }, cases);
  }
  if (cases.cases === 0) sink.problem(noTests);
}

type Outcome = { readonly status: TestStatus; readonly details: readonly Detail[] };

function outcomeOf({ entry, list, isTest }: Joined, { cases, whole }: ReportContext): Outcome {
  switch (list) {
    case "passes":
      return { status: "passed", details: [] };
    case "pending":
      return { status: "skipped", details: [] };
    case "failures":
      return isTest
        ? { status: "failed", details: [detailOf(entry, "failure")] }
        : { status: "errored", details: [detailOf(entry, "error")] };
    default: {
      // In a cut report the lists of outcomes are missing; there only a pass has a speed.
      if (!whole && typeof own(entry, "speed") === "string") return { status: "passed", details: [] };
      if (whole)
        cases.doubt(unknownStatus, `that of ${quote(ownText(entry, "title") ?? "")}, which is in no list`);
      const message = "The report does not say how the test ended.";
      return { status: "errored", details: [{ kind: "error", message }] };
    }
  }
}

function detailOf(entry: Members, kind: "failure" | "error"): Detail {
  const error = ownMembers(entry, "err") ?? {};
  return thrownDetail(kind, { message: ownText(error, "message"), stack: ownText(error, "stack") });
}
