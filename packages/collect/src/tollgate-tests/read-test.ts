import { type Attempt, settleSkip } from "@tollgate/model";
import { annotationsIn } from "../json/annotations.ts";
import type { CaseSink } from "../json/case-sink.ts";
import { cleanName } from "../json/clean-name.ts";
import { lostResults, missingField } from "../json/doubts.ts";
import { isMembers, type Members, own, ownList, ownText } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest } from "../reader.ts";
import { doubtUnknown } from "./doubt-unknown.ts";
import { attemptMembers, readAttempt } from "./read-attempt.ts";

const members = new Set([
  ...attemptMembers,
  "id",
  "file",
  "suite",
  "name",
  "environment",
  "line",
  "annotations",
  "earlier",
]);

/** Reads one test. What is missing or of another type is a doubt; the test counts all the same. */
export function readTest(told: Members, place: string, cases: CaseSink): RawTest {
  const name = cleanName(textOf(told, "name", place, cases) ?? "");
  const where = `${quote(name)} in ${place}`;
  if (!Object.hasOwn(told, "name")) cases.doubt(missingField, `"name" of a test in ${place}`);
  doubtUnknown(told, members, where, cases);
  const file = textOf(told, "file", where, cases);
  const environment = textOf(told, "environment", where, cases);
  const line = cases.line(told);
  if (Object.hasOwn(told, "line") && line.line === undefined) cases.doubt(missingField, `"line" of ${where}`);
  const earlier = readEarlier(told, where, cases);
  return settleSkip({
    ...(file === undefined ? {} : { file: cleanName(file) }),
    suite: readSuite(told, where, cases),
    name,
    ...(environment === undefined ? {} : { environment: cleanName(environment) }),
    ...line,
    ...readAttempt(told, where, cases),
    ...annotationsIn([told], "text", where, cases),
    ...(earlier.length === 0 ? {} : { earlier }),
  });
}

function textOf(told: Members, name: string, where: string, cases: CaseSink): string | undefined {
  const value = own(told, name);
  if (value !== undefined && typeof value !== "string")
    cases.doubt(missingField, `"${name}" of ${where}, which is ${showValue(value)}`);
  return ownText(told, name);
}

function readSuite(told: Members, where: string, cases: CaseSink): readonly string[] {
  const suite = ownList(told, "suite");
  if (suite?.every((title) => typeof title === "string") !== true)
    cases.doubt(missingField, `"suite" of ${where}`);
  return (suite ?? []).filter((title) => typeof title === "string").map(cleanName);
}

function readEarlier(told: Members, where: string, cases: CaseSink): readonly Attempt[] {
  const tries = ownList(told, "earlier");
  if (tries === undefined) {
    if (Object.hasOwn(told, "earlier")) cases.doubt(lostResults, `"earlier" of ${where}`);
    return [];
  }
  return tries.map((attempt) => {
    if (isMembers(attempt)) {
      doubtUnknown(attempt, attemptMembers, `a try of ${where}`, cases);
      return readAttempt(attempt, where, cases);
    }
    cases.doubt(lostResults, `a try of ${where} that is ${showValue(attempt)}`);
    return { status: "errored", details: [] };
  });
}
