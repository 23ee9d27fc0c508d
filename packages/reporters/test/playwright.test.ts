import { fullTitle } from "@tollgate/model";
import { expect, it } from "vitest";
import { readReport, reporters, runProject } from "./run-project.ts";
import { annotationsOf, attachmentsOf, casesOf, codesOf } from "./summary.ts";

/** The one line, and the runner's own JSON to compare with. */
const config = (more: string): string => `export default {
  reporter: [["list"], [${JSON.stringify(reporters.playwright)}], ["json", { outputFile: "own.json" }]], ${more}
};`;
const passing = 'import { test } from "@playwright/test";\ntest("passes", () => {});\n';

it("tells every test with all its tries as Playwright's own JSON does", async () => {
  const {
    status,
    evidence,
    own = "",
  } = await runProject({
    runner: "playwright",
    files: {
      "playwright.config.ts": config('retries: 1, projects: [{ name: "desktop" }]'),
      "mixed.spec.ts": `import { expect, test } from "@playwright/test";
test("passes", { annotation: { type: "issue", description: "SHOP-1" } }, () => {});
test("fails", () => { expect(1).toBe(2); });
test("is flaky", async ({}, info) => {
  await info.attach("note", { body: "hello", contentType: "text/plain" });
  expect(info.retry).toBe(1);
});
test("takes too long", async () => { test.setTimeout(100); await new Promise(() => {}); });
test("passes unwanted", () => { test.fail(); });
test("fails as wanted", () => { test.fail(); expect(1).toBe(2); });
test.fixme("is to be mended", () => {});
test("skips itself", () => { test.skip(true, "no browser"); });
test.describe("serial", () => {
  test.describe.configure({ mode: "serial" });
  test("runs again with its neighbour", () => {});
  test("fails at first", ({}, info) => { if (info.retry === 0) throw new Error("first"); });
});
test.describe("hook", () => {
  test.beforeAll(() => { throw new Error("no database"); });
  test("has the failure", () => {});
  test("is not run", () => {});
});
`,
    },
  });
  expect(status).toBe(1);
  expect(casesOf(evidence)).toEqual([
    "mixed.spec.ts | fails as wanted | passed",
    "mixed.spec.ts | fails | failed, failed",
    "mixed.spec.ts | hook > has the failure | failed, failed",
    "mixed.spec.ts | hook > is not run | skipped",
    "mixed.spec.ts | is flaky | failed, passed",
    "mixed.spec.ts | is to be mended | skipped",
    "mixed.spec.ts | passes unwanted | failed, failed",
    "mixed.spec.ts | passes | passed",
    "mixed.spec.ts | serial > fails at first | failed, passed",
    "mixed.spec.ts | serial > runs again with its neighbour | passed",
    "mixed.spec.ts | skips itself | skipped",
    "mixed.spec.ts | takes too long | failed, failed",
  ]);
  expect(codesOf(evidence)).toEqual([]);
  expect(evidence.origin).toMatchObject({
    package: "@shop/cart",
    kind: "e2e",
    shard: { index: 1, total: 1 },
  });
  expect(evidence.input.producer).toMatch(/^Playwright 1\./);
  expect(evidence.runs).toMatchObject([{ source: "playwright", verdict: "failed", errors: [] }]);
  const told = new Map(evidence.tests?.cases.map((test) => [fullTitle(test), test]));
  expect(told.get("fails")).toMatchObject({
    environment: "desktop",
    line: 3,
    details: [
      {
        kind: "failure",
        type: "Error",
        message: "expect(received).toBe(expected) // Object.is equality",
        text: expect.stringMatching(
          /\nExpected: 2\nReceived: 1\n[\s\S]+> 3 \|[\s\S]+\n {4}at \S+mixed\.spec\.ts:3:\d+$/,
        ),
      },
    ],
  });
  expect(told.get("skips itself")?.details).toEqual([{ kind: "skip", type: "skip", message: "no browser" }]);
  expect(told.get("passes")?.annotations).toEqual([{ type: "issue", text: "SHOP-1" }]);
  const note = [{ name: "note", type: "text/plain", bytes: 5, state: "embedded" }];
  expect(told.get("is flaky")?.attachments).toEqual(note);
  expect(told.get("is flaky")?.earlier?.[0]?.attachments).toMatchObject([
    ...note,
    { name: "error-context", state: "named", path: expect.stringMatching(/error-context\.md$/) },
  ]);

  const inJson = readReport("own.json", own);
  expect(casesOf(evidence)).toEqual(casesOf(inJson));
  expect(attachmentsOf(evidence)).toEqual(attachmentsOf(inJson));
  expect(annotationsOf(evidence)).toEqual(annotationsOf(inJson));
});

