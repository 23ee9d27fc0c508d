import type { ExpectedList, ListedExpectation } from "@tollgate/model";
import { digestOf } from "@tollgate/model";
import { expect, it } from "vitest";
import { renderExpectedList } from "./expected-list.ts";

const options = { color: false, width: 100 };
const place = { path: "tollgate.yml", line: 3, column: 5 };

const item = (members: Partial<ListedExpectation>): ListedExpectation => ({
  ...{
    package: "@shop/api",
    kind: "unit",
    from: "turbo",
    because: "packages/api/package.json:4 has the script",
  },
  ...{ required: true, state: "arrived", by: [], missing: [] },
  ...members,
});

const came = {
  path: "reports/unit/junit.xml",
  job: "",
  shard: { index: 2, total: 3 },
  environment: ["node=24"],
};

it("tells of each expectation why, what came and what did not", () => {
  const reused = {
    commit: "a".repeat(40),
    from: "bundle main.tollgate",
    packages: [{ name: "@shop/api", inputHash: digestOf("") }],
  };
  const list: ExpectedList = {
    schema: "tollgate/expect/1",
    expected: [
      item({ shards: 3, environments: ["node=24"], by: Array.from({ length: 7 }, () => came) }),
      item({
        kind: "e2e",
        state: "reused",
        by: [{ ...came, shard: { index: 1, total: 1 }, environment: [], reused }],
      }),
      item({ package: "@shop/web", state: "broken", by: [{ ...came, fromCache: "turbo: @shop/web#test" }] }),
      item({
        package: "@shop/web",
        kind: "e2e",
        state: "missing",
        missing: [
          { what: "e2e tests of @shop/web", because: "turbo ran it", remedy: "Let it write a report." },
        ],
      }),
      item({ package: "@shop/www", required: false, state: "missing" }),
    ],
    excepted: [{ ...item({ package: "@shop/old" }), reason: "frozen", exceptedAt: place }],
    problems: [
      {
        code: "unused-exception",
        severity: "warning",
        message: "Nothing is expected.",
        remedy: "Remove it.",
        path: "tollgate.yml",
        line: 5,
      },
    ],
  };
  expect(renderExpectedList(list, options)).toMatchInlineSnapshot(`
    "5 expectations, 1 is missing.

    @shop/api
      ✔ unit (3 shards, node=24): arrived
          why: packages/api/package.json:4 has the script
          by: reports/unit/junit.xml (shard 2 of 3, node=24)
          by: reports/unit/junit.xml (shard 2 of 3, node=24)
          by: reports/unit/junit.xml (shard 2 of 3, node=24)
          by: reports/unit/junit.xml (shard 2 of 3, node=24)
          by: reports/unit/junit.xml (shard 2 of 3, node=24)
          and 2 more with --json
      ✔ e2e: reused
          why: packages/api/package.json:4 has the script
          by: reports/unit/junit.xml (reused from commit aaaaaaaaaaaa, bundle main.tollgate: the inputs
              are the same)

    @shop/web
      ◌ unit: came and cannot be used
          why: packages/api/package.json:4 has the script
          by: reports/unit/junit.xml (shard 2 of 3, node=24, restored by a cache for turbo:
              @shop/web#test)
      ◌ e2e: missing
          why: packages/api/package.json:4 has the script
          missing: e2e tests of @shop/web (turbo ran it)
          do: Let it write a report.

    @shop/www
      · unit (optional): missing
          why: packages/api/package.json:4 has the script

    Taken out by the policy:
      - unit tests of @shop/old: frozen (tollgate.yml:3)

    Worth knowing:
      - tollgate.yml:5: Nothing is expected. Remove it.
    "
  `);
});

it("says what to do where nothing is expected", () => {
  const none: ExpectedList = { schema: "tollgate/expect/1", expected: [], excepted: [], problems: [] };
  expect(renderExpectedList(none, { ...options, width: 400 })).toBe(
    "Nothing is expected: no turbo.json has a test task and no package a test script. Say in `expect` of tollgate.yml what must arrive.\n",
  );
});
