import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CoverageOverview, FileExplanation, LineExplanation } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, runTollgate } from "./run-tollgate.ts";

let shop: TemporaryRepository;
const validate = new Ajv2020({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(root, "docs/schema/explain-coverage.schema.json"), "utf8")),
);

beforeAll(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/\n",
    CODEOWNERS: "* @all\n/packages/web/ @web @all\n",
    "package.json": '{ "name": "shop", "workspaces": ["packages/*"] }\n',
    "packages/api/package.json": '{ "name": "@shop/api" }\n',
    "packages/api/src/cart.c": "a\nb\nc\nd\n",
    "packages/web/package.json": '{ "name": "@shop/web" }\n',
    "packages/web/src/page.c": "a\nb\n",
  });
  shop.write({
    "reports/unit/junit.xml": '<testsuite name="s"><testcase name="t"/></testsuite>',
    "reports/unit/lcov.info": [
      "TN:adds\nSF:packages/api/src/cart.c\nFN:1,add\nFNDA:1,add\nDA:1,1\nDA:2,1\nDA:3,0\nDA:4,0\nend_of_record\n",
      "TN:sums\nSF:packages/api/src/cart.c\nFN:1,add\nFNDA:2,add\nDA:1,2\nDA:2,0\nDA:3,0\nDA:4,0\nend_of_record\n",
    ].join(""),
    "reports/e2e/lcov.info": [
      "TN:\nSF:packages/api/src/cart.c\nFN:1,add\nFNDA:1,add\nBRDA:1,0,0,1\nBRDA:1,0,1,-\nDA:1,1\nDA:2,0\nDA:3,1\nDA:4,0\nend_of_record\n",
      "TN:\nSF:packages/web/src/page.c\nDA:1,1\nDA:2,0\nend_of_record\n",
    ].join(""),
  });
  runTollgate(shop.root, ["run"]);
});
afterAll(() => shop.cleanup());

function explain<T>(...args: readonly string[]): T {
  return explainIn(shop.root, args);
}

function explainIn<T>(folder: string, args: readonly string[]): T {
  const { status, stdout, stderr } = runTollgate(folder, ["explain", "coverage", "--json", ...args]);
  expect(status, stderr).toBe(0);
  const told: T = JSON.parse(stdout);
  validate(told);
  expect(validate.errors).toBeNull();
  return told;
}

