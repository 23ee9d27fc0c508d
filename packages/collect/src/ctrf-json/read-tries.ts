import { type Attachment, type Attempt, type Detail, isFailing, type TestStatus } from "@tollgate/model";
import { base64Bytes } from "../attachments/embedded-bytes.ts";
import { embedded } from "../attachments/told-attachment.ts";
import { attachmentOf, attachmentsIn, withAttachments } from "../json/attachments.ts";
import { unknownStatus } from "../json/doubts.ts";
import { type Members, own, ownInteger, ownText } from "../json/members.ts";
import { optionalPartsOf, type ReportContext } from "../json/open-report.ts";
import { showValue } from "../json/show-value.ts";
import { thrownDetail } from "../json/thrown-detail.ts";
import { unseenTries } from "../json/unseen-tries.ts";
import { ownFactsOf } from "./own-facts.ts";
import { isWord, statusOf } from "./statuses.ts";

/**
 * Failed tries before the last one. `retryAttempts` holds the last one too in some reports, and nothing in others
 * although `retries` counts; `flaky` is believed when it says that a try failed.
 */
export function earlierTries(
  test: Members,
  status: TestStatus,
  where: string,
  context: ReportContext,
): readonly Attempt[] {
  const told = optionalPartsOf(test, "retryAttempts", where, context);
  const retries = ownInteger(test, "retries", 0);
  const last = told.at(-1);
  const isLastTold =
    last !== undefined &&
    own(last, "status") === own(test, "status") &&
    (retries === undefined ? status === "passed" : told.length > retries);
  const before = isLastTold ? told.slice(0, -1) : told;
  const failed = before
    .map((attempt) => readTry(attempt, where, context))
    .filter((attempt) => isFailing(attempt.status));
  const unseen = unseenTries(Math.max(0, (retries ?? 0) - before.length));
  if (failed.length + unseen.length === 0 && status === "passed" && own(test, "flaky") === true)
    return unseenTries(1);
  return [...unseen, ...failed];
}

function readTry(attempt: Members, where: string, { cases }: ReportContext): Attempt {
  const word = own(attempt, "status");
  const facts = ownFactsOf(attempt);
  const status = isWord(word) ? statusOf(word, facts.status ?? ownText(attempt, "rawStatus")) : undefined;
  if (status === undefined) cases.doubt(unknownStatus, `${showValue(word)} of a try of ${where}`);
  return {
    status: status ?? "errored",
    ...durationOf(attempt, where, cases),
    details: detailsOf(attempt, status ?? "errored"),
    ...withAttachments(attachmentsOf(attempt)),
  };
}

/** Files, and the screenshot that stands in the report. */
export function attachmentsOf(entry: Members): readonly Attachment[] {
  const { attachments } = ownFactsOf(entry);
  if (attachments !== undefined) return attachments;
  const screenshot = ownText(entry, "screenshot");
  return [
    ...attachmentsIn(entry, "attachments", (told) =>
      attachmentOf(ownText(told, "path"), {
        name: ownText(told, "name"),
        type: ownText(told, "contentType"),
      }),
    ),
    ...(screenshot === undefined || screenshot === ""
      ? []
      : [embedded(base64Bytes(screenshot), { name: "screenshot" })]),
  ];
}

/** Milliseconds in CTRF, exact in what Tollgate adds. */
export function durationOf(
  entry: Members,
  where: string,
  cases: ReportContext["cases"],
): { readonly durationUs?: number } {
  const { durationUs } = ownFactsOf(entry);
  if (durationUs === null) return {};
  return durationUs === undefined ? cases.duration(entry, where) : { durationUs };
}

/** Why a test or a try is not passed. The message of a pass is about something else. */
export function detailsOf(entry: Members, status: TestStatus): readonly Detail[] {
  const { details } = ownFactsOf(entry);
  if (details !== undefined) return details;
  if (status === "passed") return [];
  const message = ownText(entry, "message");
  const stack = ownText(entry, "trace");
  const isSkip = status === "skipped" || status === "todo";
  if (isSkip && message === undefined) return [];
  const kind = isSkip ? "skip" : status === "errored" ? "error" : "failure";
  return [thrownDetail(kind, { message, stack: isSkip ? undefined : stack })];
}
