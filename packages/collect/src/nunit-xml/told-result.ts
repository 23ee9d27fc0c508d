import { unknownStatus } from "../json/doubts.ts";
import { quote } from "../problem-tally.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { type Said, type Told, toldBy } from "../xml-tests/outcome.ts";

/**
 * What the attributes of a test or a suite say about it: `result` with its `label` (NUnit 3, and NUnit 2 from 2.5 on),
 * else `executed` and `success`. Only `True` is a success. `undefined`: nothing is said.
 */
export function toldResult(attributes: XmlAttributes, cases: Cases): Told | undefined {
  const result = attributes.get("result");
  const success = attributes.get("success");
  if (result === undefined) return toldSuccess(attributes.get("executed"), success, cases);
  const { word, label } = readResult(result, attributes.get("label"));
  const told = toldBy(words, "result", word, cases);
  if (told.status === "passed" && success !== undefined && success !== "True")
    return toldSuccess(undefined, success, cases);
  return told.status === "failed" && erroring.has(label) ? { ...told, status: "errored" } : told;
}

/** A result may come with its label and site in one word: `Failed:Error(SetUp)`. */
export function readResult(
  result: string,
  label: string | undefined,
): { readonly word: string; readonly label: string } {
  const found = /^([A-Za-z]+)(?::([A-Za-z]+))?(?:\([A-Za-z]+\))?$/.exec(result);
  return { word: found?.[1] ?? result, label: label ?? found?.[2] ?? "" };
}

function toldSuccess(
  executed: string | undefined,
  success: string | undefined,
  cases: Cases,
): Told | undefined {
  if (executed === "False") return { status: "skipped", as: `executed="False"` };
  if (success === undefined) {
    if (executed === undefined) return undefined;
    cases.note(unknownStatus, () => "no success");
    return { status: "errored", as: "no success" };
  }
  if (success === "True") return { status: "passed", as: `success="True"` };
  const as = `success=${quote(success)}`;
  if (success === "False") return { status: "failed", as };
  cases.note(unknownStatus, () => as);
  return { status: "errored", as };
}

/** `NotRunnable` is a test that cannot be run as it is written: NUnit 2 counts it in its exit code. */
const words: ReadonlyMap<string, Said> = new Map([
  ["Passed", "passed"],
  ["Success", "passed"],
  ["Warning", "passed"],
  ["Failed", "failed"],
  ["Failure", "failed"],
  ["Error", "errored"],
  ["NotRunnable", "errored"],
  ["Cancelled", "errored"],
  ["Skipped", "skipped"],
  ["Ignored", "skipped"],
  ["Inconclusive", "undecided"],
]);

const erroring: ReadonlySet<string> = new Set(["Error", "Invalid", "Cancelled"]);
