import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExpectedList } from "@tollgate/model";
import type { TemporaryRepository } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createExpectingShop, junit, manifest } from "./expecting-shop.ts";
import { root, runTollgate } from "./run-tollgate.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createExpectingShop();
});
afterEach(() => shop.cleanup());

describe("tollgate expect", () => {
  beforeEach(() =>
    shop.write({
      "packages/api/reports/unit/junit.xml": junit,
      "packages/web/package.json": manifest("@shop/web", {
        "test:unit": "node test.cjs unit",
        "test:e2e": "node test.cjs e2e",
      }),
      "tollgate.yml": `version: 1
expect:
  except:
    - { package: "@shop/web", task: "test:e2e", reason: "runs every night" }
`,
    }),
  );

  it("lists what must arrive, why, what came and what did not", () => {
    const { status, stdout } = runTollgate(shop.root, ["expect"]);
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "2 expectations, 1 is missing.

      @shop/api
        ✔ unit: arrived
            why: packages/api/package.json:4 has the script, turbo.json:4 the task "test:unit"
            by: packages/api/reports/unit/junit.xml

      @shop/web
        ◌ unit: missing
            why: packages/web/package.json:4 has the script, turbo.json:4 the task "test:unit"
            missing: unit tests of @shop/web
            do: Run \`turbo run test:unit\` for all packages and let the script write JUnit or JSON into
                \`reports/unit/\`; or give the bundle of the base: \`--base-report\`. No part of this check?
                Then in tollgate.yml: \`expect: { except: [{ package: "@shop/web", task: "test:unit",
                reason: "…" }] }\`.

      Taken out by the policy:
        - e2e tests of @shop/web: runs every night (tollgate.yml:4)
      "
    `);
  });

  it("prints one object of its schema", () => {
    const { stdout } = runTollgate(shop.root, ["expect", "--json"]);
    const list: ExpectedList = JSON.parse(stdout);
    const schema = JSON.parse(readFileSync(join(root, "docs/schema/expect.schema.json"), "utf8"));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect(validate(list), JSON.stringify(validate.errors)).toBe(true);
    expect(
      list.expected.map(({ package: owner, state, by }) => [owner, state, by.map(({ path }) => path)]),
    ).toEqual([
      ["@shop/api", "arrived", ["packages/api/reports/unit/junit.xml"]],
      ["@shop/web", "missing", []],
    ]);
    expect(list.excepted).toMatchObject([
      { package: "@shop/web", kind: "e2e", reason: "runs every night", exceptedAt: { line: 4 } },
    ]);
  });
});
