import {
  type Attachment,
  type Attempt,
  type Detail,
  isFailing,
  type MergedCase,
  type Report,
  type TestStatus,
} from "@tollgate/model";
import { ownAttachments } from "./attachments.ts";
import { ownOutput } from "./own-output.ts";
import { redactReport } from "./redact-report.ts";

/**
 * All tests as one CTRF report (schema 0.0.0), in pieces: a test at a time. Times are whole milliseconds there; what
 * CTRF has no place for (microseconds, errored, several failures, environments) stands in `extra.tollgate`.
 */
export function* renderCtrf(report: Report): Generator<string> {
  const { tests } = redactReport(report);
  const head = {
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    generatedBy: "tollgate",
    extra: { comment: ownOutput },
  };
  const results = { tool: { name: "tollgate" }, summary: summaryOf(tests) };
  yield `${JSON.stringify(head).slice(0, -1)},"results":${JSON.stringify(results).slice(0, -1)},"tests":[`;
  for (const [i, test] of tests.entries()) yield `${i === 0 ? "" : ","}\n${JSON.stringify(testOf(test))}`;
  yield "\n]}}\n";
}

/** CTRF wants a start and a stop; a merged report of many runs has neither. */
function summaryOf(tests: readonly MergedCase[]) {
  const count = (word: Word): number => tests.filter(({ status }) => wordOf(status) === word).length;
  return {
    tests: tests.length,
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    pending: count("pending"),
    other: 0,
    flaky: tests.filter(({ flaky }) => flaky).length,
    start: 0,
    stop: 0,
  };
}

type Word = "passed" | "failed" | "skipped" | "pending";

/** `pending` is CTRF's word for what is not written yet; errored is failed there, and told as the raw status. */
function wordOf(status: TestStatus): Word {
  if (status === "todo") return "pending";
  return status === "errored" ? "failed" : status;
}

function testOf(test: MergedCase): object {
  const { name, status, durationUs, suite, line, file, kind, flaky, earlier = [] } = test;
  const tries = earlier.filter((attempt) => isFailing(attempt.status));
  return {
    name: name === "" ? "test without a name" : name,
    status: wordOf(status),
    duration: toMilliseconds(durationUs ?? 0),
    ...(suite.length === 0 ? {} : { suite }),
    ...messagesOf(test),
    ...(line === undefined ? {} : { line }),
    rawStatus: status,
    type: kind,
    ...(file === undefined ? {} : { filePath: file }),
    ...(tries.length === 0 ? {} : { retries: tries.length, retryAttempts: tries.map(tryOf) }),
    flaky,
    ...toldAttachments(ownAttachments(test)),
    extra: { tollgate: factsOf(test) },
  };
}

function tryOf(attempt: Attempt, i: number): object {
  const { status, durationUs } = attempt;
  return {
    attempt: i + 1,
    status: wordOf(status),
    ...(durationUs === undefined ? {} : { duration: toMilliseconds(durationUs) }),
    ...messagesOf(attempt),
    ...toldAttachments(attempt.attachments),
    extra: {
      tollgate: {
        status,
        durationUs: durationUs ?? null,
        details: attempt.details,
        ...untoldAttachments(attempt.attachments),
      },
    },
  };
}

/** What reads back as it was, where CTRF itself would round, join or leave out. */
function factsOf(test: MergedCase): object {
  const {
    package: owner,
    name,
    status,
    durationUs,
    details,
    environment,
    recovered,
    history,
    annotations,
  } = test;
  return {
    package: owner,
    ...(name === "" ? { name } : {}),
    ...(environment === undefined ? {} : { environment }),
    durationUs: durationUs ?? null,
    ...(status === "passed" && details.length === 0 ? {} : { details }),
    ...(recovered ? { recovered } : {}),
    ...(history === undefined ? {} : { history }),
    ...(annotations === undefined ? {} : { annotations }),
    ...untoldAttachments(ownAttachments(test)),
  };
}

/** CTRF wants a name and a type of each, and knows none that stand in a report. */
function toldAttachments(attachments: readonly Attachment[] = []): object {
  const told = attachments.flatMap(({ name, type, path }) =>
    path === undefined
      ? []
      : [{ name: name ?? nameIn(path), contentType: type ?? "application/octet-stream", path }],
  );
  return told.length === 0 ? {} : { attachments: told };
}

function nameIn(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1) || path;
}

/** All attachments as they are, where CTRF would make something up or leave something out. */
function untoldAttachments(attachments: readonly Attachment[] = []): object {
  const isTold = attachments.every(
    ({ name, type, path }) => name !== undefined && type !== undefined && path !== undefined,
  );
  return isTold ? {} : { attachments };
}

/** All messages, and all stacks, each below the other. */
function messagesOf({ details }: { readonly details: readonly Detail[] }): object {
  const message = details.flatMap((detail) => detail.message ?? []).join("\n");
  const trace = details.flatMap(({ text }) => text ?? []).join("\n\n");
  return { ...(message === "" ? {} : { message }), ...(trace === "" ? {} : { trace }) };
}

function toMilliseconds(us: number): number {
  return Math.round(us / 1_000);
}
