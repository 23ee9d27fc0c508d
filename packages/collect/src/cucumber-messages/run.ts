import { isFailing, type RunManifest, settleSkip } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import type { CaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { unknownDuration, unknownStatus } from "../json/doubts.ts";
import { type Members, own, ownMembers, ownText } from "../json/members.ts";
import { failedRun } from "../json/problems.ts";
import { showValue } from "../json/show-value.ts";
import { toDetail } from "../json/to-detail.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest, Sink } from "../reader.ts";
import { attachmentIn } from "./attachment.ts";
import { badMessage, notFinished, notRun, unknownReference } from "./doubts.ts";
import { createScenarioIndex, membersIn } from "./scenario-index.ts";
import { detailOf, isStepWord, microsecondsOf, type StepWord, statusOf } from "./step-result.ts";
import { addStep, attemptOf, type OpenTry, type TestCase, testOf } from "./test-case.ts";

/** The messages of one run. Keeps where scenarios stand, and those that run; ids mean nothing outside their run. */
export interface Run {
  /** False when the kind of message is none that is known here. */
  read(kind: string, message: Members, line: number): boolean;
  /** The next run begins, or the input ends. */
  close(): void;
}

export function openRun(sink: Sink, cases: CaseSink): Run {
  const index = createScenarioIndex();
  const waiting = new Map<string, TestCase>();
  const open = new Map<string, OpenTry>();
  /** Cases whose end depends on whether the run was strict: the verdict on the run tells. */
  const undecided: RawTest[] = [];
  const errors: string[] = [];
  const failingBefore = cases.failing;
  let startedAt: number | undefined;
  let hasBegun = false;
  let success: unknown;
  let place = "";

  const readers: ReadonlyMap<string, (message: Members) => void> = new Map([
    ["gherkinDocument", (message) => index.gherkinDocument(message)],
    ["pickle", (message) => index.pickle(message)],
    ["parseError", readParseError],
    ["testCase", readTestCase],
    ["testRunStarted", readRunStart],
    ["testCaseStarted", readStart],
    ["testStepFinished", readStep],
    ["testCaseFinished", readEnd],
    ["attachment", readAttachment],
    ["externalAttachment", readAttachment],
    ["testRunHookFinished", readRunHook],
    ["testRunFinished", readRunEnd],
  ]);

  return {
    read(kind, message, line) {
      place = `line ${line}`;
      const reader = readers.get(kind);
      reader?.(message);
      return reader !== undefined || otherKinds.has(kind);
    },
    close,
  };

  function readParseError(message: Members): void {
    hasBegun = true;
    const uri = cleanName(ownText(ownMembers(message, "source") ?? {}, "uri") ?? "");
    cases.add({
      ...(uri === "" ? {} : { file: uri }),
      suite: [],
      name: uri.slice(uri.lastIndexOf("/") + 1) || "unknown file",
      status: "errored",
      details: [toDetail("error", ownText(message, "message") ?? "The file cannot be parsed.")],
      entries: 0,
    });
  }

  function readTestCase(message: Members): void {
    hasBegun = true;
    const steps = membersIn(message, "testSteps").map((step): readonly [string, string] => {
      const text = index.stepText(ownText(step, "pickleStepId") ?? "");
      return [
        ownText(step, "id") ?? "",
        text === undefined ? "A hook" : `The step ${quote(cleanName(text))}`,
      ];
    });
    const told = index.placeOf(ownText(message, "pickleId") ?? "");
    if (told === undefined) cases.doubt(unknownReference, `that in ${place}`);
    const unknown = { suite: [], name: "unknown scenario" };
    const id = ownText(message, "id") ?? "";
    if (waiting.has(id)) cases.doubt(badMessage, `that in ${place}`);
    else waiting.set(id, { id, place: told ?? unknown, steps: new Map(steps), earlier: [], tries: 0 });
  }

  function readRunStart(message: Members): void {
    hasBegun = true;
    const microseconds = microsecondsOf(own(message, "timestamp"));
    if (microseconds !== undefined) startedAt = Math.floor(microseconds / 1_000);
  }

  function readStart(message: Members): void {
    hasBegun = true;
    const of = waiting.get(ownText(message, "testCaseId") ?? "");
    const id = ownText(message, "id");
    if (of === undefined || id === undefined) cases.doubt(unknownReference, `that in ${place}`);
    else if (!open.has(id))
      open.set(id, { of, word: undefined, durationUs: undefined, details: [], attachments: [] });
  }

  function readStep(message: Members): void {
    hasBegun = true;
    const result = ownMembers(message, "testStepResult");
    const told = open.get(ownText(message, "testCaseStartedId") ?? "");
    if (result === undefined) cases.doubt(badMessage, `that in ${place}`);
    if (told === undefined) cases.doubt(unknownReference, `that in ${place}`);
    if (result === undefined || told === undefined) return;
    const word = wordOf(result);
    const what = told.of.steps.get(ownText(message, "testStepId") ?? "") ?? "A step";
    const durationUs = microsecondsOf(own(result, "duration"));
    if (durationUs === undefined) cases.doubt(unknownDuration, `that in ${place}`);
    addStep(told, word, detailOf(result, word, what), durationUs);
  }

  function readAttachment(message: Members): void {
    const attachment = attachmentIn(message);
    const told = open.get(ownText(message, "testCaseStartedId") ?? "");
    if (told === undefined) sink.attachment(attachment);
    else told.attachments.push(attachment);
  }

  function wordOf(result: Members): StepWord {
    const word = own(result, "status");
    if (isStepWord(word) && word !== "UNKNOWN") return word;
    cases.doubt(unknownStatus, `${showValue(word)} in ${place}`);
    return "UNKNOWN";
  }

  function readEnd(message: Members): void {
    hasBegun = true;
    const id = ownText(message, "testCaseStartedId") ?? "";
    const told = open.get(id);
    if (told === undefined) {
      cases.doubt(unknownReference, `that in ${place}`);
      return;
    }
    open.delete(id);
    endTry(told, own(message, "willBeRetried") === true);
  }

  function endTry(told: OpenTry, willBeRetried: boolean): void {
    const { of } = told;
    const attempt = attemptOf(told);
    of.tries++;
    if (willBeRetried) {
      if (attempt.status !== "passed") of.earlier.push(attempt);
      return;
    }
    waiting.delete(of.id);
    const test = settleSkip(testOf(of, attempt));
    if (told.word === "PENDING" || told.word === undefined) undecided.push(test);
    else cases.add(test);
  }

  function readRunHook(message: Members): void {
    const result = ownMembers(message, "result");
    if (result === undefined) {
      cases.doubt(badMessage, `that in ${place}`);
      return;
    }
    const word = wordOf(result);
    if (isFailing(statusOf(word)))
      errors.push(cutText(ownText(result, "message") ?? `A hook of the run is ${word}.`));
  }

  function readRunEnd(message: Members): void {
    hasBegun = true;
    success = own(message, "success") ?? null;
    if (typeof success !== "boolean") cases.doubt(badMessage, `that in ${place}`);
    const exception = ownMembers(message, "exception") ?? {};
    const said = ownText(message, "message") ?? ownText(exception, "message");
    if (said !== undefined && said !== "") errors.push(cutText(said));
  }

  function close(): void {
    for (const told of open.values()) {
      addStep(told, "UNKNOWN", { kind: "error", message: "The scenario began and did not end." }, undefined);
      cases.doubt(notRun, quote(told.of.place.name));
      endTry(told, false);
    }
    for (const { place, earlier } of waiting.values()) {
      cases.doubt(notRun, quote(place.name));
      const last = earlier.pop();
      if (last !== undefined) cases.add({ ...place, ...last, ...(earlier.length === 0 ? {} : { earlier }) });
    }
    for (const test of undecided)
      cases.add(
        success === true && test.earlier === undefined ? { ...test, status: "todo", details: [] } : test,
      );
    if (hasBegun) tellVerdict();
  }

  function tellVerdict(): void {
    if (success === undefined) cases.doubt(notFinished, "the run that the messages tell");
    const verdict = verdictOf(success);
    sink.run({ source: "cucumber", verdict, ...(startedAt === undefined ? {} : { startedAt }), errors });
    if (verdict === "failed" && cases.failing === failingBefore)
      sink.problem(failedRun("Cucumber", verdict, errors));
  }
}

function verdictOf(success: unknown): RunManifest["verdict"] {
  if (success === undefined) return "interrupted";
  return success === true ? "passed" : "failed";
}

/** Kinds of messages that say nothing about the end of a scenario. */
const otherKinds: ReadonlySet<string> = new Set([
  "hook",
  "meta",
  "parameterType",
  "source",
  "stepDefinition",
  "suggestion",
  "testRunHookStarted",
  "testStepStarted",
  "undefinedParameterType",
]);
