import { checkTotal } from "../json/check-total.ts";
import { lostResults, missingField, moreFailures, testsDropped } from "../json/doubts.ts";
import { type Members, own, ownInteger, ownList, ownMembers } from "../json/members.ts";
import { partsOf, type ReportContext } from "../json/open-report.ts";
import { failedRun } from "../json/problems.ts";
import { showValue } from "../json/show-value.ts";
import { noTests } from "../no-tests.ts";
import { foldersOf } from "./folders.ts";
import { detailOf, readExecution } from "./read-execution.ts";

/** Reads newman's JSON: the assertions of each request that was sent, and what failed outside of them. */
export function readReport(root: Members, context: ReportContext): void {
  const { cases, sink, whole } = context;
  sink.producer("newman");
  const run = ownMembers(root, "run");
  if (run === undefined) {
    if (whole) cases.doubt(lostResults, `"run", which is ${showValue(own(root, "run"))}`);
    return;
  }
  const folders = foldersOf(root, cases);
  let assertions = 0;
  let failed = 0;
  for (const execution of partsOf(run, "executions", `"run"`, context)) {
    const counts = readExecution(execution, { ...context, folders });
    assertions += counts.assertions;
    failed += counts.failed;
  }
  const errors = errorsOf(run);
  const failures = ownList(run, "failures");
  const isFailed = errors.length > 0 || cases.failing > 0 || (failures?.length ?? 0) > 0;
  const verdict = isFailed ? "failed" : "passed";
  if (whole || isFailed) sink.run({ source: "newman", verdict, ...startOf(run), errors });
  if (!whole) return;
  compareTotals(run, { assertions, failed }, context);
  if (cases.cases === 0) sink.problem(noTests);
  if (verdict === "failed" && cases.failing === 0) sink.problem(failedRun("newman", verdict, errors));
}

/** What stopped the run. */
function errorsOf(run: Members): readonly string[] {
  const error = own(run, "error");
  if (error === undefined || error === null) return [];
  const { message, text } = detailOf("error", error);
  return [message ?? text ?? "The run failed; the report does not say why."];
}

function startOf(run: Members): { readonly startedAt?: number } {
  const startedAt = ownInteger(ownMembers(run, "timings") ?? {}, "started", 0);
  return startedAt === undefined ? {} : { startedAt };
}

/** All failures stand in a list of their own too, of assertions, scripts and requests alike. */
function compareTotals(
  run: Members,
  { assertions, failed }: { readonly assertions: number; readonly failed: number },
  { cases }: ReportContext,
): void {
  const failures = ownList(run, "failures");
  if (failures === undefined)
    cases.doubt(lostResults, `"failures", which is ${showValue(own(run, "failures"))}`);
  else
    checkTotal(
      { failures: failures.length },
      { name: "failures", shown: cases.failing, more: moreFailures },
      cases,
    );
  const totals = ownMembers(ownMembers(run, "stats") ?? {}, "assertions");
  if (totals === undefined) {
    cases.doubt(missingField, `"stats" of assertions`);
    return;
  }
  checkTotal(totals, { name: "total", shown: assertions, more: testsDropped }, cases);
  checkTotal(totals, { name: "failed", shown: failed, more: moreFailures }, cases);
}
