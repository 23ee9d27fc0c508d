import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runTollgate } from "./run-tollgate.ts";

/** Coverage of the one file with code; tools leave files of types and barrels out of their reports. */
const junit = '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n';
const lcovOfTotal = "SF:src/total.ts\nDA:1,1\nDA:2,1\nend_of_record\n";
const lcovOfBoth = lcovOfTotal.replace("DA:2,1", "DA:2,1\nDA:5,1\nDA:6,1");
const total = "export function total(a: number, b: number): number {\n  return a + b;\n}\n";
const product = "export function product(a: number, b: number): number {\n  return a * b;\n}\n";
const types = "/** What is bought. */\nexport type Item = {\n  readonly price: number;\n};\n";
const barrel = 'export { product, total } from "./total.ts";\nexport type { Item } from "./types.ts";\n';

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\ncoverage/\n.tollgate/\n",
    "package.json": '{ "name": "shop" }\n',
    "tollgate.yml": "version: 1\nrules:\n  changed-coverage: { min: 80% }\n",
    "src/total.ts": total,
  });
  shop.branch("change");
});
afterEach(() => shop.cleanup());

describe("a change that no report mentions in part", () => {
  it("is allowed when those files hold types and re-exports only", () => {
    shop.commit("types", {
      "src/types.ts": types,
      "src/index.ts": barrel,
      "src/total.ts": `${total}\n${product}`,
    });
    expect(judge(lcovOfBoth)).toEqual({ outcome: "allow", unmeasured: [] });
  });

  it("is held when one of them holds code, for the lines with code", () => {
    shop.commit("code", {
      "src/types.ts": `${types}\n${product}`,
      "src/index.ts": barrel,
      "src/total.ts": `${total}\n`,
    });
    expect(judge(lcovOfTotal)).toEqual({
      outcome: "hold",
      unmeasured: [{ path: "src/types.ts", package: "shop", lines: 2 }],
    });
  });

  it("is held when one of them cannot be parsed", () => {
    shop.commit("odd", { "src/types.ts": `${types}}\n`, "src/total.ts": `${total}\n` });
    expect(judge(lcovOfTotal)).toEqual({
      outcome: "hold",
      unmeasured: [{ path: "src/types.ts", package: "shop", lines: 5 }],
    });
  });
});

function judge(lcov: string): {
  readonly outcome: Decision["outcome"];
  readonly unmeasured: readonly unknown[];
} {
  shop.write({ "reports/junit.xml": junit, "coverage/lcov.info": lcov });
  const { stdout, stderr } = runTollgate(shop.root, ["run", "--base", "main", "--json"]);
  expect(stderr).toBe("");
  const { outcome }: Decision = JSON.parse(stdout);
  const report = JSON.parse(readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8"));
  return { outcome, unmeasured: report.changed.unmeasured };
}
