import type { RunManifest } from "@tollgate/model";
import type { CaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { unknownDuration, unknownStatus } from "../json/doubts.ts";
import { type Members, own, ownInteger, ownMembers, ownText } from "../json/members.ts";
import { failedRun } from "../json/problems.ts";
import { showValue } from "../json/show-value.ts";
import { quote } from "../problem-tally.ts";
import type { Sink } from "../reader.ts";
import { badEvent, noDone, notEnded, suitesDropped } from "./doubts.ts";
import {
  detailsOf,
  errorOf,
  type Group,
  groupOf,
  type RunningTest,
  type Suite,
  statusOf,
  testOf,
} from "./running-test.ts";

/** The events of one run; ids mean nothing outside it. */
export interface Run {
  /** False when the type is none that is known here. */
  read(type: string, event: Members, line: number): boolean;
  /** The next run begins, or the input ends: gives its cases on. */
  close(): void;
}

/** Tests are kept to the end of their run, because an error may follow after a test is done. */
export function openRun(sink: Sink, cases: CaseSink): Run {
  const suites = new Map<unknown, Suite>();
  const groups = new Map<unknown, Group>();
  const tests = new Map<unknown, RunningTest>();
  const failingBefore = cases.failing;
  let announced = 0;
  let hasBegun = false;
  let success: unknown;
  let place = "";

  const readers: ReadonlyMap<string, (event: Members) => void> = new Map([
    ["suite", readSuite],
    ["group", readGroup],
    ["testStart", readStart],
    ["error", readError],
    ["testDone", readDone],
    ["allSuites", readAllSuites],
    ["done", readEnd],
  ]);

  return {
    read(type, event, line) {
      place = `that in line ${line}`;
      hasBegun = true;
      const reader = readers.get(type);
      reader?.(event);
      return reader !== undefined || otherTypes.has(type);
    },
    close,
  };

  function readSuite(event: Members): void {
    const suite = ownMembers(event, "suite");
    if (suite === undefined) cases.doubt(badEvent, place);
    else suites.set(own(suite, "id"), { path: textOf(suite, "path"), platform: textOf(suite, "platform") });
  }

  function readGroup(event: Members): void {
    const group = ownMembers(event, "group");
    if (group === undefined) cases.doubt(badEvent, place);
    else groups.set(own(group, "id"), groupOf(group, groups));
  }

  function readStart(event: Members): void {
    const test = ownMembers(event, "test");
    const id = test === undefined ? undefined : own(test, "id");
    if (test === undefined || id === undefined || tests.has(id)) {
      cases.doubt(badEvent, place);
      return;
    }
    tests.set(id, testOf(test, suites.get(own(test, "suiteID")), groups, ownInteger(event, "time", 0)));
  }

  function readError(event: Members): void {
    const test = tests.get(own(event, "testID"));
    if (test === undefined) cases.doubt(badEvent, place);
    else test.errors.push(errorOf(event));
  }

  function readDone(event: Members): void {
    const test = tests.get(own(event, "testID"));
    if (test === undefined || test.isDone) {
      cases.doubt(badEvent, place);
      return;
    }
    test.isDone = true;
    test.result = own(event, "result");
    test.isSkipped = own(event, "skipped") === true;
    test.isHidden = own(event, "hidden") === true;
    if (!results.has(test.result)) cases.doubt(unknownStatus, `${showValue(test.result)}, ${place}`);
    const time = ownInteger(event, "time", test.startedAt ?? 0);
    if (time === undefined) cases.doubt(unknownDuration, place);
    else if (test.startedAt !== undefined) test.durationUs = (time - test.startedAt) * 1_000;
  }

  function readAllSuites(event: Members): void {
    announced = Math.max(announced, ownInteger(event, "count", 0) ?? 0);
  }

  function readEnd(event: Members): void {
    const told = own(event, "success") ?? null;
    if (typeof told !== "boolean" && told !== null) cases.doubt(badEvent, place);
    // Of several ends the worst one stands.
    success = success === undefined || success === true ? told : success;
  }

  function close(): void {
    for (const test of tests.values()) give(test);
    if (!hasBegun) return;
    if (success === undefined) cases.doubt(noDone, "the run that the events tell");
    if (announced > suites.size)
      cases.doubt(suitesDropped, `one of ${announced} files, where ${suites.size} are told`);
    const verdict = verdictOf(success);
    sink.run({ source: "dart", verdict, errors: [] });
    if (verdict !== "passed" && success !== undefined && cases.failing === failingBefore)
      sink.problem(failedRun("dart", verdict, []));
  }

  function give(test: RunningTest): void {
    const status = statusOf(test);
    if (test.isHidden && status !== "errored" && status !== "failed") return;
    if (!test.isDone) cases.doubt(notEnded, quote(test.place.name));
    cases.add({
      ...test.place,
      status,
      ...(test.durationUs === undefined ? {} : { durationUs: test.durationUs }),
      details: detailsOf(test, status),
    });
  }
}

function textOf(members: Members, name: string): string | undefined {
  const text = cleanName(ownText(members, name) ?? "");
  return text === "" ? undefined : text;
}

/** `null` says that the runner was closed before it was done. */
function verdictOf(success: unknown): RunManifest["verdict"] {
  if (success === true) return "passed";
  return success === undefined || success === null ? "interrupted" : "failed";
}

const results: ReadonlySet<unknown> = new Set(["success", "failure", "error"]);

/** Types that say nothing about the end of a test. */
const otherTypes: ReadonlySet<string> = new Set(["start", "print", "debug"]);
