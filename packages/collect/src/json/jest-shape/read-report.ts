import type { RunManifest } from "@tollgate/model";
import { noTests } from "../../no-tests.ts";
import type { Doubt } from "../../problem-tally.ts";
import type { Sink } from "../../reader.ts";
import { type CaseSink, createCaseSink } from "../case-sink.ts";
import type { JsonDocument } from "../document.ts";
import { lostResults, missingField, moreFailures, otherTotals, testsDropped } from "../doubts.ts";
import { isMembers, type Members, own, ownInteger, ownList, ownMembers } from "../members.ts";
import { failedRun, notAnObject } from "../problems.ts";
import type { Dialect, FileFacts } from "./dialect.ts";
import { readFile } from "./read-file.ts";

/** Reads a report in the shape that jest made: tests, errors outside tests, and the runner's verdict. */
export function readReport({ value, whole }: JsonDocument, dialect: Dialect, sink: Sink): void {
  if (!isMembers(value)) {
    sink.problem(notAnObject(value));
    return;
  }
  const cases = createCaseSink(sink);
  sink.producer(dialect.tool);

  const files = ownList(value, "testResults");
  if (files === undefined && whole) cases.doubt(lostResults, `"testResults"`);
  const facts = (files ?? []).map((file) => readFile(file, { dialect, cases, whole }));

  const verdict = verdictOf(value, cases, whole);
  if (verdict !== undefined) sink.run({ source: dialect.tool, verdict, ...startOf(value), errors: [] });
  if (whole) {
    compareTotals(value, facts, dialect, cases);
    if (cases.cases === 0) sink.problem(noTests);
    if (verdict !== undefined && verdict !== "passed" && cases.failing === 0)
      sink.problem(failedRun(dialect.tool, verdict, []));
  }
  if (Object.keys(ownMembers(value, "coverageMap") ?? {}).length > 0)
    cases.doubt(coverageInside, `"coverageMap"`);
  cases.close();
}

/** What the runner says about the whole run; without its word there is no verdict. */
function verdictOf(root: Members, cases: CaseSink, whole: boolean): RunManifest["verdict"] | undefined {
  const success = own(root, "success");
  if (own(root, "wasInterrupted") === true) return "interrupted";
  if (success === undefined) {
    if (whole) cases.doubt(noVerdict, `"success"`);
    return undefined;
  }
  if (typeof success !== "boolean") cases.doubt(missingField, `"success"`);
  return success === true ? "passed" : "failed";
}

function startOf(root: Members): { readonly startedAt?: number } {
  const told = own(root, "startTime");
  const startedAt = typeof told === "number" ? Math.round(told) : Number.NaN;
  return Number.isSafeInteger(startedAt) && startedAt >= 0 ? { startedAt } : {};
}

/** Totals are evidence, never truth: what they say beyond the tests is a doubt. */
function compareTotals(root: Members, files: readonly FileFacts[], dialect: Dialect, cases: CaseSink): void {
  const tests = files.reduce((sum, file) => sum + file.tests, 0);
  const failed = files.reduce((sum, file) => sum + file.failedTests, 0);
  const declared = ownInteger(root, "numTotalTests", 0);
  if (declared !== undefined && declared > tests)
    cases.doubt(testsDropped, `"numTotalTests", which is ${declared} where ${tests} stand in the file`);
  else if (declared !== undefined && declared < tests)
    cases.doubt(otherTotals, `"numTotalTests", which is ${declared} where ${tests} stand in the file`);
  const declaredFailed = ownInteger(root, "numFailedTests", 0) ?? 0;
  if (declaredFailed > failed)
    cases.doubt(
      moreFailures,
      `"numFailedTests", which is ${declaredFailed} where ${failed} stand in the file`,
    );
  const hidden = dialect.hiddenFailures(root, files);
  if (hidden !== undefined) cases.doubt(moreFailures, hidden);
}

const noVerdict: Doubt = {
  code: "missing-field",
  severity: "error",
  message: () => "The report does not say whether the run succeeded.",
  remedy: "Give the whole file as the tool writes it.",
};

const coverageInside: Doubt = {
  code: "unknown-record",
  severity: "info",
  message: () => "The report carries coverage, which is not read from here.",
  remedy: "Let the coverage reporter `json` write coverage-final.json, and collect that.",
};
