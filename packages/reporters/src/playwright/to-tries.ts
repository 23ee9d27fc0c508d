import type { TestCase, TestResult } from "@playwright/test/reporter";
import { type RawTest, toDetail } from "@tollgate/collect/tollgate-tests";
import { errorText } from "./error-text.ts";

/** How a test ended so far, and its failed tries before that. */
export type Tries = Pick<RawTest, "status" | "durationUs" | "details" | "earlier">;
type Try = Pick<RawTest, "status" | "durationUs" | "details">;

export function toTries(test: TestCase): Tries {
  const last = test.results.at(-1);
  if (last === undefined) return { status: "skipped", details: whyNotRun(test) };
  const earlier = test.results
    .slice(0, -1)
    .map((result) => toTry(result, test))
    .filter(({ status }) => status === "failed" || status === "errored");
  return { ...toTry(last, test), ...(earlier.length === 0 ? {} : { earlier }) };
}

/** `test.fail()` expects a failure: then a failure is what was wanted, and a pass is not. */
function toTry(result: TestResult, test: TestCase): Try {
  const durationUs = Math.round(result.duration * 1_000);
  const status = statusOf(result.status, test.expectedStatus);
  return {
    status,
    ...(Number.isSafeInteger(durationUs) && durationUs >= 0 ? { durationUs } : {}),
    details: detailsOf(status, result, test),
  };
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
