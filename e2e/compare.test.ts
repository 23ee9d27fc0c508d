import type { PolicyComparison } from "@tollgate/model";
import { compareSchema } from "@tollgate/model/schemas";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\nruns/\n.tollgate/out/\n",
    CODEOWNERS: "src/pay.ts @shop/payments\n",
    "package.json": '{ "name": "shop" }\n',
    "src/total.ts": "export const a = 1;\nexport const b = 2;\n",
    "src/pay.ts": "export const c = 1;\n",
    "tollgate.yml": "version: 1\nrules:\n  coverage: { metric: lines, min: 60% }\n",
  });
});
afterEach(() => shop.cleanup());

describe("tollgate gate --compare", () => {
  it("tells of each past run what another policy changes, and why", () => {
    const first = past("first", 1, "adds");
    shop.commit("more", { "src/total.ts": "export const a = 1;\nexport const b = 3;\n" });
    past("second", 0, "adds");
    shop.commit("gone", { "src/total.ts": "export const z = 1;\n" });
    shop.write({
      "new.yml":
        "version: 1\nrules:\n  coverage: [{ metric: lines, min: 80% }, { metric: lines, min: 50%, owner: '@shop/payments' }]\n",
    });
    const { status, stdout } = compare("runs/first.tollgate", "runs/second.tollgate");
    expect(status, stdout).toBe(0);
    expect(stdout).toContain("2 runs compared, 1 changed: 1 allow → block.");
    expect(stdout).toMatch(/runs\/first\.tollgate +[0-9a-f]{12} +allow +same\n/);
    expect(stdout).toMatch(
      /runs\/second\.tollgate +[0-9a-f]{12} +allow +block\n {2}Coverage minimum: pass → blocks\. /,
    );
    expect(stdout).toContain("What changed is not in a bundle");

    const { runs, present, proposed } = jsonOf(compare("runs/first.tollgate", "--json"));
    expect(runs).toMatchObject([
      { commit: first, before: { outcome: "allow" }, after: { outcome: "allow" } },
    ]);
    expect([present.path, proposed.path]).toEqual(["tollgate.yml", "new.yml"]);
  });

  it("asks what each policy promises, and leaves unknown what a bundle does not tell", () => {
    past("first", 1, "adds");
    const text =
      "version: 1\nreports:\n  - { kind: e2e, files: ['e2e/**'] }\nrules:\n  changed-coverage: { min: 80% }\n";
    shop.write({ "new.yml": text });
    const { runs } = jsonOf(compare("runs/first.tollgate", "--json"));
    const [run] = runs;
    if (run === undefined || "problem" in run) throw new Error("it was read");
    expect(run.after.outcome).toBe("hold");
    expect(run.changes.map(({ rule, after }) => [rule, after?.effect])).toContainEqual([
      "changed-coverage",
      "hold",
    ]);
    expect(run.changes.map(({ rule }) => rule)).toContain("no-missing-evidence");
  });

  it("goes on behind a bundle that cannot be read, and says so", () => {
    past("first", 1, "adds");
    shop.write({ "runs/cut.tollgate": "cut", "new.yml": "version: 1\n" });
    const { status, stdout } = compare("runs/cut.tollgate", "runs/first.tollgate");
    expect(status).toBe(2);
    expect(stdout).toContain("not readable");
    expect(stdout).toContain("1 run compared");
    expect(jsonOf(compare("runs/cut.tollgate", "--json")).runs).toMatchObject([
      { problem: { code: "bundle-refused" } },
    ]);
  });

  it("wants a policy and bundles, and writes nothing", () => {
    past("first", 1, "adds");
    shop.remove(".tollgate/out");
    expect(runTollgate(shop.root, ["gate", "--compare", "runs/first.tollgate"]).status).toBe(2);
    expect(compare().status).toBe(2);
    expect(compare("runs/first.tollgate", "--policy", "gone.yml").status).toBe(2);
    expect(runTollgate(shop.root, ["gate", "--policy", "new.yml", "runs/first.tollgate"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("--policy goes with --compare"),
    });
    expect(shop.git("status", "--porcelain", "--ignored")).not.toContain(".tollgate");
  });
});

/** A run as it was then; its evidence is kept. */
function past(name: string, hits: number, test: string): string {
  shop.write({
    "reports/unit/junit.xml": `<testsuites><testsuite name="cart"><testcase classname="cart" name="${test}"/></testsuite></testsuites>\n`,
    "reports/unit/lcov.info": `SF:src/total.ts\nDA:1,1\nDA:2,${hits}\nend_of_record\nSF:src/pay.ts\nDA:1,1\nend_of_record\n`,
  });
  expect(runTollgate(shop.root, ["collect", "--out", `runs/${name}.tollgate`]).status).toBe(0);
  runTollgate(shop.root, ["run"]);
  return shop.git("rev-parse", "HEAD");
}

function compare(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["gate", "--compare", "--policy", "new.yml", ...args]);
}

function jsonOf({ stdout }: Finished): PolicyComparison {
  const comparison: PolicyComparison = JSON.parse(stdout);
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validate(compareSchema, comparison), JSON.stringify(ajv.errors)).toBe(true);
  return comparison;
}
