import type { Attachment, Attempt, Detail, TestStatus } from "@tollgate/model";
import { base64Bytes } from "../attachments/embedded-bytes.ts";
import { embedded } from "../attachments/told-attachment.ts";
import { attachmentOf, attachmentsIn, withAttachments } from "../json/attachments.ts";
import type { CaseSink } from "../json/case-sink.ts";
import { lostResults, missingField, unknownStatus } from "../json/doubts.ts";
import { isMembers, type Members, own, ownList, ownMembers, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { toDetail } from "../json/to-detail.ts";
import { quote } from "../problem-tally.ts";

/** The tries of one test in their order, judged by what was expected of it. */
export function readTries(test: Members, where: string, cases: CaseSink): readonly Attempt[] {
  const results = ownList(test, "results");
  if (results === undefined && own(test, "results") !== undefined)
    cases.doubt(lostResults, `"results" of ${where}`);
  const expected = expectedStatus(test, where, cases);
  return (results ?? []).map((result) => {
    if (isMembers(result)) return readTry(result, expected, where, cases);
    cases.doubt(lostResults, `a result of ${where} that is ${showValue(result)}`);
    return { status: "errored", details: [] };
  });
}

/** `test.fail()` makes it `failed`: then a failure is what was wanted, and a pass is not. */
function expectedStatus(test: Members, where: string, cases: CaseSink): string {
  const expected = ownText(test, "expectedStatus");
  if (expected !== undefined && resultWords.has(expected)) return expected;
  if (own(test, "expectedStatus") !== undefined) cases.doubt(missingField, `"expectedStatus" of ${where}`);
  return "passed";
}

const resultWords: ReadonlySet<unknown> = new Set(["passed", "failed", "timedOut", "skipped", "interrupted"]);

function readTry(result: Members, expected: string, where: string, cases: CaseSink): Attempt {
  const word = own(result, "status");
  const status = statusOf(word, expected);
  if (!resultWords.has(word)) cases.doubt(unknownStatus, `${showValue(word)} of a try of ${where}`);
  return {
    status,
    ...cases.duration(result, where),
    details: detailsOf(result, status, word, expected),
    ...withAttachments(attachmentsOf(result)),
  };
}

/** Files are named, small things stand in the report as base64. */
function attachmentsOf(result: Members): readonly Attachment[] {
  return attachmentsIn(result, "attachments", (told) => {
    const facts = { name: ownText(told, "name"), type: ownText(told, "contentType") };
    const body = ownText(told, "body");
    const path = ownText(told, "path");
    return path === undefined && body !== undefined
      ? embedded(base64Bytes(body), facts)
      : attachmentOf(path, facts);
  });
}

function statusOf(word: unknown, expected: string): TestStatus {
  if (word === "skipped") return "skipped";
  if (word === "interrupted" || !resultWords.has(word)) return "errored";
  return word === expected ? "passed" : "failed";
}

function detailsOf(result: Members, status: TestStatus, word: unknown, expected: string): readonly Detail[] {
  if (status === "passed") return [];
  if (status === "skipped") return skipReason(result);
  const kind = status === "errored" ? "error" : "failure";
  const messages = messagesOf(result);
  if (messages.length > 0) return messages.map((message) => toDetail(kind, message));
  if (word === "interrupted") return [{ kind, message: "The test was interrupted." }];
  return [{ kind, message: `The test ended as ${showValue(word)}, expected was ${quote(expected)}.` }];
}

/** `errors` has each error with its code frame; `error` is the first of them, and all there is in old versions. */
function messagesOf(result: Members): readonly string[] {
  const messages = (ownList(result, "errors") ?? []).flatMap((error) =>
    isMembers(error) ? (ownText(error, "message") ?? ownText(error, "value") ?? []) : [],
  );
  if (messages.length > 0) return messages;
  const only = ownMembers(result, "error");
  const text = only === undefined ? undefined : (ownText(only, "stack") ?? ownText(only, "message"));
  return text === undefined ? [] : [text];
}

/** The description of `test.skip()` or `test.fixme()`, where there is one. */
export function skipReason(told: Members): readonly Detail[] {
  for (const annotation of ownList(told, "annotations") ?? []) {
    if (!isMembers(annotation)) continue;
    const type = ownText(annotation, "type");
    const description = ownText(annotation, "description");
    if ((type === "skip" || type === "fixme") && description !== undefined)
      return [{ ...toDetail("skip", description), type }];
  }
  return [];
}
