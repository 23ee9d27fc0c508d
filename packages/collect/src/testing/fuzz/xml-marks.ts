import { isFailing } from "@tollgate/model";
import type { AllRecords } from "../read-all.ts";
import type { Marks } from "./marks.ts";

/** Formats in XML: start tags that say that something failed, where a start tag can stand. */
export const xmlMarks: readonly (readonly [format: string, marks: Marks])[] = [
  [
    "junit-xml",
    {
      count: tagsOf(/<(?:failure|error|flakyFailure|flakyError|rerunFailure|rerunError)(?:\s[^<>]*|\/?)>/g),
      found: failureElements,
    },
  ],
  ["trx", { count: tagsOf(/<UnitTestResult\s[^<>]*\soutcome="Failed"[^<>]*>/g) }],
  [
    "nunit-xml",
    { count: tagsOf(/<test-case\s[^<>]*\s(?:result="(?:Failed|Failure|Error)"|success="False")[^<>]*>/g) },
  ],
  ["xunit-xml", { count: tagsOf(/<test\s[^<>]*\sresult="Fail"[^<>]*>/g) }],
  [
    "allure1-xml",
    { count: tagsOf(/<test-case\s[^<>]*\sstatus=(?:"(?:failed|broken)"|'(?:failed|broken)')[^<>]*>/g) },
  ],
  ["catch2-xml", { count: tagsOf(/<OverallResult success="false"[^<>]*>/g) }],
];

function tagsOf(tag: RegExp): (text: string) => number {
  return (text) => markupOf(text).match(tag)?.length ?? 0;
}

/** Without what is no markup, also when its end is cut off. */
function markupOf(text: string): string {
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
