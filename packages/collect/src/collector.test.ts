import { type Evidence, type Kind, type RepoTree, unsharded } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { type CollectOptions, createCollector, type InputOptions } from "./collector.ts";
import { gherkin } from "./gherkin/reader.ts";
import { loadAll } from "./testing/read-all.ts";
import { encodeEnd, encodeHeader, encodeTest } from "./tollgate-tests/encode.ts";
import { settleUnread } from "./unread/settle-unread.ts";

const tree: RepoTree = {
  root: "/repo",
  hasGit: true,
  files: ["src/a.ts"],
  packages: [{ name: "shop", dir: "", scripts: [] }],
};

const plain: CollectOptions = {
  mappings: [],
  job: "",
  shard: unsharded,
  attempt: 1,
  environment: [],
};

function collect(
  text: string | Uint8Array,
  input: Partial<InputOptions> = {},
  { kind }: { readonly kind: Kind | undefined } = { kind: "unit" },
): Evidence | undefined {
  const session = createCollector({
    ...plain,
    tree,
    ...(kind === undefined ? {} : { kind }),
  }).open({ path: "reports/x.xml", promised: true, ...input });
  session.write(Buffer.from(text));
  return session.close();
}

const possible = (text: string | Uint8Array, path = "reports/x.xml"): Evidence | undefined =>
  collect(text, { path, promised: false });

const told = (evidence: Evidence | undefined): readonly string[] =>
  (evidence?.problems ?? []).map(({ code, severity }) => `${severity} ${code}`);

describe("findings", () => {
  const at = (uri: string) => ({ physicalLocation: { artifactLocation: { uri } } });
  const log = (...locations: readonly object[]) =>
    JSON.stringify({
      version: "2.1.0",
      runs: [{ tool: { driver: { name: "Scan" } }, results: [{ message: { text: "it leaks" }, locations }] }],
    });
  const found = { tool: "Scan", level: "warning", message: "it leaks", package: "shop" } as const;

  it("are in files of the repository, wherever the tool ran", () => {
    const evidence = collect(
      log(at("file:///home/ci/shop/src/a.ts"), at("src/a.ts")),
      {},
      { kind: undefined },
    );
    expect(evidence).toMatchObject({ status: "ok", origin: { kind: "analysis" }, problems: [] });
    expect(evidence?.findings).toEqual({
      tools: ["Scan"],
      findings: [{ ...found, path: "src/a.ts", otherPlaces: [{ path: "src/a.ts" }] }],
    });
  });

  it("elsewhere keep the name of their file, and it is told", () => {
    const evidence = collect(log(at("library/nginx")));
    expect(evidence?.findings?.findings).toEqual([{ ...found, named: "library/nginx" }]);
    expect(told(evidence)).toEqual(["warning unmapped-path"]);
  });

  it("do not tell secrets", () => {
    const text = log().replace("it leaks", "found ghp_abcdefghijklmnopqrstuvwxyz0123456789");
    expect(collect(text)?.findings?.findings[0]?.message).toBe("found [redacted]");
  });
});

describe("a report that mentions our marker", () => {
  it.each([
    [
      "in the name of a suite",
      '<testsuite name="written by tollgate" tests="1"><testcase name="t"><failure/></testcase></testsuite>',
    ],
    [
      "in a comment inside",
      '<testsuite tests="1"><!-- written by tollgate --><testcase name="t"><failure/></testcase></testsuite>',
    ],
    [
      "in another comment",
      '<!-- not written by tollgate --><testsuite tests="1"><testcase name="t"><failure/></testcase></testsuite>',
    ],
  ])("%s is read", (_where, text) => {
    const evidence = collect(text);
    expect(evidence?.tests?.cases).toMatchObject([{ status: "failed" }]);
    expect(told(evidence)).toEqual([]);
  });

  it("in a later comment of lcov is read", () => {
    const evidence = collect("TN:\n# written by tollgate\nSF:src/a.ts\nDA:1,1\nend_of_record\n", {
      path: "lcov.info",
    });
    expect(evidence?.coverage?.files).toHaveLength(1);
  });
});

