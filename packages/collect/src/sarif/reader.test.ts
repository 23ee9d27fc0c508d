import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import type { RawFinding } from "../reader.ts";
import { recognise } from "../recognise.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { sarif } from "./reader.ts";

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const fixtures = ["biome.sarif", "eslint-ok.sarif", "eslint-broken.sarif"].map(fixture);

/** A log of one run of Scan. */
function log(run: object, driver: object = {}): string {
  return JSON.stringify({
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "Scan", ...driver } }, results: [], ...run }],
  });
}

const read = (run: object, driver: object = {}): AllRecords => readAll(sarif, log(run, driver));

function readResult(result: object, run: object = {}, driver: object = {}): RawFinding {
  const { findings } = read({ results: [{ message: { text: "it leaks" }, ...result }], ...run }, driver);
  return findings[0]!;
}

const codes = ({ problems }: AllRecords): readonly string[] =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

const inFile = (artifactLocation: object, region: object = {}): object => ({
  locations: [{ physicalLocation: { artifactLocation, region } }],
});

test("a log of Biome has its findings", () => {
  const { findings, tools, problems, producer } = readAll(sarif, fixture("biome.sarif"));
  expect(problems).toEqual([]);
  expect([tools, producer]).toEqual([["Biome"], "Biome"]);
  expect(findings.map(({ level, rule, line }) => [level, rule, line])).toEqual([
    ["warning", "lint/style/useConst", 3],
    ["error", "lint/suspicious/noDebugger", 2],
    ["error", "lint/suspicious/noDoubleEquals", 3],
  ]);
});

test("a log of ESLint has suppressed findings, too", () => {
  const { findings, problems, producer } = readAll(sarif, fixture("eslint-ok.sarif"));
  expect([problems, producer]).toEqual([[], "ESLint 9.39.5"]);
  expect(findings.find(({ rule }) => rule === "no-eval")).toEqual({
    tool: "ESLint",
    rule: "no-eval",
    level: "error",
    message: "eval can be harmful.",
    file: "file:///home/runner/work/shop/shop/src/cart.js",
    line: 5,
    column: 10,
    suppressed: { kind: "inSource", justification: "trusted text" },
  });
});

test("a run that says that it did not succeed is a failed one", () => {
  const all = readAll(sarif, fixture("eslint-broken.sarif"));
  expect(codes(all)).toEqual(["error run-failed"]);
  expect(all.runs).toEqual([
    { about: "findings", source: "ESLint", verdict: "failed", errors: ["Parsing error: Unexpected token"] },
  ]);
  expect(all.findings.length).toBeGreaterThan(0);
});

describe("a run", () => {
  it("that found nothing looked", () => {
    const all = read({ results: [] });
    expect([all.tools, all.findings, all.problems]).toEqual([["Scan"], [], []]);
  });

  it.each([
    ["without results", { results: undefined }],
    ["whose results are null", { results: null }],
  ])("%s did not look", (_what, run) => {
    const all = read(run);
    expect(all.tools).toEqual([]);
    expect(codes(all)).toEqual(["error no-analysis"]);
  });

  it("with results in another file is refused", () => {
    const run = { results: undefined, externalPropertyFileReferences: { results: [{}] } };
    expect(codes(read(run))).toEqual(["error unsupported-format"]);
  });

  it("that failed to start is a failed one", () => {
    const { runs } = read({ invocations: [{ processStartFailureMessage: "no memory", exitCode: 3 }] });
    expect(runs).toEqual([
      { about: "findings", source: "Scan", verdict: "failed", errors: ["no memory"], exitCode: 3 },
    ]);
  });

  it("with errors of its own that succeeded is a doubt", () => {
    const toolExecutionNotifications = [{ level: "error", message: { text: "cart.ts was skipped" } }];
    const all = read({ invocations: [{ executionSuccessful: true, toolExecutionNotifications }] });
    expect([codes(all), all.runs]).toEqual([["warning no-analysis"], []]);
  });

  it("without the name of its tool is read with a doubt", () => {
    const all = read({ tool: {} });
    expect([all.tools, codes(all)]).toEqual([["unnamed tool"], ["warning missing-field"]]);
  });
});

describe("a log", () => {
  it("of several runs has the findings of all", () => {
    const runs = ["A", "B"].map((name) => ({ tool: { driver: { name, version: "1" } }, results: [] }));
    const { tools, producer } = readAll(sarif, JSON.stringify({ version: "2.1.0", runs }));
    expect([tools, producer]).toEqual([["A", "B"], "A 1, B 1"]);
  });

  it.each([
    ["without a run", { version: "2.1.0", runs: [] }, "error no-analysis"],
    ["without runs", { version: "2.1.0" }, "error missing-field"],
    ["of version 1", { version: "1.0.0", runs: [] }, "error unsupported-format"],
    ["of no version", { runs: [{}] }, "error unsupported-format"],
    ["with a run that is a text", { version: "2.1.0", runs: ["x"] }, "error missing-field"],
  ])("%s is an error", (_what, root, code) => {
    expect(codes(readAll(sarif, JSON.stringify(root)))).toEqual([code]);
  });
});

