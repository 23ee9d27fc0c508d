import type { Detail, TestStatus } from "@tollgate/model";
import { checkTotal } from "../json/check-total.ts";
import { cleanName } from "../json/clean-name.ts";
import { lostResults, missingField, moreFailures, testsDropped, unknownStatus } from "../json/doubts.ts";
import { type Members, own, ownList, ownMembers, ownText } from "../json/members.ts";
import type { ReportContext } from "../json/open-report.ts";
import { showValue } from "../json/show-value.ts";
import { thrownDetail } from "../json/thrown-detail.ts";
import { noTests } from "../no-tests.ts";
import { quote } from "../problem-tally.ts";
import { type Placed, walkSuites } from "./walk-suites.ts";

/** Reads mochawesome's JSON: tests, and hooks that failed, which stand beside them. */
export function readReport(root: Members, context: ReportContext): void {
  const { cases, sink, whole } = context;
  const version = ownText(ownMembers(ownMembers(root, "meta") ?? {}, "mochawesome") ?? {}, "version");
  sink.producer(version === undefined ? "mochawesome" : `mochawesome ${version}`);
  const results = ownList(root, "results");
  if (results === undefined && whole) cases.doubt(lostResults, `"results"`);

  const seen = { tests: 0, failed: 0, hooks: 0 };
  for (const placed of walkSuites(results ?? [], context)) {
    const outcome = outcomeOf(placed, context);
    if (outcome === undefined) continue;
    if (placed.isHook) seen.hooks++;
    else seen.tests++;
    if (!placed.isHook && outcome.status === "failed") seen.failed++;
    cases.add({ ...placeOf(placed, context), ...outcome, ...(placed.isHook ? { entries: 0 } : {}) });
  }
  if (!whole) return;
  const stats = ownMembers(root, "stats");
  if (stats === undefined) cases.doubt(missingField, `"stats"`);
  else {
    checkTotal(stats, { name: "testsRegistered", shown: seen.tests, more: testsDropped }, cases);
    checkTotal(stats, { name: "failures", shown: seen.failed, more: moreFailures }, cases);
    checkTotal(stats, { name: "other", shown: seen.hooks, more: moreFailures }, cases);
  }
  if (cases.cases === 0) sink.problem(noTests);
}

function placeOf({ entry, suite, file }: Placed, { cases, whole }: ReportContext) {
  const title = ownText(entry, "title");
  if (title === undefined && whole) cases.doubt(missingField, `the "title" of an entry`);
  const name = cleanName(title ?? "");
  return { ...(file === undefined ? {} : { file }), suite, name, ...cases.duration(entry, quote(name)) };
}

type Outcome = { readonly status: TestStatus; readonly details: readonly Detail[] };

/** `undefined` for a hook that did not fail. */
function outcomeOf({ entry, isHook }: Placed, { cases, whole }: ReportContext): Outcome | undefined {
  const state = own(entry, "state");
  if (state === "failed" || own(entry, "fail") === true) {
    const kind = isHook ? "error" : "failure";
    return { status: isHook ? "errored" : "failed", details: [detailOf(entry, kind)] };
  }
  // mochawesome writes no state for what a failed hook kept from running, and for hooks that passed.
  if (isHook && (state === "passed" || state === "pending" || !isTold(state))) return undefined;
  if (state === "passed") return { status: "passed", details: [] };
  if (state === "pending") return { status: "skipped", details: [] };
  if (!isTold(state) && own(entry, "skipped") === true)
    return { status: "skipped", details: [{ kind: "skip", message: "The test did not run." }] };
  if (whole || isTold(state))
    cases.doubt(unknownStatus, `${showValue(state)} of ${quote(ownText(entry, "title") ?? "")}`);
  const message = "The report does not say how the test ended.";
  return { status: "errored", details: [{ kind: "error", message }] };
}

function isTold(state: unknown): boolean {
  return state !== undefined && state !== null;
}

function detailOf(entry: Members, kind: "failure" | "error"): Detail {
  const error = ownMembers(entry, "err") ?? {};
  return thrownDetail(kind, { message: ownText(error, "message"), stack: ownText(error, "estack") });
}
