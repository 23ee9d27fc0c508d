import type { RunManifest } from "@tollgate/model";
import { withAttachments } from "../json/attachments.ts";
import { failedRun } from "../json/problems.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest, Sink } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { noVerdict, unknownVerdict } from "../xml-tests/doubts.ts";
import { type Child, groupPart, ignored, type Part } from "../xml-tests/part.ts";
import { compareTotals } from "../xml-tests/totals.ts";
import { collectorsPart, settingsPart, trxAttachment } from "./attachments.ts";
import { type Definitions, definitionsPart, frameworkOf } from "./definitions.ts";
import { type HeldResult, type Results, resultNames, resultPart } from "./result-part.ts";
import { type Summary, summaryPart } from "./summary.ts";

export function trxDocument(cases: Cases, sink: Sink): Part {
  return groupPart((name) => (name === "TestRun" ? testRunPart(cases, sink) : undefined));
}

/** A run: its results are told at its end, because the classes of their tests stand behind them. */
function testRunPart(cases: Cases, sink: Sink): Part {
  const results: Results = { held: [], failing: 0, summaries: 0 };
  const definitions: Definitions = { homes: new Map(), adapter: undefined };
  const summary: Summary = { outcome: undefined, totals: undefined, errors: [], files: [] };
  let runFolder = "";
  const result = (name: string, attributes: XmlAttributes): Child =>
    resultNames.has(name) ? resultPart(attributes, results, cases) : undefined;

  return {
    isContainer: true,
    child(name, attributes) {
      if (name === "Results") return groupPart(result);
      if (name === "TestDefinitions") return definitionsPart(definitions);
      if (name === "TestSettings") return settingsPart((folder) => (runFolder ||= folder));
      if (name === "CollectorDataEntries") return collectorsPart((path) => void summary.files.push(path));
      if (name === "ResultSummary") return summaryPart(attributes, summary);
      return silent.has(name) ? ignored : result(name, attributes);
    },
    close(complete) {
      const failingBefore = cases.failing;
      for (const held of results.held) cases.add(toTest(held, definitions, runFolder));
      for (const path of summary.files) sink.attachment(trxAttachment(path, runFolder));
      const failing = cases.failing - failingBefore;
      const framework = frameworkOf(definitions.adapter);
      if (framework !== undefined) sink.producer(framework);
      const found = { tests: results.held.length + results.summaries, failing };
      if (complete && summary.totals !== undefined)
        compareTotals(cases, "ResultSummary", summary.totals, found);
      tellRun(summary, failing, cases, sink);
    },
  };
}

const silent: ReadonlySet<string> = new Set([
  "Build",
  "TestEntries",
  "TestLists",
  "TestRunConfiguration",
  "Times",
]);

/** xUnit.net calls its tests by class and method; the class is the suite. */
function toTest(
  { testId, parents, name, files, folder, ...outcome }: HeldResult,
  { homes }: Definitions,
  runFolder: string,
): RawTest {
  const { className, file } = homes.get(testId) ?? {};
  const suite = className === undefined ? parents : [className, ...parents];
  const isFull = className !== undefined && name.startsWith(`${className}.`);
  return {
    suite,
    name: isFull ? name.slice(className.length + 1) : name,
    ...(file === undefined ? {} : { file }),
    ...outcome,
    ...withAttachments(files.map((path) => trxAttachment(path, runFolder, folder))),
  };
}

/** The verdict of the run: it may have failed outside any test, as when the test host crashed. */
function tellRun({ outcome, errors }: Summary, failing: number, cases: Cases, sink: Sink): void {
  if (outcome === undefined) {
    cases.note(noVerdict, () => `"ResultSummary"`);
    return;
  }
  const word = verdicts.get(outcome);
  if (word === undefined) cases.note(unknownVerdict, () => quote(outcome));
  const verdict = errors.length > 0 && word === "passed" ? "failed" : (word ?? "failed");
  const outside = failing > 0 ? errors.filter((error) => !tellsOfTests.test(error)) : errors;
  sink.run({ source: "TRX", verdict, errors: outside });
  if (verdict !== "passed" && failing === 0) sink.problem(failedRun("TRX", verdict, errors));
}

/**
 * Errors of a run that only repeat that tests failed: xUnit.net writes a line for each of them, Microsoft.Testing.Platform
 * tells its exit code 2.
 */
const tellsOfTests = /\[FAIL\]$|^Exit code indicates failure: '2'/;

/** Words of VSTest's `TestOutcome` as the outcome of a run. */
const verdicts: ReadonlyMap<string, RunManifest["verdict"]> = new Map([
  ["Completed", "passed"],
  ["Passed", "passed"],
  // Some tests were inconclusive or did not run: they say so themselves.
  ["Warning", "passed"],
  ["Inconclusive", "passed"],
  ["NotExecuted", "passed"],
  ["Failed", "failed"],
  ["Error", "failed"],
  ["Timeout", "interrupted"],
  ["Aborted", "interrupted"],
  ["Disconnected", "interrupted"],
  ["InProgress", "interrupted"],
  ["Pending", "interrupted"],
  ["PassedButRunAborted", "interrupted"],
]);
