import type { RunManifest } from "@tollgate/model";
import { failedRun } from "../json/problems.ts";
import { quote } from "../problem-tally.ts";
import type { Sink } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { noVerdict, unknownVerdict } from "../xml-tests/doubts.ts";
import { groupPart, type Part } from "../xml-tests/part.ts";
import { compareTotals, sumOf, type Totals } from "../xml-tests/totals.ts";
import { type SuiteContext, suiteChild, suitePart } from "./suite-part.ts";
import { readResult } from "./told-result.ts";

export function nunitDocument(cases: Cases, sink: Sink): Part {
  const context: SuiteContext = {
    cases,
    sink,
    suite: { shown: "", full: "" },
    fixture: { failure: undefined, around: undefined },
  };
  return groupPart((name, attributes) => {
    if (name === "test-run") return runPart(attributes, context, totalsOf3(attributes));
    if (name === "test-results") return runPart(attributes, context, totalsOf2(attributes));
    if (name !== "test-suite") return undefined;
    return withTotals(suitePart(attributes, context), totalsOf3(attributes), name, cases);
  });
}

/** `test-run` of NUnit 3, which says how the run ended, or `test-results` of NUnit 2, which does not. */
function runPart(attributes: XmlAttributes, context: SuiteContext, totals: Declared): Part {
  const isRun = totals.notRun === undefined;
  const result = attributes.keep("result");
  const label = attributes.keep("label");
  const { cases, sink } = context;
  const before = cases.failing;
  const part: Part = {
    isContainer: true,
    child: (name, of) => suiteChild(context, name, of),
    close: () => {
      if (isRun) tellRun({ result, label, failing: cases.failing - before }, cases, sink);
    },
  };
  return withTotals(part, totals, isRun ? "test-run" : "test-results", cases);
}

/** NUnit 2 leaves tests that did not run out of its total, and counts them beside it. */
type Declared = Totals & { readonly notRun?: number };

function totalsOf3(attributes: XmlAttributes): Declared {
  return { tests: attributes.integer("total"), failing: attributes.integer("failed") };
}

function totalsOf2(attributes: XmlAttributes): Declared {
  return {
    tests: attributes.integer("total"),
    failing: sumOf(attributes, ["errors", "failures", "invalid"]),
    notRun: attributes.integer("not-run") ?? 0,
  };
}

/** The part, with its totals compared when it ends where it should. */
function withTotals(part: Part, { tests, failing, notRun = 0 }: Declared, where: string, cases: Cases): Part {
  const before = { entries: cases.entries, failing: cases.failing };
  return {
    ...part,
    close(complete) {
      part.close?.(complete);
      if (!complete) return;
      const found = { tests: cases.entries - before.entries, failing: cases.failing - before.failing };
      const run = (tests ?? 0) + notRun === found.tests ? found.tests : tests;
      compareTotals(cases, where, { tests: run, failing }, found);
    },
  };
}

type EndOfRun = {
  readonly result: string | undefined;
  readonly label: string | undefined;
  /** Cases of the run that fail. */
  readonly failing: number;
};

function tellRun({ result, label, failing }: EndOfRun, cases: Cases, sink: Sink): void {
  if (result === undefined) {
    cases.note(noVerdict, () => `"result" of "test-run"`);
    return;
  }
  const told = readResult(result, label);
  const word = told.label === "Cancelled" ? "interrupted" : verdicts.get(told.word);
  if (word === undefined) cases.note(unknownVerdict, () => quote(result));
  const verdict = word ?? "failed";
  sink.run({ source: "NUnit", verdict, errors: [] });
  if (verdict !== "passed" && failing === 0) sink.problem(failedRun("NUnit", verdict, []));
}

const verdicts: ReadonlyMap<string, RunManifest["verdict"]> = new Map([
  ["Passed", "passed"],
  ["Success", "passed"],
  ["Warning", "passed"],
  // No test passed, and none failed: the tests say so themselves.
  ["Skipped", "passed"],
  ["Inconclusive", "passed"],
  ["Failed", "failed"],
  ["Error", "failed"],
]);
