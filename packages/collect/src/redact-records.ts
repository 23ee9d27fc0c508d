import type { Annotation, Detail } from "@tollgate/model";
import { redact } from "@tollgate/text";
import type { RawFinding, RawRun, RawTest } from "./reader.ts";

/**
 * The test without the secrets that it quotes: bundles are uploaded, and read by more people than the log of
 * the job. Most tests have no text, and stay the same object.
 */
export function redactTest(test: RawTest): RawTest {
  const { annotations, earlier } = test;
  if (test.details.length === 0 && earlier === undefined && annotations === undefined) return test;
  return {
    ...test,
    details: test.details.map(redactDetail),
    ...(annotations === undefined ? {} : { annotations: annotations.map(redactAnnotation) }),
    ...(earlier === undefined
      ? {}
      : { earlier: earlier.map((attempt) => ({ ...attempt, details: attempt.details.map(redactDetail) })) }),
  };
}

function redactDetail({ message, text, ...detail }: Detail): Detail {
  return {
    ...detail,
    ...(message === undefined ? {} : { message: redact(message) }),
    ...(text === undefined ? {} : { text: redact(text) }),
  };
}

function redactAnnotation({ type, text }: Annotation): Annotation {
  return { type: redact(type), ...(text === undefined ? {} : { text: redact(text) }) };
}

/** Tools that look for secrets quote them. */
export function redactFinding(finding: RawFinding): RawFinding {
  const { message, suppressed } = finding;
  const justification = suppressed?.justification;
  return {
    ...finding,
    message: redact(message),
    ...(suppressed === undefined || justification === undefined
      ? {}
      : { suppressed: { ...suppressed, justification: redact(justification) } }),
  };
}

export function redactRun(run: RawRun): RawRun {
  return {
    ...run,
    errors: run.errors.map(redact),
    ...(run.task === undefined ? {} : { task: redact(run.task) }),
  };
}
