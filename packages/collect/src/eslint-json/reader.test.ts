import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { recognise } from "../recognise.ts";
import { sarif } from "../sarif/reader.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { eslintJson } from "./reader.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const asSarif = (name: string): Buffer => readFileSync(new URL(`../sarif/fixtures/${name}`, import.meta.url));

const file = {
  filePath: "/shop/src/cart.js",
  messages: [],
  suppressedMessages: [],
  errorCount: 0,
  warningCount: 0,
};
const message = { ruleId: "no-eval", severity: 2, message: "eval can be harmful.", line: 3, column: 5 };

const read = (...files: readonly unknown[]): AllRecords => readAll(eslintJson, JSON.stringify(files));
const codes = ({ problems }: AllRecords): readonly string[] =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("a report tells the findings that ESLint's SARIF of the same run tells", () => {
  const [json, log] = [readAll(eslintJson, fixture("ok.json")), readAll(sarif, asSarif("eslint-ok.sarif"))];
  expect(json.problems).toEqual([]);
  // SARIF's formatter has what is of no rule among the notifications.
  const named = json.findings.filter(({ rule }) => rule !== undefined);
  expect(named).toEqual(
    log.findings.map((finding) => ({ ...finding, file: finding.file?.slice("file://".length) })),
  );
  expect(json.findings.filter((finding) => !named.includes(finding))).toMatchObject([
    { level: "warning", message: expect.stringContaining("Unused eslint-disable directive") },
  ]);
  expect(json.tools).toEqual(log.tools);
});

test("a file that cannot be parsed fails the run", () => {
  const all = readAll(eslintJson, fixture("broken.json"));
  expect(codes(all)).toEqual(["error run-failed"]);
  expect(all.runs).toEqual([
    {
      about: "findings",
      source: "ESLint",
      verdict: "failed",
      errors: ["/home/runner/work/shop/shop/src/broken.js: Parsing error: Unexpected token"],
    },
  ]);
});

describe("a file", () => {
  it("without a message was looked at", () => {
    const all = read(file);
    expect([all.tools, all.findings, all.problems]).toEqual([["ESLint"], [], []]);
  });

  it("with more errors than messages lost some", () => {
    expect(codes(read({ ...file, errorCount: 2, messages: [message] }))).toEqual([
      "error declared-totals-differ",
    ]);
  });

  it.each([
    ["without messages", { filePath: "a.js" }],
    ["whose messages are a text", { ...file, messages: "x" }],
    ["with a message that is a text", { ...file, messages: ["x"] }],
    ["that is a text", "a.js"],
  ])("%s is an error", (_what, told) => {
    expect(codes(read(file, told))).toContain("error missing-field");
  });
});

describe("a message", () => {
  it("of an unknown severity counts as error, and is told", () => {
    const all = read({ ...file, messages: [{ ...message, severity: 3 }] });
    expect([all.findings[0]?.level, codes(all)]).toEqual(["error", ["warning unknown-level"]]);
  });

  it("from a pipe is of no file", () => {
    const [finding] = read({ ...file, filePath: "<text>", messages: [message] }).findings;
    expect(finding).toEqual({
      tool: "ESLint",
      rule: "no-eval",
      level: "error",
      message: "eval can be harmful.",
      line: 3,
      column: 5,
    });
  });
});

describe("the beginning of a report", () => {
  it.each(['[{"filePath":"/a.js","messages":[', '[\n  {\n    "filePath": "a.js",\n    "messages": []'])(
    "is recognised: %s",
    (beginning) => {
      expect(recognise(headOf(beginning))).toMatchObject({ reader: { id: "eslint-json" } });
    },
  );

  it.each(['[{"filePath":"/a.js"}]', "[]"])("is another: %s", (beginning) => {
    expect(eslintJson.recognises(headOf(beginning))).toBe(false);
  });
});

describeReportLaws({ reader: eslintJson, files: [fixture("ok.json"), fixture("broken.json")] });