it.each([
  [
    "a file that does not load",
    { "load.spec.ts": 'import "./missing";' },
    /^(?:\S+: )?Error: Cannot find module '\S+missing' imported from \S+load\.spec\.ts/,
  ],
  [
    "a global set-up that failed",
    { "setup.ts": 'export default () => { throw new Error("no database"); };' },
    /^\S+setup\.ts:1:\d+: Error: no database\n/,
  ],
])("tells %s", async (_what, files, error) => {
  const { status, evidence } = await runProject({
    runner: "playwright",
    files: {
      "playwright.config.ts": config("setup.ts" in files ? 'globalSetup: "./setup.ts"' : ""),
      "a.spec.ts": passing,
      ...files,
    },
  });
  expect(status).toBe(1);
  expect(evidence.runs).toMatchObject([{ verdict: "failed", errors: [expect.stringMatching(error)] }]);
  expect(evidence.tests?.cases.filter((test) => test.status === "passed")).toEqual([]);
  expect(codesOf(evidence)).toContain("error run-failed");
});

it.each([
  [
    "SIGINT",
    ["a.spec.ts | is next | skipped", "a.spec.ts | is slow | errored", "a.spec.ts | passes | passed"],
  ],
  ["SIGKILL", ["a.spec.ts | passes | passed"]],
] as const)("leaves what was known when %s ends the run", async (signal, cases) => {
  const { evidence } = await runProject({
    runner: "playwright",
    stop: { signal, when: '"passes"' },
    files: {
      "playwright.config.ts": config("workers: 1"),
      "a.spec.ts": `${passing}
test("is slow", async () => { test.setTimeout(90_000); await new Promise((r) => setTimeout(r, 60_000)); });
test("is next", () => {});`,
    },
  });
  expect(evidence.runs).toMatchObject([{ verdict: "interrupted" }]);
  expect(casesOf(evidence)).toEqual(cases);
  expect(codesOf(evidence)).toEqual(signal === "SIGKILL" ? ["error truncated"] : []);
});

it("names the projects that run, where not all do", async () => {
  const { evidence, path } = await runProject({
    runner: "playwright",
    files: {
      "playwright.config.ts": config('projects: [{ name: "desktop" }, { name: "mobile" }]'),
      "a.spec.ts": passing,
    },
    args: ["--project=mobile"],
  });
  expect(path).toBe(".tollgate/runs/playwright-mobile.ndjson");
  expect(evidence.tests?.cases).toMatchObject([{ environment: "mobile", status: "passed" }]);
});

it("names shard, kind and repetitions, and takes no listing for a run", async () => {
  const project = {
    runner: "playwright",
    files: {
      "playwright.smoke.config.ts": `export default {
        repeatEach: 2, reporter: [[${JSON.stringify(reporters.playwright)}, { kind: "contract" }]],
      };`,
      "a.spec.ts": passing,
      "b.spec.ts": passing,
    },
    args: ["--config=playwright.smoke.config.ts", "--shard=2/2"],
  } as const;
  const { evidence, path } = await runProject(project);
  expect(path).toBe(".tollgate/runs/playwright-smoke-contract-2-of-2.ndjson");
  expect(evidence.origin).toMatchObject({ kind: "contract", shard: { index: 2, total: 2 } });
  expect(casesOf(evidence)).toEqual(["a.spec.ts | passes | passed", "b.spec.ts | passes | passed"]);
  expect(evidence.runs).toMatchObject([{ verdict: "passed" }]);

  const listed = await runProject({ ...project, args: [...project.args, "--list"] });
  expect(listed.evidence.runs).toMatchObject([{ verdict: "interrupted" }]);
});
