import type { Detail, TestStatus } from "@tollgate/model";
import { cutText } from "../input/cut-text.ts";
import { type Members, own, ownMembers, ownText } from "../json/members.ts";
import { toDetail } from "../json/to-detail.ts";

/** The words of the protocol, from best to worst; a case has the worst one of its steps. */
const stepWords = ["PASSED", "SKIPPED", "PENDING", "UNDEFINED", "AMBIGUOUS", "FAILED", "UNKNOWN"] as const;

export type StepWord = (typeof stepWords)[number];

export function isStepWord(word: unknown): word is StepWord {
  return stepWords.some((known) => known === word);
}

/** In a strict run, which is the default, a pending step fails. */
export function statusOf(word: StepWord): TestStatus {
  if (word === "PASSED") return "passed";
  if (word === "SKIPPED") return "skipped";
  return word === "UNKNOWN" ? "errored" : "failed";
}

export function isWorse(a: StepWord, b: StepWord): boolean {
  return stepWords.indexOf(a) > stepWords.indexOf(b);
}

/** What a result says about its failure or skip; nothing for a pass, and for a skip without a reason. */
export function detailOf(result: Members, word: StepWord, what: string): Detail | undefined {
  const status = statusOf(word);
  const exception = ownMembers(result, "exception") ?? {};
  const said =
    ownText(result, "message") ?? ownText(exception, "stackTrace") ?? ownText(exception, "message") ?? "";
  if (status === "passed") return undefined;
  if (status === "skipped") return said.trim() === "" ? undefined : toDetail("skip", said);
  const kind = status === "errored" ? "error" : "failure";
  const type = ownText(exception, "type");
  if (said.trim() === "") return { kind, message: cutText(`${what} is ${word}.`) };
  const detail = toDetail(kind, said);
  return type === undefined || type === "" ? detail : { ...detail, type: cutText(type) };
}

/** Whole microseconds of `{seconds, nanos}`; `undefined` for what is none, or negative. */
export function microsecondsOf(duration: unknown): number | undefined {
  if (duration === null || typeof duration !== "object" || Array.isArray(duration)) return undefined;
  const seconds = own(duration as Members, "seconds"); // an object is a record of unknowns
  const nanos = own(duration as Members, "nanos") ?? 0;
  if (typeof seconds !== "number" || typeof nanos !== "number") return undefined;
  const microseconds = Math.round(seconds * 1_000_000 + nanos / 1_000);
  return Number.isSafeInteger(microseconds) && microseconds >= 0 ? microseconds : undefined;
}
