import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision, UnmeasuredFile } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runTollgate } from "./run-tollgate.ts";

/** Changes that were green although nothing measured them: one file with coverage, and what a change adds around it. */
const junit = '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n';
const cart = "export function add(a, b) {\n  return a + b;\n}\n";
const lcov = "SF:src/a.js\nFN:1,add\nFNDA:1,add\nDA:2,1\nend_of_record\n";
const pay = "export function pay(x) {\n  return x * 2;\n}\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\ncoverage/\n.tollgate/\n",
    "package.json": '{ "name": "shop", "scripts": { "test": "vitest" } }\n',
    "tollgate.yml": policy("min: 100%"),
    "src/a.js": cart,
  });
  shop.branch("change");
});
afterEach(() => shop.cleanup());

describe("a new file that no report mentions", () => {
  it.each([
    "lib/x.js",
    "index.js",
    "src2/b.js",
    "src/core/b.js",
    "src/b.tsx",
    "src/b.mjs",
    "src/b.cjs",
    "src/e2e/pay.js",
    "src/test/pay.js",
    "src/payment.config.js",
  ])("holds the change: %s", (path) => {
    shop.commit("pay", { [path]: pay, "src/a.js": `${cart}\n` });
    expect(judge(lcov)).toEqual({ outcome: "hold", unmeasured: [{ path, package: "shop", lines: 2 }] });
  });

  it.each(["test/help.js", "vitest.config.mjs", "src/a.test.js"])("is fine when it is %s", (path) => {
    shop.commit("help", { [path]: pay });
    expect(judge(lcov)).toEqual({ outcome: "allow", unmeasured: [] });
  });

  it("holds the change when its language is not parsed, by all its lines", () => {
    shop.commit("page", { "src/Page.vue": "<script>\npay();\n\n</script>\n" });
    expect(judge(lcov)).toEqual({
      outcome: "hold",
      unmeasured: [{ path: "src/Page.vue", package: "shop", lines: 3 }],
    });
  });

  it("passes with as many lines as may be uncovered", () => {
    ruledBy("min: 100%, maxUncovered: 2");
    shop.commit("pay", { "lib/x.js": pay });
    expect(judge(lcov).outcome).toBe("allow");
    ruledBy("min: 100%, maxUncovered: 1");
    expect(judge(lcov).outcome).toBe("hold");
  });
});

describe("a measured file", () => {
  it("holds the change when its coverage is of the old source", () => {
    shop.commit("pay", { "src/a.js": `${cart}${pay}` });
    expect(judge(lcov)).toEqual({
      outcome: "hold",
      unmeasured: [{ path: "src/a.js", package: "shop", lines: 1, why: "unknown-lines" }],
    });
    expect(judge(lcov.replace("DA:2,1", "DA:2,1\nDA:5,1"))).toEqual({ outcome: "allow", unmeasured: [] });
  });

  it("blocks the change when its coverage is of a longer source", () => {
    shop.commit("short", { "src/a.js": "export const one = 1;\n" });
    expect(judge(lcov.replace("DA:2,1", "DA:1,1\nDA:9,1"))).toEqual({
      outcome: "block",
      unmeasured: [],
    });
  });

  it("blocks the change when a function on a line without a statement is never called", () => {
    ruledBy("metric: functions, min: 100%");
    shop.commit("pay", { "src/a.js": `${cart}${pay}` });
    const both = "SF:src/a.js\nFN:1,add\nFNDA:1,add\nFN:4,pay\nFNDA:0,pay\nDA:2,1\nDA:5,1\nend_of_record\n";
    expect(judge(both).outcome).toBe("block");
    expect(judge(both.replace("FNDA:0", "FNDA:3")).outcome).toBe("allow");
  });

  it("blocks the change when it has a NUL in it and an uncovered line", () => {
    shop.commit("nul", { "src/a.js": `${cart}pay("\0");\n` });
    expect(judge(lcov.replace("DA:2,1", "DA:2,1\nDA:4,0")).outcome).toBe("block");
    expect(judge(lcov.replace("DA:2,1", "DA:2,1\nDA:4,1")).outcome).toBe("allow");
    expect(judge(lcov).unmeasured).toMatchObject([{ lines: 1, why: "unknown-lines" }]);
  });

  it("holds the change when its lines end in carriage returns", () => {
    shop.commit("cr", { "src/a.js": `${cart}${pay}`.replaceAll("\n", "\r") });
    expect(judge(lcov.replace("DA:2,1", "DA:2,1\nDA:5,0"))).toEqual({
      outcome: "hold",
      unmeasured: [{ path: "src/a.js", package: "shop", lines: 0, why: "line-ends" }],
    });
  });

  it("is judged also when a statement is said to end nowhere", () => {
    shop.commit("pay", { "src/a.js": `${cart}pay();\n` });
    const file = {
      path: join(shop.root, "src/a.js"),
      statementMap: {
        0: { start: { line: 2, column: 2 }, end: { line: 2, column: 15 } },
        1: { start: { line: 4, column: 0 }, end: { line: 2_147_483_647, column: 6 } },
      },
      fnMap: {},
      branchMap: {},
      s: { 0: 1, 1: 1 },
      f: {},
      b: {},
    };
    shop.write({ "coverage/coverage-final.json": JSON.stringify({ [file.path]: file }) });
    expect(judge(undefined).outcome).toBe("allow");
  });
});

function policy(options: string): string {
  return `version: 1\nrules:\n  changed-coverage: { ${options} }\n`;
}

/** The base's policy judges. */
function ruledBy(options: string): void {
  shop.git("switch", "--quiet", "main");
  shop.commit("policy", { "tollgate.yml": policy(options) });
  shop.git("switch", "--quiet", "change");
  shop.git("merge", "--quiet", "--no-edit", "main");
}

/** The verdict with this lcov report, and what of the change no report knows. */
function judge(report: string | undefined): {
  readonly outcome: Decision["outcome"];
  readonly unmeasured: readonly UnmeasuredFile[];
} {
  shop.write({
    "reports/junit.xml": junit,
    ...(report === undefined ? {} : { "coverage/lcov.info": report }),
  });
  const { stdout, stderr } = runTollgate(shop.root, ["run", "--base", "main", "--json"]);
  expect(stderr).toBe("");
  const { outcome }: Decision = JSON.parse(stdout);
  const { changed } = JSON.parse(readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8"));
  return { outcome, unmeasured: changed.unmeasured };
}
