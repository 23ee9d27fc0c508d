import type { Detail, TestStatus } from "@tollgate/model";
import { cleanName } from "../json/clean-name.ts";
import { missingField, unknownStatus } from "../json/doubts.ts";
import { type Members, own, ownInteger, ownMembers, ownText, ownTexts } from "../json/members.ts";
import type { ReportContext } from "../json/open-report.ts";
import { secondsOf } from "../json/seconds.ts";
import { showValue } from "../json/show-value.ts";
import { suiteBefore } from "../json/suite-before.ts";
import { thrownDetail } from "../json/thrown-detail.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest } from "../reader.ts";

/** Reads one example; `run_time` is seconds. */
export function readExample(example: Members, { cases, whole }: ReportContext): RawTest {
  const description = ownText(example, "description");
  const full = ownText(example, "full_description");
  if (description === undefined && full === undefined && whole)
    cases.doubt(missingField, `the "description" of an example`);
  const name = cleanName(description ?? full ?? "");
  const where = quote(name);
  const file = cleanName(ownText(example, "file_path") ?? "");
  const line = ownInteger(example, "line_number", 1);
  const word = own(example, "status");
  const status = statusOf(example);
  if (status === undefined && (whole || word !== undefined))
    cases.doubt(unknownStatus, `${showValue(word)} of ${where}`);
  return {
    ...(file === "" ? {} : { file }),
    suite: suiteBefore(full, description),
    name,
    ...(line === undefined ? {} : { line }),
    status: status ?? "errored",
    ...secondsOf(own(example, "run_time"), where, cases),
    details: detailsOf(example, status),
  };
}

/** RSpec writes an exception only for what failed. A pending example without a body is one that is to be written. */
function statusOf(example: Members): TestStatus | undefined {
  switch (own(example, "status")) {
    case "passed":
      return ownMembers(example, "exception") === undefined ? "passed" : "failed";
    case "failed":
      return "failed";
    case "pending":
      return ownText(example, "pending_message") === "Not yet implemented" ? "todo" : "skipped";
    default:
      return undefined;
  }
}

function detailsOf(example: Members, status: TestStatus | undefined): readonly Detail[] {
  if (status === "passed") return [];
  if (status === "skipped" || status === "todo") {
    const message = ownText(example, "pending_message");
    return message === undefined ? [] : [thrownDetail("skip", { message })];
  }
  const exception = ownMembers(example, "exception") ?? {};
  return [
    thrownDetail(status === "failed" ? "failure" : "error", {
      message: ownText(exception, "message"),
      stack: ownTexts(exception, "backtrace").join("\n"),
      type: ownText(exception, "class"),
    }),
  ];
}
