import { isFailing } from "@tollgate/model";
import type { AllRecords } from "../read-all.ts";
import type { Marks } from "./marks.ts";

/** Formats in XML: the start tags that say that something failed. */
export const failureTags: ReadonlyMap<string, RegExp> = new Map([
  ["junit-xml", /<(?:failure|error|flakyFailure|flakyError|rerunFailure|rerunError)(?:\s[^<>]*|\/?)>/g],
  ["trx", /<UnitTestResult\s[^<>]*\soutcome="Failed"[^<>]*>/g],
  ["nunit-xml", /<test-case\s[^<>]*\s(?:result="(?:Failed|Failure|Error)"|success="False")[^<>]*>/g],
  ["xunit-xml", /<test\s[^<>]*\sresult="Fail"[^<>]*>/g],
  ["allure1-xml", /<test-case\s[^<>]*\sstatus=(?:"(?:failed|broken)"|'(?:failed|broken)')[^<>]*>/g],
  ["catch2-xml", /<OverallResult success="false"[^<>]*>/g],
]);

/** Tags count where a tag can stand. */
export const xmlMarks: readonly (readonly [format: string, marks: Marks])[] = [...failureTags].map(
  ([format, tag]) => [
    format,
    {
      count: (text) => markupOf(text).match(tag)?.length ?? 0,
      ...(format === "junit-xml" ? { found: failureElements } : {}),
    },
  ],
);

/** Without what is no markup, also when its end is cut off. */
export function markupOf(text: string): string {
  return text
    .replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, "")
    .replace(/<!--[\s\S]*$|<!\[CDATA\[[\s\S]*$|<\?[\s\S]*$/, "");
}

/** Failures and errors that were told, of all tries. */
function failureElements({ tests }: AllRecords): number {
  let count = 0;
  for (const { status, details, earlier } of tests) {
    // A failing todo of node:test keeps its failure among its details.
    if (isFailing(status) || status === "todo") count += details.filter(({ kind }) => kind !== "skip").length;
    for (const attempt of earlier ?? []) count += attempt.details.length;
  }
  return count;
}
