import type { Detail } from "@tollgate/model";
import { redact } from "@tollgate/text";
import type { RawRun, RawTest } from "./reader.ts";

/**
 * The test without the secrets that its failures quote: bundles are uploaded, and read by more people than the log of
 * the job. Most tests have no text, and stay the same object.
 */
export function redactTest(test: RawTest): RawTest {
  if (test.details.length === 0 && test.earlier === undefined) return test;
  const details = test.details.map(redactDetail);
  if (test.earlier === undefined) return { ...test, details };
  const earlier = test.earlier.map((attempt) => ({ ...attempt, details: attempt.details.map(redactDetail) }));
  return { ...test, details, earlier };
}

function redactDetail({ message, text, ...detail }: Detail): Detail {
  return {
    ...detail,
    ...(message === undefined ? {} : { message: redact(message) }),
    ...(text === undefined ? {} : { text: redact(text) }),
  };
}

export function redactRun(run: RawRun): RawRun {
  return {
    ...run,
    errors: run.errors.map(redact),
    ...(run.task === undefined ? {} : { task: redact(run.task) }),
  };
}
