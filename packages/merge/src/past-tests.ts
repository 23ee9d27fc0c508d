import {
  compareText,
  type Evidence,
  isFailing,
  type Kind,
  type PastFailure,
  type TestCase,
  type TestStatus,
} from "@tollgate/model";
import { type Draft, draftOf } from "./draft.ts";
import { tellings } from "./tellings.ts";
import { attachmentsByTry } from "./unite-attachments.ts";

/** What one older attempt of a job said of a test. */
export type PastTest = {
  readonly job: string;
  readonly environment: readonly string[];
  readonly attempt: number;
  readonly kind: Kind;
  /** As the worst report of that attempt tells it. */
  readonly test: TestCase;
  readonly status: TestStatus;
  /** Its failed tries there, oldest first. */
  readonly failures: readonly PastFailure[];
};

/** By test (see `caseKey`) what older attempts said of it, oldest first. */
export function pastTests(superseded: readonly Evidence[]): ReadonlyMap<string, readonly PastTest[]> {
  const tests = new Map<string, Map<string, Draft>>();
  for (const { key, told } of tellings(superseded)) {
    const { job, attempt, environment } = told.origin;
    const place = JSON.stringify([String(attempt).padStart(9, "0"), job, ...environment]);
    const drafts = tests.get(key) ?? new Map<string, Draft>();
    tests.set(key, drafts);
    drafts.set(place, draftOf(told, drafts.get(place)));
  }
  return new Map(
    [...tests].map(([key, drafts]) => [
      key,
      [...drafts].sort(([a], [b]) => compareText(a, b)).map(([, draft]) => pastTest(draft)),
    ]),
  );
}

function pastTest({ worst, fullest, attached }: Draft): PastTest {
  const { job, attempt, environment } = worst.origin;
  const { earlier } = fullest.test;
  const left = attachmentsByTry(
    attached.map(({ test }) => test),
    earlier,
  );
  const { attachments: _own, ...last } = worst.test;
  const final = { ...last, ...(left.attachments === undefined ? {} : { attachments: left.attachments }) };
  const tries = [...(left.earlier ?? []), final].filter(({ status }) => isFailing(status));
  const failures = tries.map(
    ({ status, durationUs, details, attachments }): PastFailure => ({
      attempt,
      job,
      status,
      ...(durationUs === undefined ? {} : { durationUs }),
      details,
      ...(attachments === undefined ? {} : { attachments }),
    }),
  );
  const { kind, test } = worst;
  return { job, environment, attempt, kind, test, status: test.status, failures };
}
