import {
  type Decision,
  digestOf,
  fullTitle,
  isPresentFinding,
  type MergedCase,
  type MergedFinding,
  type OpenFinding,
  type OpenTest,
  type RecordedInput,
  type ReleaseRecord,
  type Report,
  type ReportInput,
} from "@tollgate/model";
import { decisionJson } from "../decision-json.ts";
import { redactDecision, redactReport } from "../redact-report.ts";
import { failingTests, unsteadyTests } from "../test-words.ts";

/** What a release manager attaches: everything that was judged, and how it stands. Equal inputs give equal bytes. */
export function releaseRecord(fullReport: Report, fullDecision: Decision): ReleaseRecord {
  const report = redactReport(fullReport);
  const decision = redactDecision(fullDecision);
  const { outcome, summary, subject, date, engine, inputs, rules, waivers = [], override } = decision;
  return {
    schema: "tollgate/release-record/1",
    ...{ outcome, summary, subject, date, engine },
    decision: digestOf(decisionJson(fullDecision)),
    inputs,
    rules: rules.map(({ facts: _facts, violations: _violations, ...rule }) => rule),
    waivers,
    ...(override === undefined ? {} : { override }),
    expected: report.expected.map(({ by: _by, ...item }) => item),
    cells: report.cells,
    defects: {
      failing: failingTests(report).map(toTest),
      flaky: unsteadyTests(report).map(toTest),
      skipped: report.totals.tests.skipped + report.totals.tests.todo,
      findings: report.findings.filter(isPresentFinding).map(toFinding),
    },
    problems: report.problems.filter(({ severity }) => severity !== "info"),
    evidence: report.inputs.filter(({ superseded }) => !superseded).map(toRecorded),
  };
}

/** The record as indented JSON with a final line break. */
export function releaseRecordJson(record: ReleaseRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

function toTest(test: MergedCase): OpenTest {
  const { package: owner, kind, file, environment, status, change } = test;
  return {
    ...{ package: owner, kind },
    ...(file === undefined ? {} : { file }),
    title: fullTitle(test),
    ...(environment === undefined ? {} : { environment }),
    status,
    ...(change === undefined ? {} : { change }),
  };
}

function toFinding(finding: MergedFinding): OpenFinding {
  const { tool, rule, level, message, package: owner, path, named, line, suppressed } = finding;
  const place = path ?? named;
  return {
    tool,
    ...(rule === undefined ? {} : { rule }),
    ...{ level, message, package: owner },
    ...(place === undefined ? {} : { path: place }),
    ...(line === undefined ? {} : { line }),
    ...(suppressed === undefined ? {} : { suppressed: true }),
  };
}

function toRecorded({ input, origin, status }: ReportInput): RecordedInput {
  return { ...input, package: origin.package, kind: origin.kind, status };
}
