import { type Detail, isFailing, type TestStatus } from "@tollgate/model";
import { unknownStatus } from "../json/doubts.ts";
import { quote } from "../problem-tally.ts";
import type { Cases } from "./cases.ts";
import { undecided } from "./doubts.ts";
import { type ToldFailure, toFailure } from "./to-failure.ts";

/** What a word of a report says about a test. `undecided` counts as skipped, and is a doubt. */
export type Said = TestStatus | "undecided";

/** The result of a test as its report says it. */
export type Told = {
  readonly status: TestStatus;
  /** As it stands in the report, for people: `outcome="Failed"`. */
  readonly as: string;
};

/** Looks up the word of the attribute `attribute`; a word that is missing or not known is `errored`, and a doubt. */
export function toldBy(
  words: ReadonlyMap<string, Said>,
  attribute: string,
  word: string | undefined,
  cases: Cases,
): Told {
  const said = word === undefined ? undefined : words.get(word);
  const as = word === undefined ? `no ${attribute}` : `${attribute}=${quote(word)}`;
  if (said === undefined) cases.note(unknownStatus, () => as);
  if (said === "undecided") cases.note(undecided, () => as);
  return { status: said === "undecided" ? "skipped" : (said ?? "errored"), as };
}

/** What is known about a test when its element closes. */
export type Facts = {
  readonly told: Told;
  /** What failed, in the order of the report. */
  readonly failures: readonly ToldFailure[];
  /** Why it was skipped. */
  readonly reason?: string | undefined;
  /** Why the element cannot be believed although nothing in it failed. */
  readonly unreadable?: string | undefined;
};

/** Decides a test: a failure that is told in any way stands, then what is not understood, then the word. */
export function outcomeOf({ told, failures, reason = "", unreadable }: Facts): {
  readonly status: TestStatus;
  readonly details: readonly Detail[];
} {
  const { status, as } = told;
  if (isFailing(status) || failures.length > 0) {
    const kind = status === "errored" ? "error" : "failure";
    const shown = failures.length > 0 ? failures : [{ message: `The report says ${as}.` }];
    return {
      status: status === "errored" ? "errored" : "failed",
      details: shown.map((failure) => toFailure(kind, failure)),
    };
  }
  if (unreadable !== undefined)
    return { status: "errored", details: [{ kind: "error", message: unreadable }] };
  if (status === "skipped" && reason.trim() !== "")
    return { status, details: [toFailure("skip", { message: reason })] };
  return { status, details: [] };
}

/** What is said about a test whose element has no end. */
export const cutInside = "The report is cut or broken inside this test.";