describe("our own output", () => {
  const own = [
    ["junit.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<!-- written by tollgate -->\n<testsuites/>\n'],
    ["lcov.info", "# written by tollgate\nTN:\n"],
    ["report.html", '<!doctype html>\n<!-- written by tollgate -->\n<html lang="en">\n'],
    ["report.json", '{"$comment":"written by tollgate","cells":[]}'],
    [
      "ctrf.json",
      '{"reportFormat":"CTRF","specVersion":"0.0.0","generatedBy":"tollgate","extra":{"comment":"written by tollgate"},"results":{}}',
    ],
  ] as const;

  it.each(own)("that a name promises is no evidence, and says so: %s", (path, text) => {
    const evidence = collect(text, { path });
    expect(evidence).toMatchObject({ status: "ok", problems: [{ code: "own-output", severity: "info" }] });
    expect(evidence?.input.format).toBeUndefined();
    expect(evidence).not.toHaveProperty("tests");
    expect(evidence).not.toHaveProperty("coverage");
  });

  it.each(own)("that is named is an error: %s", (path, text) => {
    expect(told(collect(text, { path, named: true }))).toEqual(["error own-output"]);
  });

  it.each(own)("that nothing promises is left out: %s", (path, text) => {
    expect(possible(text, path)).toBeUndefined();
  });
});

describe("a file of a report folder that no reader takes", () => {
  it.each([
    ["is empty", "reports/junit/a.xml", "", "error empty-file"],
    ["holds zero bytes", "reports/a.json", "\0\0\0\0", "error empty-file"],
    ["is JUnit cut in its declaration", "reports/a.xml", '<?xml version="1.0" e', "error truncated"],
    ["is JUnit cut in its first tag", "reports/a.xml", "<!-- x --><testsu", "error truncated"],
    ["is JSON cut", "reports/a.json", '{"numTota', "error truncated"],
    ["is a line of JSON cut", "reports/a.ndjson", '{"a":1}\n{"Act', "error truncated"],
    ["is lcov cut", "reports/a.info", "TN", "error truncated"],
    ["is compressed", "reports/a.json", Buffer.from([0x1f, 0x8b, 8, 0]), "error wrong-content"],
    [
      "is TestNG's",
      "reports/a.xml",
      '<testng-results failed="1"><suite/></testng-results>',
      "error unsupported-format",
    ],
    [
      "tells of failures in XML that nobody knows",
      "reports/a.xml",
      '<session><test-case result="Failed"/></session>',
      "error unsupported-format",
    ],
    [
      "has results of tests in JSON that nobody knows",
      "reports/a.json",
      '{"summary":{"failed":1},"tests":[{"name":"t","outcome":"failed"}]}',
      "error unsupported-format",
    ],
    [
      "is Scala's coverage",
      "reports/a.xml",
      '<scoverage statement-count="1"><packages/></scoverage>',
      "error unsupported-format",
    ],
    [
      "is Code Climate's coverage",
      "reports/a.json",
      '{"ci_service":{},"source_files":[]}',
      "error unsupported-format",
    ],
  ])("%s and may be a report is told", (_what, path, content, problem) => {
    const evidence = possible(content, path);
    expect(told(evidence)).toEqual([problem]);
    expect(evidence?.status).toBe(problem.startsWith("error") ? "invalid" : "ok");
  });

  it.each([
    ["a page", "reports/index.html", "<!doctype html>\n<html></html>"],
    ["a page with a comment", "reports/x.xml", "<!-- x --><html>"],
    ["a picture", "reports/x.xml", '<svg xmlns="http://www.w3.org/2000/svg">'],
    ["a script", "reports/sorter.js", "/* eslint-disable */ var addSorting = (function() {"],
    ["a style sheet", "reports/base.css", "body {"],
    ["a source map", "reports/a.json", '{"version":3,"sources":["a.ts"],"mappings":"AAAA"}'],
    ["a manifest", "reports/package.json", '{"name":"x","version":"1.0.0","scripts":{"test":"vitest"}}'],
    ["a lock file", "reports/package-lock.json", '{"lockfileVersion":3,"packages":{"":{"name":"x"}}}'],
    ["Playwright's memory", "test-results/.last-run.json", '{"status":"failed","failedTests":["a"]}'],
    ["settings", "reports/config.json", '{"theme":"dark","retries":2,"tests":["a"]}'],
    ["a body of a request", "reports/body.json", '[{"id":1,"name":"x"}]'],
    ["suites to run again", "reports/testng-failed.xml", '<suite name="a"><test name="b"/></suite>'],
    ["an empty style sheet", "reports/base.css", ""],
    ["raw data of V8", "coverage/tmp/coverage-1.json", '{"result":[{"scriptId":"1","functions":[]}]}'],
  ])("is left out when it is clearly %s", (_what, path, content) => {
    expect(possible(content, path)).toBeUndefined();
  });
});

describe("a format that is not read", () => {
  const lcov = collect("SF:src/a.ts\nDA:1,1\nend_of_record\n", { path: "coverage/lcov.info" })!;
  const scala = possible('<scoverage statement-count="1"/>', "coverage/scoverage.xml")!;

  it("is a warning where a readable report lies beside it", () => {
    const [, settled] = settleUnread([lcov, scala]);
    expect(settled).toMatchObject({
      status: "ok",
      problems: [{ severity: "warning", code: "unsupported-format" }],
    });
    expect(settled?.input.format).toBeUndefined();
  });

  it("stays an error where none does", () => {
    const elsewhere = { ...lcov, input: { ...lcov.input, path: "other/lcov.info" } };
    expect(settleUnread([elsewhere, scala])).toEqual([elsewhere, scala]);
  });
});

describe("secrets that a report quotes", () => {
  const secret = `ghp_${"a1".repeat(18)}`;

  it("are not in the evidence of a test", () => {
    const evidence = collect(
      `<testsuite tests="1"><testcase name="t"><failure message="got ${secret}">token ${secret}</failure><flakyFailure message="${secret}"/></testcase></testsuite>`,
    );
    expect(evidence?.tests?.cases).toHaveLength(1);
    expect(JSON.stringify(evidence)).not.toContain(secret);
  });

  it("are not in the errors of a run", () => {
    const evidence = collect(
      JSON.stringify({
        config: { version: "1.65.1" },
        suites: [],
        errors: [{ message: `no access with ${secret}` }],
        stats: {
          expected: 0,
          unexpected: 0,
          flaky: 0,
          skipped: 0,
          startTime: "2026-01-01T00:00:00Z",
          duration: 1,
        },
      }),
      { path: "reports/playwright.json" },
    );
    expect(evidence?.runs).toMatchObject([{ errors: ["no access with [redacted]"] }]);
    expect(JSON.stringify(evidence)).not.toContain(secret);
  });

  it("are not in annotations", () => {
    const annotations = [{ type: "note", text: `log in with ${secret}` }];
    const evidence = collect(
      encodeHeader({ runner: "vitest 5.1.1", startedAt: 1 }) +
        encodeTest({ suite: [], name: "pays", status: "passed", details: [], annotations }) +
        encodeEnd({ verdict: "passed", tests: 1, endedAt: 2, errors: [] }),
    );
    expect(evidence?.tests?.cases[0]?.annotations).toEqual([
      { type: "note", text: "log in with [redacted]" },
    ]);
  });

  it("are not in problems", () => {
    expect(JSON.stringify(collect(`${secret} is no report`))).not.toContain(secret);
  });
});

describe("a report that says whose it is", () => {
  const report =
    encodeHeader({ runner: "vitest 5.1.1", kind: "contract", package: "@shop/api", startedAt: 1 }) +
    encodeTest({ suite: [], name: "pays", status: "passed", details: [] }) +
    encodeEnd({ verdict: "passed", tests: 1, endedAt: 2, errors: [] });

  it("is believed before its path", () => {
    const evidence = collect(report, { path: "reports/e2e/x.ndjson" }, { kind: undefined });
    expect(evidence?.origin).toMatchObject({ kind: "contract", package: "@shop/api" });
    expect(told(evidence)).toEqual([]);
  });

  it("is believed less than the policy and the options", () => {
    const place = { path: "tollgate.yml", line: 1, column: 1 };
    const spec = { files: ["**"], kind: "smoke", package: "shop", required: false, place };
    expect(collect(report, { spec })?.origin).toMatchObject({ kind: "smoke", package: "shop" });
    expect(collect(report)?.origin).toMatchObject({ kind: "unit", package: "@shop/api" });
  });
});

describe("a feature of Cucumber", async () => {
  await loadAll([gherkin]);
  const feature = "Feature: cart\n  Scenario: pays\n    Given a cart\n";

  it("is no report that arrived: an error, without tests, coverage and runs", () => {
    const evidence = collect(feature, { path: "reports/cart.feature" });
    expect(evidence).toMatchObject({ status: "invalid", input: { format: "gherkin" }, runs: [] });
    expect(told(evidence)).toEqual(["error unsupported-format"]);
    for (const member of ["tests", "coverage", "lineTests", "specification"])
      expect(evidence).not.toHaveProperty(member);
  });

  it("says all that is wrong with it, too", () => {
    expect(told(collect(`${feature}what\n`, { path: "cart.feature" }))).toEqual([
      "error unsupported-format",
      "error malformed",
    ]);
  });

  it.each([feature, `${feature}what\n`])("in a folder of reports is left out: %j", (text) => {
    expect(possible(text, "reports/cart.feature")).toBeUndefined();
  });

  it("is told to who asks for specifications", () => {
    const heard: unknown[] = [];
    const session = createCollector({
      ...plain,
      specification: (specification) => heard.push(specification),
    }).open({ path: "cart.feature", promised: true, named: true });
    session.write(Buffer.from(feature.replace("cart", "password=hunter2hunter2")));
    expect(session.close()).toMatchObject({ status: "ok", problems: [] });
    expect(heard).toMatchObject([{ feature: "password=[redacted]", scenarios: 1, pickles: 1 }]);
  });
});
