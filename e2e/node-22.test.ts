import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entry, outsideCi, root } from "./run-tollgate.ts";

/** The oldest Node that is supported, from npm, beside the one that the tests run on. */
const oldest = join(
  dirname(createRequire(join(root, "packages/testkit/package.json")).resolve("node-22/package.json")),
  "bin/node",
);

const policy = `version: 1
rules:
  coverage:
    - { metric: lines, min: 60% }
    - { metric: branches, min: 30%, package: "@shop/api" }
  changed-coverage: { min: 50%, minSample: 1 }
`;

let shop: TemporaryRepository;
beforeAll(() => {
  shop = createRepository();
  shop.commit("base", {
    ".gitignore": "reports/\n.tollgate/\n",
    "tollgate.yml": policy,
    "package.json": JSON.stringify({ name: "shop", private: true, workspaces: ["packages/*"] }),
    "packages/api/package.json": JSON.stringify({ name: "@shop/api", scripts: { "test:unit": "vitest" } }),
    "packages/api/src/cart.ts": "export const a = 1;\n",
  });
  shop.branch("change");
  shop.commit("ä is priced", {
    "packages/api/src/cart.ts":
      "export const a = 1;\nexport function price(n: number) {\n  return n > 1 ? n : 0;\n}\n",
    "packages/api/src/läuft.ts": "export const b = 2;\n",
  });
  shop.write({
    "packages/api/reports/unit/junit.xml": `<testsuites><testsuite name="cart">
<testcase name="adds 🙂" classname="cart" time="0.0123"/><testcase name="prices" classname="cart" time="1e-3"><failure message="ß">at packages/api/src/cart.ts:3:1</failure></testcase>
</testsuite></testsuites>`,
    "packages/api/reports/unit/lcov.info":
      "TN:\nSF:packages/api/src/cart.ts\nFN:2,price\nFNDA:3,price\nDA:1,1\nDA:2,3\nDA:3,3\nBRDA:3,0,0,2\nBRDA:3,0,1,0\nend_of_record\nSF:packages/api/src/läuft.ts\nDA:1,0\nend_of_record\n",
  });
});
afterAll(() => shop.cleanup());

/** Runs a command on a Node; returns what it left, by file. */
function outputsOn(node: string, ...args: readonly string[]): ReadonlyMap<string, Buffer> {
  rmSync(join(shop.root, ".tollgate/out"), { recursive: true, force: true });
  const { status, stderr } = spawnSync(node, [entry, ...args], {
    cwd: shop.root,
    env: outsideCi(),
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  const out = join(shop.root, ".tollgate/out");
  return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name))]));
}

describe("the oldest Node that is supported", () => {
  it("is older than the one of these tests", () => {
    const { stdout } = spawnSync(oldest, ["--version"], { encoding: "utf8" });
    expect(stdout.trim()).toBe("v22.13.0");
    expect(process.version).toMatch(/^v24\./);
  });

  it("gives the same bytes in every output, and the same decision from the other's bundle", () => {
    const here = outputsOn(process.execPath, "run", "--base", "main");
    const there = outputsOn(oldest, "run", "--base", "main");
    expect([...there.keys()]).toEqual([...here.keys()]);
    expect(here.size).toBeGreaterThan(6);
    // How well gzip packs is its own matter: a bundle is the same when what is in it is.
    for (const [name, bytes] of here)
      if (!name.endsWith(".tollgate")) expect(there.get(name)?.toString(), name).toBe(bytes.toString());
    shop.write({ "reports/there.tollgate": there.get("evidence.tollgate")! });
    const judged = outputsOn(process.execPath, "gate", "--base", "main", "reports/there.tollgate");
    expect(judged.get("decision.json")?.toString()).toBe(here.get("decision.json")?.toString());
  });
});
