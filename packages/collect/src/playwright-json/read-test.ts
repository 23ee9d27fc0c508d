import {
  type Annotation,
  type Attachment,
  type Attempt,
  type Detail,
  isFailing,
  settleSkip,
  type TestStatus,
} from "@tollgate/model";
import { annotationsIn } from "../json/annotations.ts";
import { withAttachments } from "../json/attachments.ts";
import type { CaseSink } from "../json/case-sink.ts";
import { missingField, unknownStatus } from "../json/doubts.ts";
import { isMembers, type Members, own, ownList } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { readTries, skipReason } from "./read-tries.ts";

/** How a test ended in one project. */
export type Outcome = {
  readonly status: TestStatus;
  readonly durationUs?: number;
  readonly details: readonly Detail[];
  readonly attachments?: readonly Attachment[];
  readonly annotations?: readonly Annotation[];
  readonly earlier?: readonly Attempt[];
};

/** A test that was to run and has no result: a limit, a signal or a broken set-up came first. */
export function didNotRun(test: Members, { status }: Outcome): boolean {
  return status === "skipped" && own(test, "expectedStatus") !== "skipped";
}

/** Reads one test of a spec. Playwright's own outcome and the tries have to agree; where they do not, the worse stands. */
export function readTest(test: Members, where: string, whole: boolean, cases: CaseSink): Outcome {
  const tries = readTries(test, where, cases);
  const outcome = outcomeOf(own(test, "status"), test, tries, { where, whole, cases });
  const earlier = earlierTries(own(test, "status"), tries);
  const durationUs = tries.at(-1)?.durationUs;
  const others = tries.filter((attempt) => !earlier.includes(attempt));
  return settleSkip({
    ...outcome,
    ...withAttachments(others.flatMap(({ attachments = [] }) => attachments)),
    ...(durationUs === undefined ? {} : { durationUs }),
    ...annotationsOf(test, where, cases),
    ...(earlier.length === 0 ? {} : { earlier }),
  });
}

/** Those of the declaration, and those that its tries add. Why a test was skipped is told as its detail. */
function annotationsOf(test: Members, where: string, cases: CaseSink): Pick<Outcome, "annotations"> {
  const results = (ownList(test, "results") ?? []).filter(isMembers);
  const { annotations = [] } = annotationsIn([test, ...results], "description", where, cases);
  const notes = annotations.filter(({ type }) => type !== "skip" && type !== "fixme");
  return notes.length === 0 ? {} : { annotations: notes };
}

type Context = { readonly where: string; readonly whole: boolean; readonly cases: CaseSink };

function outcomeOf(word: unknown, test: Members, tries: readonly Attempt[], context: Context): Outcome {
  const last = tries.at(-1);
  if (last !== undefined && isFailing(last.status) && outcomeWords.has(word)) return last;
  switch (word) {
    case "unexpected":
      return { status: "failed", details: failureAmong(tries) };
    case "skipped":
      return { status: "skipped", details: reasonToSkip(test, last) };
    case "expected":
    case "flaky":
      if (last !== undefined) return last;
      context.cases.doubt(missingField, `"results" of ${context.where}`);
      return errored(`The test is called ${word}, and the report holds no result of it.`);
    default:
      return unknownOutcome(word, last, context);
  }
}

const outcomeWords: ReadonlySet<unknown> = new Set(["expected", "unexpected", "flaky", "skipped"]);

function unknownOutcome(word: unknown, last: Attempt | undefined, { where, whole, cases }: Context): Outcome {
  const isCut = word === undefined && !whole;
  if (!isCut) cases.doubt(unknownStatus, `${showValue(word)} of ${where}`);
  if (last !== undefined && isFailing(last.status)) return last;
  return errored(isCut ? "The report ends inside this test." : "The report does not say how the test ended.");
}

function errored(message: string): Outcome {
  return { status: "errored", details: [{ kind: "error", message }] };
}

/** What the last failing try says, for a test that failed and was skipped when it was tried again. */
function failureAmong(tries: readonly Attempt[]): readonly Detail[] {
  const failing = tries.filter(({ status }) => isFailing(status)).at(-1);
  return failing?.details ?? [{ kind: "failure", message: "Playwright calls the outcome unexpected." }];
}

function reasonToSkip(test: Members, last: Attempt | undefined): readonly Detail[] {
  const reason = last?.details ?? [];
  if (reason.length > 0) return reason;
  if (own(test, "expectedStatus") !== "skipped") return [{ kind: "skip", message: "The test did not run." }];
  return skipReason(test);
}

/** Failed tries before the last one. Tries that were skipped because another test of the group failed are none. */
function earlierTries(word: unknown, tries: readonly Attempt[]): readonly Attempt[] {
  const failed = tries.slice(0, -1).filter(({ status }) => isFailing(status));
  return word === "flaky" && failed.length === 0 && tries.length > 0
    ? [{ status: "failed", details: [] }]
    : failed;
}
