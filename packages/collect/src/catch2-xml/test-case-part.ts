import { isFailing } from "@tollgate/model";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { cutInside, outcomeOf, type Said, type Told, toldBy } from "../xml-tests/outcome.ts";
import { type Child, groupPart, ignored, type Part, textPart } from "../xml-tests/part.ts";
import { eventPart, expressionPart, type Failed } from "./failed.ts";

/** A test. Sections are parts of it, and no tests; `OverallResult` says how it ended. `signal` is told what ended the program. */
export function testCasePart(attributes: XmlAttributes, cases: Cases, signal: (text: string) => void): Part {
  const name = attributes.keep("name") ?? "";
  const file = attributes.keep("filename");
  const line = attributes.integer("line");
  const isExpected = /\[!(?:mayfail|shouldfail)\]/i.test(attributes.get("tags") ?? "");
  const sections: string[] = [];
  const failed: Failed[] = [];
  let told: Told | undefined;
  let duration: { readonly durationUs?: number } = {};
  let isSkipped = false;
  let failsInSection = false;
  let reason = "";
  let unreadable: string | undefined;

  return {
    spoil(why) {
      unreadable ??= why;
    },
    child: take,
    close(complete) {
      const isCut = !complete || told === undefined;
      const shown = failed.filter(({ counts }) => counts);
      const status = endOf(told ?? { status: "passed", as: "" });
      cases.add({
        suite: [],
        name,
        ...(file ? { file } : {}),
        ...(file && line !== undefined && line >= 1 ? { line } : {}),
        ...duration,
        ...outcomeOf({
          told: status,
          failures: status.status === "passed" && isExpected ? [] : shown.map(({ failure }) => failure),
          reason,
          unreadable: isCut ? cutInside : unreadable,
        }),
      });
    },
  };

  /** Failures that are allowed are not counted as failures of a section. A success with skips is a skip; a failure by an exception or a signal is an error. */
  function endOf(said: Told): Told {
    if (said.status === "passed" && failsInSection) return { status: "failed", as: "failures in a section" };
    if (said.status === "passed" && isSkipped) return { ...said, status: "skipped" };
    const isError = failed.some(({ isError }) => isError);
    return isError && (said.status === "failed" || !isExpected) ? { ...said, status: "errored" } : said;
  }

  function take(element: string, of: XmlAttributes): Child {
    if (element === "Section") {
      sections.push((of.keep("name") ?? "").slice(0, longestSection));
      return { child: takeInSection, close: () => void sections.pop() };
    }
    if (element === "Expression") return expressionPart(of, sections, (its) => void failed.push(its));
    if (element === "OverallResult") {
      const said = toldBy(words, "success", of.get("success"), cases);
      if (told === undefined || !isFailing(told.status)) told = said;
      duration = cases.seconds(of.get("durationInSeconds"));
      isSkipped = (of.get("skips") ?? "0") !== "0";
      return groupPart(() => ignored);
    }
    if (element === "Skip") return textPart((text) => (reason ||= text));
    if (element === "Exception" || element === "Failure" || element === "FatalErrorCondition")
      return eventPart(element, of, sections, (its) => {
        failed.push(its);
        if (element === "FatalErrorCondition") signal(its.failure.message ?? "");
      });
    return silent.has(element) ? ignored : undefined;
  }

  function takeInSection(element: string, of: XmlAttributes): Child {
    if (element !== "OverallResults") return take(element, of);
    failsInSection ||= (of.integer("failures") ?? 0) > 0;
    return ignored;
  }
}

const words: ReadonlyMap<string, Said> = new Map([
  ["true", "passed"],
  ["false", "failed"],
]);

const silent: ReadonlySet<string> = new Set(["BenchmarkResults", "Info", "OverallResults", "Warning"]);

const longestSection = 200;
