import type { Attachment, Attempt, Detail } from "@tollgate/model";
import { withAttachments } from "../json/attachments.ts";
import type { RawTest } from "../reader.ts";
import type { ScenarioPlace } from "./scenario-index.ts";
import { isWorse, type StepWord, statusOf } from "./step-result.ts";

/** A scenario that is to run, and its tries so far. */
export type TestCase = {
  readonly id: string;
  readonly place: ScenarioPlace;
  /** What each step is, by its id. */
  readonly steps: ReadonlyMap<string, string>;
  readonly earlier: Attempt[];
  /** How many ended. */
  tries: number;
};

/** A try that runs. */
export type OpenTry = {
  readonly of: TestCase;
  /** The worst of its steps; absent before the first one ended. */
  word: StepWord | undefined;
  durationUs: number | undefined;
  readonly details: Detail[];
  readonly attachments: Attachment[];
};

export function addStep(
  open: OpenTry,
  word: StepWord,
  detail: Detail | undefined,
  durationUs: number | undefined,
): void {
  if (open.word === undefined || isWorse(word, open.word)) open.word = word;
  if (detail !== undefined) open.details.push(detail);
  if (durationUs !== undefined) open.durationUs = (open.durationUs ?? 0) + durationUs;
}

export function attemptOf({ word, durationUs, details, attachments }: OpenTry): Attempt {
  const status = statusOf(word ?? "UNKNOWN");
  const wanted = status === "skipped" ? "skip" : status === "errored" ? undefined : "failure";
  const told = details.filter(({ kind }) => (wanted === undefined ? kind !== "skip" : kind === wanted));
  const missing: Detail = { kind: "error", message: "The report tells no step of this scenario." };
  return {
    status,
    ...(durationUs === undefined ? {} : { durationUs }),
    details: status === "passed" ? [] : status === "errored" && told.length === 0 ? [missing] : told,
    ...withAttachments(attachments),
  };
}

export function testOf({ place, earlier, tries }: TestCase, last: Attempt): RawTest {
  return {
    ...place,
    ...last,
    ...(earlier.length === 0 ? {} : { earlier }),
    ...(tries > 1 ? { entries: tries } : {}),
  };
}