describe("explain coverage", () => {
  it("has a row for each package and kind, and says what only one kind hits", () => {
    const { groups } = explain<CoverageOverview>();
    expect(
      groups.map(({ name, merged, byKind }) => [
        name,
        merged.lines,
        byKind.map(({ kind, coverage, onlyHere, notHere }) => [kind, coverage.lines.hit, onlyHere, notHere]),
      ]),
    ).toEqual([
      [
        "@shop/api",
        { found: 4, hit: 3, mayHit: 3 },
        [
          ["e2e", 2, 1, 2],
          ["unit", 2, 1, 2],
        ],
      ],
      [
        "@shop/web",
        { found: 2, hit: 1, mayHit: 1 },
        [
          ["e2e", 1, 1, 1],
          ["unit", 0, 0, 2],
        ],
      ],
    ]);
  });

  it("counts a file for each of its owners", () => {
    const { groups } = explain<CoverageOverview>("--by", "owner");
    expect(groups.map(({ name, merged }) => [name, merged.lines.found])).toEqual([
      ["@all", 6],
      ["@web", 2],
    ]);
  });

  it("of a file names what nothing hits and what only one kind hits", () => {
    const told = explain<FileExplanation>("packages/api/src/cart.c");
    expect(told.uncovered).toEqual([[4, 4]]);
    expect(told.onlyBy).toEqual([
      { kind: "e2e", lines: [[3, 3]] },
      { kind: "unit", lines: [[2, 2]] },
    ]);
    expect(told.notBy).toEqual([
      {
        kind: "e2e",
        lines: [
          [2, 2],
          [4, 4],
        ],
      },
      { kind: "unit", lines: [[3, 4]] },
    ]);
    expect(told.reports.map(({ report, lines }) => [report, lines.hit])).toEqual([
      ["reports/e2e/lcov.info", 2],
      ["reports/unit/lcov.info", 2],
    ]);
  });

  it("of a file that no report of a kind mentions says that its tests reach nothing", () => {
    const told = explain<FileExplanation>("packages/web/src/page.c");
    expect(told.notBy).toEqual([
      { kind: "e2e", lines: [[2, 2]] },
      { kind: "unit", lines: [[1, 2]] },
    ]);
    const { stdout } = runTollgate(shop.root, ["explain", "coverage", "packages/web/src/page.c"]);
    expect(stdout).toMatch(/^ {2}not unit {6}lines 1–2$/m);
  });

  it("of a line says what each report and each test says", () => {
    const told = explain<LineExplanation>("packages/api/src/cart.c:1");
    expect(told.hits).toBe(4);
    const [unit, e2e] = ["unit", "e2e"].map(
      (kind) => told.reports.find(({ origin }) => origin.kind === kind)!,
    );
    expect(unit).toMatchObject({ hits: 3, tests: ["adds", "sums"], functions: [{ name: "add", hits: 3 }] });
    expect(e2e).toMatchObject({ hits: 1, branches: [{ arms: [1, 0] }] });
    expect(e2e).not.toHaveProperty("tests");
    const { stdout } = runTollgate(join(shop.root, "packages/api"), ["explain", "coverage", "src/cart.c:2"]);
    expect(stdout).toContain("packages/api/src/cart.c:2  covered, 1 hit");
    expect(stdout).toContain("· adds");
    expect(stdout).not.toContain("· sums");
  });

  it.each([
    ["packages/api/src/gone.c", "No report measures"],
    ["packages/api/cart.c", "Reports measure packages/api/src/cart.c"],
    ["--by=team", "--by is"],
    ["--evidence=gone.tollgate", "there is no such file"],
  ])("of %s is misuse, and says what to do", (argument, words) => {
    const { status, stderr } = runTollgate(shop.root, ["explain", "coverage", argument]);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe("explain coverage of a line", () => {
  let app: TemporaryRepository;
  beforeAll(() => {
    app = createRepository();
    app.commit("app", {
      ".gitignore": "reports/\n.tollgate/\n",
      "package.json": '{ "name": "app" }\n',
      "view.py": "a\nb\n",
      "short.py": "a\nb\n",
    });
    const files = { "view.py": { executed_lines: [1], missing_lines: [], excluded_lines: [2], summary: {} } };
    const meta = { version: "7.4.0", format: 2, branch_coverage: false, show_contexts: false };
    const line = '<line number="1" hits="1" branch="true" condition-coverage="50% (1/2)"/>';
    const cobertura = `<coverage version="1.9"><packages><package name="p"><classes><class name="v" filename="view.py"><lines>${line}</lines></class></classes></package></packages></coverage>`;
    app.write({
      "reports/unit/coverage.json": JSON.stringify({ meta, files, totals: {} }),
      "reports/unit/lcov.info":
        "SF:view.py\nDA:1,1\nend_of_record\nSF:short.py\nDA:1,1\nDA:9,1\nend_of_record\n",
      "reports/e2e/cobertura.xml": cobertura,
      "reports/integration/cobertura.xml": cobertura,
    });
    runTollgate(app.root, ["run"]);
  });
  afterAll(() => app.cleanup());

  it("says which reports only count its branches, and what they come to", () => {
    const told = explainIn<LineExplanation>(app.root, ["view.py:1"]);
    expect(told).toMatchObject({ hits: 3, branches: { found: 2, hit: 1, mayHit: 2 } });
    const counting = told.reports.filter(({ conditions }) => conditions.length > 0);
    expect(counting.map(({ origin, conditions }) => [origin.kind, conditions])).toEqual([
      ["e2e", [{ covered: 1, total: 2 }]],
      ["integration", [{ covered: 1, total: 2 }]],
    ]);
    const { stdout } = runTollgate(app.root, ["explain", "coverage", "view.py:1"]);
    expect(stdout).toContain("covered, 3 hits; branches 50–100 % (1–2/2)");
    expect(stdout).toContain("branches: 1 of 2, without saying which");
  });

  it("says what a report leaves out, and why", () => {
    const { reports } = explainIn<LineExplanation>(app.root, ["view.py:2"]);
    expect(reports.flatMap(({ excluded }) => excluded)).toEqual([
      { entity: "line", reason: "excluded by coverage.py" },
    ]);
    const { stdout } = runTollgate(app.root, ["explain", "coverage", "view.py:2"]);
    expect(stdout).toContain("leaves out the line: excluded by coverage.py");
  });

  it("does not call uncovered what a report of another text may cover", () => {
    expect(explainIn<LineExplanation>(app.root, ["short.py:1"])).toMatchObject({ hits: 0, mayBeHit: true });
    const { stdout } = runTollgate(app.root, ["explain", "coverage", "short.py:1"]);
    expect(stdout).toContain("short.py:1  may be covered, and no report says so for certain");
  });
});
