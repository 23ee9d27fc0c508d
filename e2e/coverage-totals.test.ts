import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FileExplanation, LineExplanation } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runTollgate } from "./run-tollgate.ts";

let shop: TemporaryRepository;

const pair = (total: number, covered: number): object => ({ total, covered, skipped: 0, pct: 1 });

function summary(files: Readonly<Record<string, readonly (readonly [number, number])[]>>): string {
  const told = Object.entries(files).map(([path, pairs]) => {
    const [lines, functions, branches] = pairs.map(([total, covered]) => pair(total, covered));
    return [path, { lines, functions, statements: lines, branches }];
  });
  return JSON.stringify({ total: { lines: {}, functions: {} }, ...Object.fromEntries(told) });
}

const cart = [
  "export function add(a: number, b: number) {",
  "  return a + b;",
  "}",
  "export function less(a: number, b: number) {",
  "  if (a > b) return a - b;",
  "  return 0;",
  "}",
  "",
];

/** As vitest's `json-summary` writes it; the first file has as much as its source. */
const figures = summary({
  "src/cart.ts": [
    [3, 2],
    [2, 2],
    [2, 1],
  ],
  "src/prices.py": [
    [4, 4],
    [1, 1],
    [0, 0],
  ],
});

beforeAll(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "coverage/\nreports/\n.tollgate/\n",
    "package.json": '{ "name": "shop" }\n',
    "tollgate.yml":
      "version: 1\nrules:\n  coverage: { metric: lines, min: 85% }\n  changed-coverage: { metric: lines, min: 50% }\n",
    "src/cart.ts": cart.join("\n"),
    "src/prices.py": "a\n",
  });
  shop.git("branch", "base");
  shop.commit("change", {
    "src/cart.ts": cart.join("\n").replace("return 0", "return 1"),
    "src/prices.py": "a\nb\n",
  });
});
afterAll(() => shop.cleanup());

type Decided = {
  readonly outcome: string;
  readonly summary: string;
  readonly rules: readonly {
    readonly rule: string;
    readonly answer: string;
    readonly message: string;
  }[];
};

function run(files: Readonly<Record<string, string>>): Decided {
  shop.write({ "reports/junit.xml": '<testsuite name="s"><testcase name="t"/></testsuite>', ...files });
  runTollgate(shop.root, ["run", "--base", "base", "--kind", "unit"]);
  return JSON.parse(readFileSync(join(shop.root, ".tollgate/out/decision.json"), "utf8"));
}

function judgement({ rules }: Decided, rule: string): Decided["rules"][number] | undefined {
  return rules.find((one) => one.rule === rule);
}

describe("a summary without a report with lines", () => {
  it("is judged by its figures, and holds a rule on changed lines", () => {
    const decided = run({ "coverage/coverage-summary.json": figures });
    expect(judgement(decided, "coverage")).toMatchObject({ answer: "pass" });
    expect(judgement(decided, "changed-coverage")).toMatchObject({
      answer: "unknown",
      message: expect.stringContaining(
        "reports tell how much of src/prices.py is covered, and not which lines",
      ),
    });
    expect(decided.outcome).toBe("hold");
    expect(run({ "src/prices.py": "a\n", "coverage/coverage-summary.json": figures }).summary).toContain(
      "undecided, as some reports tell how much of a file is covered, and not which lines",
    );
    shop.write({ "src/prices.py": "a\nb\n" });
    const lcov = readFileSync(join(shop.root, ".tollgate/out/lcov.info"), "utf8");
    expect(lcov).not.toContain("SF:");
  });

  it("is explained", () => {
    const explain = <T>(place: string): { json: T; text: string } => ({
      json: JSON.parse(runTollgate(shop.root, ["explain", "coverage", "--json", place]).stdout),
      text: runTollgate(shop.root, ["explain", "coverage", place]).stdout,
    });
    const file = explain<FileExplanation>("src/prices.py");
    expect(file.json).toMatchObject({
      uncovered: [],
      group: { merged: { lines: { found: 4, hit: 4, mayHit: 4 } } },
      reports: [{ precision: "totals", format: "istanbul-summary" }],
    });
    expect(file.text).toContain("tells how much of the file is covered, and not which lines");
    const placed = explain<FileExplanation>("src/cart.ts");
    expect(placed.json.unsure).toEqual([
      [2, 2],
      [5, 6],
    ]);
    const line = explain<LineExplanation>("src/prices.py:1");
    expect(line.json.reports).toMatchObject([{ totalsOnly: true }]);
    expect(line.text).toContain("no report tells of this line");
    expect(explain<LineExplanation>("src/cart.ts:2").json).toMatchObject({ hits: 0, mayBeHit: true });
  });

  it("adds nothing to one that lies beside it", () => {
    const lcov =
      "SF:src/cart.ts\nDA:2,1\nDA:5,1\nDA:6,0\nend_of_record\nSF:src/prices.py\nDA:2,1\nend_of_record\n";
    const decided = run({ "coverage/lcov.info": lcov });
    expect(judgement(decided, "changed-coverage")).toMatchObject({ answer: "pass" });
    expect(judgement(decided, "coverage")).toMatchObject({ answer: "fail" });
  });
});
