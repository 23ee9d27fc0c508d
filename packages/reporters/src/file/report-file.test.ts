import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTemporaryFolder } from "@tollgate/testkit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openReportFile } from "./report-file.ts";

let root: string;
beforeEach(() => {
  root = createTemporaryFolder();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const lines = (): readonly Record<string, unknown>[] =>
  readFileSync(join(root, "report.ndjson"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
const open = (folder = root) =>
  openReportFile({ root: folder, runner: "vitest", outputFile: join(root, "report.ndjson") }, "5.1.1");
const test = { suite: [], name: "pays 😀", status: "passed", details: [] } as const;

it("a report is on disk line by line", () => {
  const report = open();
  expect(lines()).toMatchObject([{ tollgate: "tests/1", runner: "vitest 5.1.1" }]);
  report.test(test);
  expect(lines()[1]).toEqual({ test });
  report.end({ verdict: "passed", errors: [] });
  expect(lines()[2]).toMatchObject({ end: { verdict: "passed", tests: 1, errors: [] } });
});

it("a report counts a test that is tried again once", () => {
  const report = open();
  for (const id of ["a", "b", "a"]) report.test(test, id);
  report.end({ verdict: "passed", errors: [] });
  expect(lines()).toHaveLength(5);
  expect(lines()[4]).toMatchObject({ end: { tests: 2 } });
});

it("a report takes the place of the one before", () => {
  writeFileSync(join(root, "report.ndjson"), "x".repeat(10_000));
  open();
  expect(lines()).toHaveLength(1);
  expect(existsSync(join(root, "report.ndjson"))).toBe(true);
});

it.each([
  ["its own package", { "app/package.json": '{"name":"@shop/app"}' }, "@shop/app"],
  [
    "the package around one without a name",
    { "app/package.json": "{}", "package.json": '{"name":"shop"}' },
    "shop",
  ],
  ["the package around a broken one", { "app/package.json": "{", "package.json": '{"name":"shop"}' }, "shop"],
])("a report names %s", (_what, files, name) => {
  mkdirSync(join(root, "app"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  open(join(root, "app"));
  expect(lines()[0]).toMatchObject({ package: name });
});
