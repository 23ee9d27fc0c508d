import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runTollgate } from "./run-tollgate.ts";

/** Ends with the number in the file `code` of its folder. */
const program = `const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
mkdirSync("reports/unit", { recursive: true });
writeFileSync("reports/unit/junit.xml", '<testsuite name="shop"><testcase name="adds"/></testsuite>');
process.exit(Number(readFileSync("code", "utf8")));
`;

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n*.tollgate\n.tollgate/out\n",
    "package.json": '{ "name": "shop", "private": true, "workspaces": ["packages/*"] }\n',
    "packages/api/package.json": '{ "name": "@shop/api" }\n',
    "packages/web/package.json": '{ "name": "@shop/web" }\n',
    "test.cjs": program,
    ...Object.fromEntries(Object.entries(codes).map(([folder, code]) => [`${folder}/code`, code])),
  });
});
afterEach(() => shop.cleanup());

const codes = { "packages/api": "3", "packages/web": "0", "tools/one": "3", "tools/two": "0" };

describe("the same command in two folders", () => {
  it.each([
    ["packages", "packages/api", "packages/web"],
    ["folders of one package", "tools/one", "tools/two"],
  ])("of %s is two runs, of which both count", (_what, failing, passing) => {
    for (const folder of [failing, passing]) collect(folder, join(shop.root, `${codeOf(folder)}.tollgate`));
    expect(readdirSync(join(shop.root, ".tollgate/runs")).filter(isRecord)).toHaveLength(2);
    for (const args of [["gate", "3.tollgate", "0.tollgate"], ["run"]]) {
      const { status, stdout } = runTollgate(shop.root, args);
      expect(status).toBe(1);
      expect(stdout).toContain("1 of 2 runs failed outside the tests.");
    }
  });

  it("on machines that left bundles of the same job is two runs, of which both count", () => {
    for (const code of ["3", "0"]) {
      shop.write({ "packages/api/code": code });
      collect("packages/api", join(shop.root, `${code}.tollgate`));
      for (const leftover of [".tollgate", "packages/api/reports"]) shop.remove(leftover);
    }
    expect(runTollgate(shop.root, ["gate", "3.tollgate", "0.tollgate"]).status).toBe(1);
  });
});

it("a secret of a command is in no record, no bundle and no output", () => {
  const secret = `ghp_${"Zq8x".repeat(9)}`;
  const words = [
    "node",
    "../../test.cjs",
    `--npm=${secret}`,
    "--password",
    "hunter2",
    "TOKEN=hunter2 hunter3",
  ];
  const bundle = join(shop.root, "a.tollgate");
  runTollgate(join(shop.root, "packages/api"), ["collect", "--out", bundle, "--", ...words]);
  runTollgate(shop.root, ["gate", "a.tollgate"]);
  const texts = [gunzipSync(readFileSync(bundle)).toString()];
  for (const folder of ["runs", "out"].map((name) => join(shop.root, ".tollgate", name)))
    for (const name of readdirSync(folder)) texts.push(name, readFileSync(join(folder, name), "utf8"));
  const all = texts.join("\n");
  expect(all).toContain("--npm=[redacted] --password [redacted] TOKEN=[redacted]");
  expect(all).not.toMatch(/hunter[23]|ghp.zq8x/i);
});

function collect(folder: string, out: string): void {
  const cwd = join(shop.root, folder);
  expect(runTollgate(cwd, ["collect", "--out", out, "--", "node", "../../test.cjs"]).status).toBe(0);
}

function codeOf(folder: string): string {
  return readFileSync(join(shop.root, folder, "code"), "utf8");
}

function isRecord(name: string): boolean {
  return name.endsWith(".json");
}