describe("the level of a result", () => {
  const rules = [
    { id: "A", defaultConfiguration: { level: "error" } },
    { id: "B", defaultConfiguration: { level: "note" } },
    { id: "C" },
  ];
  it.each([
    ["its own", { ruleId: "A", level: "note" }, "note"],
    ["that of its rule by id", { ruleId: "A" }, "error"],
    ["that of its rule by index", { ruleIndex: 1 }, "note"],
    ["that of the rule that it is a case of", { ruleId: "A/sub/case" }, "error"],
    ["warning where nothing tells", { ruleId: "C" }, "warning"],
    ["warning without a rule", {}, "warning"],
    ["none for what passed", { ruleId: "A", kind: "pass" }, "none"],
    ["error for what is not known", { level: "critical" }, "error"],
    ["that of the rule by id where the index is of another", { ruleId: "B", ruleIndex: 0 }, "note"],
  ])("is %s", (_what, result, level) => {
    expect(readResult(result, {}, { rules }).level).toBe(level);
  });

  it("is what the run was set to", () => {
    const ruleConfigurationOverrides = [{ descriptor: { id: "A" }, configuration: { level: "note" } }];
    const invocations = [{ executionSuccessful: true, ruleConfigurationOverrides }];
    expect(readResult({ ruleId: "A" }, { invocations }, { rules }).level).toBe("note");
    const both = [...invocations, { executionSuccessful: true }];
    expect(readResult({ ruleId: "A" }, { invocations: both }, { rules }).level).toBe("error");
    const provenance = { invocationIndex: 0 };
    expect(readResult({ ruleId: "A", provenance }, { invocations: both }, { rules }).level).toBe("note");
  });

  it("is that of the rule of an extension", () => {
    const tool = { driver: { name: "Scan" }, extensions: [{ rules }] };
    const rule = { index: 1, toolComponent: { index: 0 } };
    expect(readResult({ rule }, { tool })).toMatchObject({ rule: "B", level: "note" });
  });

  it.each(["open", "review"])("of kind %s is left to people", (kind) => {
    expect(readResult({ kind })).toMatchObject({ level: "none", undecided: true });
  });

  it("of an unknown kind is told", () => {
    const all = read({ results: [{ message: { text: "x" }, kind: "perhaps", level: "error" }] });
    expect([all.findings[0]?.level, codes(all)]).toEqual(["error", ["warning unknown-level"]]);
  });
});

describe("the message of a result", () => {
  const rules = [
    {
      id: "A",
      shortDescription: { text: "no leaks" },
      messageStrings: { default: { text: "{0} leaks {1} in {{braces}}" } },
    },
  ];
  it.each([
    ["its text", { message: { text: "it leaks" } }, "it leaks"],
    [
      "one of its rule with arguments",
      { message: { id: "default", arguments: ["cart", "2"] } },
      "cart leaks 2 in {braces}",
    ],
    ["its Markdown where there is nothing else", { message: { markdown: "**leak**" } }, "**leak**"],
    ["what its rule is about", { message: {} }, "no leaks"],
    ["without terminal colours", { message: { text: "\u001b[31mit leaks\u001b[0m\r\n" } }, "it leaks"],
  ])("is %s", (_what, result, text) => {
    expect(readResult({ ruleId: "A", ...result }, {}, { rules }).message).toBe(text);
  });

  it("is cut where it is long", () => {
    expect(readResult({ message: { text: "x".repeat(3_000) } }).message).toBe(
      `${"x".repeat(2_000)}… (1000 characters cut)`,
    );
  });

  it("may be missing, with a doubt", () => {
    expect(codes(read({ results: [{ level: "error" }] }))).toEqual(["warning missing-field"]);
  });
});

