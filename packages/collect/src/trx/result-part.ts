import { isFailing } from "@tollgate/model";
import type { RawTest } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { cutInside, outcomeOf, type Said, toldBy } from "../xml-tests/outcome.ts";
import { type Child, groupPart, ignored, type Part, textPart } from "../xml-tests/part.ts";
import { parseInstant, parseTimeSpan } from "../xml-tests/time-span.ts";
import { collectorsPart, resultFilesPart } from "./attachments.ts";

/** Elements that are the result of one test. */
export const resultNames: ReadonlySet<string> = new Set([
  "UnitTestResult",
  "TestResult",
  "TestResultAggregation",
  "GenericTestResult",
  "ManualTestResult",
  "WebTestResult",
  "LoadTestResult",
]);

/** A result as it is before the definition of its test is known. */
export type HeldResult = Pick<RawTest, "name" | "status" | "durationUs" | "details"> & {
  readonly testId: string;
  /** Names of the results that it stands in. */
  readonly parents: readonly string[];
  /** As written. */
  readonly files: readonly string[];
  /** The folder of the test's files. */
  readonly folder: string;
};

/** Where results go. */
export type Results = {
  readonly held: HeldResult[];
  /** How many of them fail. */
  failing: number;
  /** Results of data-driven or ordered tests that only sum up what stands in them. */
  summaries: number;
};

/**
 * A result. One that holds others, of a data-driven or an ordered test, is no test of its own: it is a part of their
 * path, unless it fails and none of them does.
 */
export function resultPart(
  attributes: XmlAttributes,
  results: Results,
  cases: Cases,
  parents: readonly string[] = [],
): Part {
  const name = attributes.keep("testName") ?? "";
  const testId = attributes.keep("testId") ?? "";
  const told = toldBy(outcomes, "outcome", attributes.get("outcome"), cases);
  const duration = durationOf(attributes, cases);
  const before = { held: results.held.length, failing: results.failing };
  let message = "";
  let stack = "";
  let reason = "";
  const files: string[] = [];
  const folder = attributes.keep("relativeResultsDirectory") ?? "";
  let unreadable: string | undefined;

  return {
    spoil(why) {
      unreadable ??= why;
    },
    child(element) {
      if (element === "Output") return groupPart(inOutput);
      if (element === "InnerResults") {
        const inside = [...parents, name].slice(0, deepest);
        return groupPart((inner, of) =>
          resultNames.has(inner) ? resultPart(of, results, cases, inside) : undefined,
        );
      }
      if (element === "ResultFiles") return resultFilesPart((path) => void files.push(path));
      if (element === "CollectorDataEntries") return collectorsPart((path) => void files.push(path));
      return silent.has(element) ? ignored : undefined;
    },
    close(complete) {
      const failures = message === "" && stack === "" ? [] : [{ message, stack }];
      const outcome = outcomeOf({
        told,
        failures: isFailing(told.status) ? failures : [],
        reason: message || reason,
        unreadable: complete ? unreadable : cutInside,
      });
      const fails = isFailing(outcome.status);
      const holdsOthers = results.held.length > before.held;
      if (holdsOthers && (!fails || results.failing > before.failing)) {
        results.summaries++;
        return;
      }
      if (fails) results.failing++;
      results.held.push({ name, testId, parents, files, folder, ...duration, ...outcome });
    },
  };

  function inOutput(element: string): Child {
    if (element === "ErrorInfo") return groupPart(inErrorInfo);
    const isReason = element === "StdOut" && told.status === "skipped";
    return isReason ? textPart((text) => (reason ||= text)) : ignored;
  }

  function inErrorInfo(element: string): Child {
    if (element === "Message") return textPart((text) => (message ||= text));
    if (element === "StackTrace") return textPart((text) => (stack ||= text));
    return element === "Exception" ? ignored : undefined;
  }
}

/** Nested deeper, results add nothing to the path of a test. */
const deepest = 100;

/** Elements of a result that say nothing about how it ended. */
const silent: ReadonlySet<string> = new Set(["Properties", "Tags", "Timers"]);

/** Words of VSTest's `TestOutcome`. An element without a word is `Error`, the first of them. */
const outcomes: ReadonlyMap<string, Said> = new Map([
  ["Passed", "passed"],
  ["Failed", "failed"],
  ["Error", "errored"],
  ["Timeout", "errored"],
  ["Aborted", "errored"],
  ["Disconnected", "errored"],
  ["PassedButRunAborted", "errored"],
  ["InProgress", "errored"],
  ["NotExecuted", "skipped"],
  ["NotRunnable", "undecided"],
  ["Inconclusive", "undecided"],
  ["Pending", "undecided"],
]);

/** VSTest leaves the duration out for tests that did not run; MSTest does for some others. */
function durationOf(attributes: XmlAttributes, cases: Cases): { readonly durationUs?: number } {
  const told = attributes.get("duration");
  const start = attributes.get("startTime");
  const end = attributes.get("endTime");
  if (told === undefined && (start === undefined || end === undefined)) return {};
  const us = told === undefined ? parseInstant(end ?? "") - parseInstant(start ?? "") : parseTimeSpan(told);
  return cases.duration(us, () => told ?? `${start} to ${end}`);
}
