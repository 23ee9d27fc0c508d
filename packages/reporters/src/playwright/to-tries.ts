import type { TestCase, TestResult } from "@playwright/test/reporter";
import { type RawTest, toDetail } from "@tollgate/collect/tollgate-tests";
import { errorText } from "./error-text.ts";

/** How a test ended so far, and its failed tries before that. */
export type Tries = Pick<RawTest, keyof Try | "earlier">;
type Try = Pick<RawTest, "status" | "durationUs" | "details" | "attachments">;

export function toTries(test: TestCase): Tries {
  const tries = test.results.map((result) => toTry(result, test));
  const last = tries.at(-1);
  if (last === undefined) return { status: "skipped", details: whyNotRun(test) };
  const earlier = tries.slice(0, -1).filter(({ status }) => status === "failed" || status === "errored");
  // What is left of a try that is not kept, such as a pass that ran again with its group, stays with the test.
  const others = tries.filter((attempt) => !earlier.includes(attempt));
  return {
    ...last,
    ...withAttachments(others.flatMap(({ attachments = [] }) => attachments)),
    ...(earlier.length === 0 ? {} : { earlier }),
  };
}

/** `test.fail()` expects a failure: then a failure is what was wanted, and a pass is not. */
function toTry(result: TestResult, test: TestCase): Try {
  const durationUs = Math.round(result.duration * 1_000);
  const status = statusOf(result.status, test.expectedStatus);
  return {
    status,
    ...(Number.isSafeInteger(durationUs) && durationUs >= 0 ? { durationUs } : {}),
    details: detailsOf(status, result, test),
    ...withAttachments(result.attachments.map(toAttachment)),
  };
}

type Attachments = NonNullable<Try["attachments"]>;

function withAttachments(attachments: Attachments): Pick<Try, "attachments"> {
  return attachments.length === 0 ? {} : { attachments };
}

/** Of what is embedded only the size is kept. */
function toAttachment({
  name,
  contentType,
  path,
  body,
}: TestResult["attachments"][number]): Attachments[number] {
  const about = { name, type: contentType };
  if (path !== undefined) return { ...about, path, state: "named" };
  return { ...about, ...(body === undefined ? {} : { bytes: body.length }), state: "embedded" };
}

function statusOf(told: TestResult["status"], expected: TestCase["expectedStatus"]): Try["status"] {
  if (told === "skipped") return "skipped";
  if (told === "interrupted") return "errored";
  return told === expected ? "passed" : "failed";
}

function detailsOf(status: Try["status"], result: TestResult, test: TestCase): Try["details"] {
  if (status === "passed") return [];
  if (status === "skipped") return whySkipped(result.annotations ?? test.annotations);
  const kind = status === "errored" ? "error" : "failure";
  if (result.errors.length > 0) return result.errors.map((error) => toDetail(kind, errorText(error)));
  if (status === "errored") return [{ kind, message: "The test was interrupted." }];
  return [{ kind, message: `The test ended as ${result.status}, expected was ${test.expectedStatus}.` }];
}

function whyNotRun(test: TestCase): Try["details"] {
  return test.expectedStatus === "skipped"
    ? whySkipped(test.annotations)
    : [{ kind: "skip", message: "The test did not run." }];
}

function whySkipped(annotations: TestResult["annotations"]): Try["details"] {
  const found = annotations.find(({ type }) => type === "skip" || type === "fixme");
  if (found === undefined) return [];
  const { type, description } = found;
  return [description === undefined ? { kind: "skip", type } : { ...toDetail("skip", description), type }];
}
