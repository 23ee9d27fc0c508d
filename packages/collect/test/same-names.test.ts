import { isFailing, testIdentity } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { evidenceOf, testReports } from "./corpus-evidence.ts";
import { runnerReports } from "./same-names/runner-json.ts";
import type { SameNames, Told } from "./same-names/same-names.ts";
import { streams } from "./same-names/streams.ts";
import { toolReports } from "./same-names/tool-json.ts";
import { xmlReports } from "./same-names/xml.ts";

/* A repeated name is a retry only where the report says so: else tests would swallow each other, and their failures. */

const reports = testReports();

describe.skipIf(reports.length === 0)("over the corpus", () => {
  it("names that repeat in a report are told", () => {
    const untold = reports.filter(({ tests, problems }) => {
      const names = new Set(tests.cases.map(testIdentity));
      return names.size < tests.cases.length && !problems.some(({ code }) => code === "ambiguous-identity");
    });
    expect(untold.map(({ input }) => input.path)).toEqual([]);
    expect(
      reports.filter(({ problems }) => problems.some(({ code }) => code === "ambiguous-identity")).length,
    ).toBeGreaterThan(10);
  });

  it("no entry is folded away without a try that stands for it", () => {
    const folded = reports.map(({ input, tests }) => ({
      path: input.path,
      lost:
        tests.entries -
        tests.cases.length -
        tests.cases.reduce((sum, { earlier = [] }) => sum + earlier.length, 0),
    }));
    expect(folded.filter(({ lost }) => lost > 0)).toEqual([]);
  });
});

/** Formats that do not name pending tests. */
const withoutSkips: ReadonlySet<string> = new Set(["catch2-xml", "mocha-json-stream"]);

const formats: SameNames = { ...xmlReports, ...runnerReports, ...toolReports, ...streams };

describe.each(Object.entries(formats))("two tests of one name in %s", (format, tell) => {
  it.each<readonly [Told, Told]>([
    ["failed", "passed"],
    ["passed", "failed"],
    ["skipped", "failed"],
    ["failed", "skipped"],
    ["failed", "failed"],
  ])("%s and %s stay two, and it is said", (first, second) => {
    const evidence = evidenceOf(Buffer.from(tell(first, second)));
    const told = [first, second].filter((status) => status !== "skipped" || !withoutSkips.has(format));
    expect(evidence?.input.format).toBe(format);
    const statuses = (evidence?.tests?.cases ?? []).map(({ status }) => status);
    const ends = statuses.map((status) => (isFailing(status) ? "failed" : status));
    expect(ends.sort()).toEqual(told.sort());
    const codes = evidence?.problems.map(({ code }) => code) ?? [];
    expect(codes.includes("ambiguous-identity")).toBe(told.length > 1);
  });
});

it.each([
  ["a failure and an error", "<failure/><error/>", "errored"],
  ["an error and a failure", "<error/><failure/>", "errored"],
  ["a skip and a failure", "<skipped/><failure/>", "failed"],
  ["a failure and a skip", "<failure/><skipped/>", "failed"],
  ["an error and a skip", "<error/><skipped/>", "errored"],
  ["an earlier try, a skip and a failure", "<flakyFailure/><skipped/><failure/>", "failed"],
])("one case with %s fails", (_what, children, status) => {
  const report = `<testsuite name="s"><testcase classname="c" name="n">${children}</testcase></testsuite>`;
  expect(evidenceOf(Buffer.from(report))?.tests?.cases).toMatchObject([{ status }]);
});
