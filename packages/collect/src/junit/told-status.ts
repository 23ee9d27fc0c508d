import { cutText } from "../input/cut-text.ts";
import type { XmlAttributes } from "../xml/handler.ts";

/** What the attributes of a test case say about its result; the children come first. */
export type Told = {
  readonly status: "failed" | "errored" | "skipped" | "unknown";
  /** As it stands in the report, for people: `status="failed"`. */
  readonly as: string;
  readonly message?: string;
};

/**
 * Reads `status`, `result`, `outcome`, NUnit's `success` and `executed`, and node's `failure`. `undefined`: they say
 * nothing about success (`run`, `completed`, `passed`: then the children do). A word that is not known may mean a
 * failure; of several the worst counts.
 */
export function toldStatus(attributes: XmlAttributes): Told | undefined {
  const failure = attributes.get("failure");
  if (failure !== undefined) return { status: "failed", as: "failure=…", message: cutText(failure) };
  let worst: Told | undefined;
  for (const [name, meanings] of telling) {
    const told = toldBy(name, attributes.get(name), meanings);
    if (told === undefined) continue;
    if (worst === undefined || badness.indexOf(told.status) > badness.indexOf(worst.status)) worst = told;
  }
  return worst;
}

type Meanings = ReadonlyMap<string, Told["status"]>;

function toldBy(name: string, value: string | undefined, meanings: Meanings): Told | undefined {
  if (value === undefined || sayNothing.has(value)) return undefined;
  const word = value.trim().toLowerCase();
  if (sayNothing.has(word)) return undefined;
  return { status: meanings.get(word) ?? "unknown", as: `${name}="${value.slice(0, 80)}"` };
}

const badness: readonly Told["status"][] = ["skipped", "unknown", "failed", "errored"];

const sayNothing: ReadonlySet<string> = new Set([
  "",
  "run",
  "completed",
  "complete",
  "executed",
  "finished",
  "pass",
  "passed",
  "ok",
  "success",
  "successful",
  "succeeded",
  "true",
]);

const words: Meanings = new Map([
  ["disabled", "skipped"],
  ["notrun", "skipped"],
  ["ignored", "skipped"],
  ["skipped", "skipped"],
  ["skip", "skipped"],
  ["notexecuted", "skipped"],
  ["inconclusive", "skipped"],
  ["suppressed", "skipped"],
  ["pending", "skipped"],
  ["untested", "skipped"],
  ["fail", "failed"],
  ["failed", "failed"],
  ["failure", "failed"],
  ["undefined", "failed"],
  ["error", "errored"],
  ["errored", "errored"],
  ["broken", "errored"],
  ["timeout", "errored"],
  ["aborted", "errored"],
]);

/** The attributes that may tell, and what their words mean. */
const telling: readonly (readonly [name: string, meanings: Meanings])[] = [
  ["status", words],
  ["result", words],
  ["outcome", words],
  ["success", new Map([["false", "failed"]])],
  ["executed", new Map([["false", "skipped"]])],
];
