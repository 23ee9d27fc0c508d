import type { XmlAttributes } from "../xml/handler.ts";
import { cutText } from "./kept-text.ts";

/** What the attributes of a test case say about its result; the children come first. */
export type Told = {
  readonly status: "failed" | "errored" | "skipped" | "unknown";
  /** As it stands in the report, for people: `status="failed"`. */
  readonly as: string;
  readonly message?: string;
};

/**
 * Reads `status`, `result` and node's `failure`. `undefined`: they say nothing about success (`run`, `completed`,
 * `passed`: then the children do). A word that is not known may mean a failure.
 */
export function toldStatus(attributes: XmlAttributes): Told | undefined {
  const failure = attributes.get("failure");
  if (failure !== undefined) return { status: "failed", as: "failure=…", message: cutText(failure) };
  const status = toldBy("status", attributes.get("status"));
  const result = toldBy("result", attributes.get("result"));
  if (status === undefined || result === undefined) return status ?? result;
  return badness.indexOf(status.status) >= badness.indexOf(result.status) ? status : result;
}

function toldBy(name: string, value: string | undefined): Told | undefined {
  if (value === undefined || sayNothing.has(value)) return undefined;
  const word = value.trim().toLowerCase();
  if (sayNothing.has(word)) return undefined;
  return { status: words.get(word) ?? "unknown", as: `${name}="${value.slice(0, 80)}"` };
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
]);

const words: ReadonlyMap<string, Told["status"]> = new Map([
  ["disabled", "skipped"],
  ["notrun", "skipped"],
  ["ignored", "skipped"],
  ["skipped", "skipped"],
  ["skip", "skipped"],
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
