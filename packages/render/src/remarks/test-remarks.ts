import {
  type Decision,
  failureLine,
  type MergedCase,
  type Report,
  testRefKey,
  testRefOf,
} from "@tollgate/model";
import { testRules } from "../failing-steps.ts";
import { reproductionOf } from "../reproduction.ts";
import { failingTests, failureNote, quoteOf, titleOf } from "../test-words.ts";
import { levelOf, linesOf, type Remark, type RemarkLevel, remarkLevels } from "./remark.ts";

/** Failing tests where they failed, as loud as the rules that name them; where none does, as a warning. */
export function testRemarks(report: Report, decision: Decision): readonly Remark[] {
  const levels = toldLevels(decision);
  return failingTests(report).flatMap((test) => {
    if (test.file === undefined) return [];
    const { level = "warning", isWaived = false } = levels.get(testRefKey(testRefOf(test))) ?? {};
    return [
      {
        path: test.file,
        ...linesOf(failureLine(test)),
        level,
        title: `${isWaived ? "Failing test, waived" : "Failing test"}: ${titleOf(test)}`,
        say: () => wordsOf(report, test),
      },
    ];
  });
}

type Told = { readonly level: RemarkLevel; readonly isWaived: boolean };

/** The loudest of the rules about failing tests, for each test that they name. */
function toldLevels({ rules }: Decision): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  for (const result of rules) {
    if (!testRules.has(result.rule) || result.answer !== "fail") continue;
    for (const { test, waiver } of result.violations) {
      if (test === undefined) continue;
      const isWaived = waiver !== undefined;
      const level = isWaived ? "notice" : levelOf(result);
      const known = told.get(testRefKey(test));
      if (known === undefined || remarkLevels.indexOf(level) < remarkLevels.indexOf(known.level))
        told.set(testRefKey(test), { level, isWaived });
    }
  }
  return told;
}

function wordsOf(report: Report, test: MergedCase): string {
  const command = reproductionOf(report, test);
  return [failureNote(test), quoteOf(test), command === undefined ? "" : `Run it: ${command}`]
    .filter((text) => text !== "")
    .join("\n\n");
}