describe("the file of a result", () => {
  const run = {
    artifacts: [{ location: { uri: "src/listed.ts" } }],
    originalUriBaseIds: {
      ROOT: { uri: "file:///home/ci/shop/" },
      SRC: { uri: "src", uriBaseId: "ROOT" },
      LOOP: { uri: "a/", uriBaseId: "LOOP" },
    },
  };
  it.each([
    ["as written", { uri: "src/cart.ts" }, { file: "src/cart.ts" }],
    ["without escapes", { uri: "src/my%20cart.ts" }, { file: "src/my cart.ts" }],
    ["with what only looks like one", { uri: "src/100%.ts" }, { file: "src/100%.ts" }],
    ["absolute", { uri: "file:///home/ci/shop/src/cart.ts" }, { file: "file:///home/ci/shop/src/cart.ts" }],
    ["below a base", { uri: "cart.ts", uriBaseId: "SRC" }, { file: "file:///home/ci/shop/src/cart.ts" }],
    [
      "below a base that the log does not know",
      { uri: "src/a.ts", uriBaseId: "%SRCROOT%" },
      { file: "src/a.ts" },
    ],
    ["in the list of files", { index: 0 }, { file: "src/listed.ts" }],
    ["a path of Windows", { uri: "C:\\shop\\cart.ts" }, { file: "C:\\shop\\cart.ts" }],
    ["an address", { uri: "https://shop.test/cart" }, { named: "https://shop.test/cart" }],
    ["none", {}, {}],
  ])("is %s", (_what, location, name) => {
    const { file, named } = readResult(inFile(location), run);
    expect({ ...(file === undefined ? {} : { file }), ...(named === undefined ? {} : { named }) }).toEqual(
      name,
    );
  });

  it("below bases that form a circle ends", () => {
    expect(readResult(inFile({ uri: "b.ts", uriBaseId: "LOOP" }), run).file).toBe(`${"a/".repeat(10)}b.ts`);
  });

  it("with further places keeps them", () => {
    const at = (uri: string, startLine: number) => ({
      physicalLocation: { artifactLocation: { uri }, region: { startLine } },
    });
    expect(readResult({ locations: [at("a.ts", 1), at("b.ts", 2)] })).toMatchObject({
      file: "a.ts",
      line: 1,
      otherPlaces: [{ file: "b.ts", line: 2 }],
    });
  });

  it("has lines from 1, and else none", () => {
    expect(readResult(inFile({ uri: "a.ts" }, { startLine: 4, endLine: 6, startColumn: 2 }))).toMatchObject({
      line: 4,
      endLine: 6,
      column: 2,
    });
    const all = read({ results: [{ message: { text: "x" }, ...inFile({ uri: "a.ts" }, { startLine: 0 }) }] });
    expect([all.findings[0]?.line, codes(all)]).toEqual([undefined, ["warning bad-position"]]);
  });
});

describe("a suppression", () => {
  it.each([
    ["of unknown status is one", [{ kind: "external" }], { kind: "external" }],
    ["that is accepted is one", [{ kind: "inSource", status: "accepted" }], { kind: "inSource" }],
    ["that is under review is none", [{ kind: "external", status: "underReview" }], undefined],
    [
      "that one rejected is none",
      [{ kind: "inSource" }, { kind: "external", status: "rejected" }],
      undefined,
    ],
    ["that is not there is none", [], undefined],
  ])("%s", (_what, suppressions, suppressed) => {
    expect(readResult({ suppressions }).suppressed).toEqual(suppressed);
  });
});

it("keeps digests as fingerprints, and of all else a digest", () => {
  const partialFingerprints = { line: "39fa2ee980eb94b0:1", email: "someone@example.test" };
  expect(readResult({ partialFingerprints }).partialFingerprints).toEqual([
    expect.stringMatching(/^email=sha256:[0-9a-f]{64}$/),
    "line=39fa2ee980eb94b0:1",
  ]);
});

it.each([
  ["9.8", 98],
  [7, 70],
  ["high", undefined],
  ["11", undefined],
])("reads a security severity of %s", (told, tenths) => {
  const rules = [{ id: "A", properties: { "security-severity": told } }];
  expect(readResult({ ruleId: "A" }, {}, { rules }).securityTenths).toBe(tenths);
});

it.each([
  ["new", "new"],
  ["existing", "unchanged"],
  ["absent", "absent"],
  ["odd", undefined],
])("reads the state %s", (baselineState, state) => {
  expect(readResult({ baselineState }).baselineState).toBe(state);
});

describe("the beginning of a log", () => {
  it.each([
    '{"version":"2.1.0","runs":[]}',
    '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0",',
    '{"runs":[{"tool":{"driver":{"name":"a"',
    '{"runs":[{"results":[{"ruleId":"a"',
  ])("is recognised: %s", (beginning) => {
    expect(recognise(headOf(beginning))).toMatchObject({ reader: { id: "sarif" } });
  });

  it.each(['{"runs":[{"name":"a"}]}', '{"version":"2.1.0"}', '[{"runs":[]}]'])(
    "is another: %s",
    (beginning) => {
      expect(sarif.recognises(headOf(beginning))).toBe(false);
    },
  );
});

describeReportLaws({ reader: sarif, files: fixtures });
