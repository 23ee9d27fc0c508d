import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Baseline, MergedCase } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runTollgate } from "./run-tollgate.ts";

/* A test file moves, with one known failure, one test that breaks by it, and one that was renamed in place. */

const source = Array.from({ length: 12 }, (_, line) => `// line ${line} of the tests\n`).join("");
let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/\n*.tollgate\n",
    "package.json": '{ "name": "shop", "scripts": { "test": "vitest" } }\n',
    "src/cart.test.js": source,
  });
});
afterEach(() => shop.cleanup());

it("are compared with what they were", () => {
  shop.write({
    "reports/junit.xml": report("src/cart.test.js", { adds: true, removes: false, counts: true }),
  });
  runTollgate(shop.root, ["collect", "--out", "base.tollgate"]);
  shop.branch("change");
  shop.git("mv", "src/cart.test.js", "src/basket.test.js");
  shop.commit("move");
  shop.write({
    "reports/junit.xml": report(`${shop.root}/src/basket.test.js`, {
      adds: false,
      removes: false,
      counts: true,
    }),
  });
  const { status, stdout } = runTollgate(shop.root, [
    "run",
    "--base",
    "main",
    "--base-report",
    "base.tollgate",
  ]);
  expect(status).toBe(1);
  const told = JSON.parse(readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8"));
  const { tests, baseline } = told as { tests: readonly MergedCase[]; baseline: Baseline };
  expect(tests.map(({ name, file, change, renamedFrom }) => [name, file, change, renamedFrom?.file])).toEqual(
    [
      ["adds", "src/basket.test.js", "new-failure", "src/cart.test.js"],
      ["counts", "src/basket.test.js", "same", "src/cart.test.js"],
      ["removes", "src/basket.test.js", "still-failing", "src/cart.test.js"],
    ],
  );
  expect(baseline.disappeared).toEqual([]);
  expect(stdout).toContain(
    "Against the base: 1 new failure, 1 still failing, 0 fixed, 0 added, 3 renamed, 0 gone",
  );
  const comment = readFileSync(join(shop.root, ".tollgate/out/comment.md"), "utf8");
  expect(comment).toContain(
    "**renamed** `cart > counts` in `src/basket.test.js`, on the base in `src/cart.test.js`",
  );
});

function report(file: string, tests: Readonly<Record<string, boolean>>): string {
  const cases = Object.entries(tests).map(
    ([name, passes]) =>
      `<testcase classname="cart" name="${name}" file="${file}" time="0.1">${passes ? "" : "<failure/>"}</testcase>`,
  );
  return `<testsuite name="cart">${cases.join("")}</testsuite>\n`;
}
