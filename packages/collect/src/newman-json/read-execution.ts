import type { Detail, TestStatus } from "@tollgate/model";
import { cleanName } from "../json/clean-name.ts";
import { missingField, unknownStatus } from "../json/doubts.ts";
import { isMembers, type Members, own, ownInteger, ownMembers, ownText } from "../json/members.ts";
import { optionalPartsOf, type ReportContext } from "../json/open-report.ts";
import { showValue } from "../json/show-value.ts";
import { thrownDetail } from "../json/thrown-detail.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest } from "../reader.ts";

/** Where an execution stands. */
export type ExecutionContext = ReportContext & {
  /** By the id of a request. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
};

/**
 * Reads one request that was sent: its assertions, and what failed beside them. Gives the number of assertions, and
 * how many of them failed.
 */
export function readExecution(
  execution: Members,
  context: ExecutionContext,
): { readonly assertions: number; readonly failed: number } {
  const { cases } = context;
  const place = placeOf(execution, context);
  const where = quote(place.suite.join(" / "));
  const outside = (name: string, error: unknown): void =>
    cases.add({ ...place, name, status: "errored", details: [detailOf("error", error)], entries: 0 });

  const request = own(execution, "requestError");
  if (isThere(request)) outside("request", request);
  for (const [list, name] of scripts) {
    for (const script of optionalPartsOf(execution, list, where, context)) {
      const error = own(script, "error");
      if (isThere(error)) outside(name, error);
    }
  }
  let assertions = 0;
  let failed = 0;
  for (const assertion of optionalPartsOf(execution, "assertions", where, context)) {
    assertions++;
    const test = readAssertion(assertion, place, context);
    if (test.status === "failed") failed++;
    cases.add(test);
  }
  return { assertions, failed };
}

const scripts = [
  ["prerequestScript", "pre-request script"],
  ["testScript", "test script"],
] as const;

type Place = Pick<RawTest, "suite" | "environment">;

/** A collection that runs more than once repeats its names: the iteration tells them apart. */
function placeOf(execution: Members, { folders }: ExecutionContext): Place {
  const item = ownMembers(execution, "item") ?? {};
  const id = ownText(item, "id") ?? ownText(execution, "id") ?? "";
  const name = cleanName(ownText(item, "name") ?? "");
  const cursor = ownMembers(execution, "cursor") ?? {};
  const isRepeated = (ownInteger(cursor, "cycles", 2) ?? 1) > 1;
  const iteration = ownInteger(cursor, "iteration", 0);
  return {
    suite: [...(folders.get(id) ?? []), ...(name === "" ? [] : [name])],
    ...(isRepeated && iteration !== undefined ? { environment: `iteration ${iteration + 1}` } : {}),
  };
}

function readAssertion(assertion: Members, place: Place, { cases, whole }: ReportContext): RawTest {
  const told = ownText(assertion, "assertion");
  if (told === undefined && whole)
    cases.doubt(missingField, `the name of an assertion of ${quote(place.suite.join(" / "))}`);
  const name = cleanName(told ?? "");
  return { ...place, name, ...outcomeOf(assertion, quote(name), cases) };
}

function outcomeOf(
  assertion: Members,
  where: string,
  cases: ReportContext["cases"],
): { readonly status: TestStatus; readonly details: readonly Detail[] } {
  const error = own(assertion, "error");
  if (isThere(error)) return { status: "failed", details: [detailOf("failure", error)] };
  const skipped = own(assertion, "skipped");
  if (skipped === true) return { status: "skipped", details: [] };
  if (skipped === false || !isThere(skipped)) return { status: "passed", details: [] };
  cases.doubt(unknownStatus, `"skipped" of ${where}, which is ${showValue(skipped)}`);
  return {
    status: "errored",
    details: [{ kind: "error", message: "The report does not say how the test ended." }],
  };
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Errors of the network have a code and an address, and no message. */
export function detailOf(kind: "failure" | "error", error: unknown): Detail {
  if (!isMembers(error))
    return thrownDetail(kind, { message: typeof error === "string" ? error : showValue(error) });
  const named = ["code", "syscall", "address", "port"].flatMap((name) => {
    const value = own(error, name);
    return typeof value === "string" || typeof value === "number" ? String(value) : [];
  });
  return thrownDetail(kind, {
    message: ownText(error, "message") ?? named.join(" "),
    stack: ownText(error, "stack"),
    type: ownText(error, "name"),
  });
}
