import {
  digestOf,
  type Evidence,
  type Expectation,
  type RunManifest,
  type TestStatus,
} from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { expectedEvidence } from "./expected-evidence.ts";
import { runsNotExpected } from "./runs-not-expected.ts";

const packages = [
  { name: "shop", dir: "", scripts: [] },
  { name: "@shop/api", dir: "packages/api", scripts: [] },
  { name: "@shop/web", dir: "packages/web", scripts: [] },
];

const unit: Expectation = {
  package: "@shop/api",
  kind: "unit",
  from: "turbo",
  because: 'packages/api/package.json:3 has the script, turbo.json:2 the task "test:unit"',
  task: "@shop/api#test:unit",
  required: true,
};

describe("an expectation", () => {
  it("is met by tests of the package, whoever ran them", () => {
    expect(stateOf(unit, told())).toEqual({ state: "arrived", missing: [] });
    expect(stateOf(unit, told({ origin: { package: "shop" } })).state).toBe("arrived");
    expect(stateOf(unit, told({ owner: "@shop/web" })).state).toBe("arrived");
  });

  it("is not met by another package, kind, or by coverage alone", () => {
    const { tests: _tests, ...coverage } = told();
    for (const item of [
      told({ origin: { package: "@shop/web" }, owner: "@shop/web" }),
      told({ origin: { kind: "e2e" } }),
      { ...coverage, coverage: { files: [] } },
    ])
      expect(stateOf(unit, item).state).toBe("missing");
  });

  it("of any kind is met by any kind", () => {
    const { kind: _kind, ...any } = unit;
    expect(stateOf(any, told({ origin: { kind: "e2e" } })).state).toBe("arrived");
  });

  it("of who runs what others have is met by packages in its folder", () => {
    const root = { ...unit, package: "shop" };
    const item = told({ origin: { package: "@shop/api" } });
    expect(stateOf(root, item).state).toBe("missing");
    expect(stateOf({ ...root, below: true }, item).state).toBe("arrived");
  });

  it("is broken where what came cannot be used: that is told elsewhere", () => {
    expect(stateOf(unit, { ...told({ cases: [] }), status: "invalid" })).toEqual({
      state: "broken",
      missing: [],
    });
  });

  it("that is not required leaves nothing missing", () => {
    expect(stateOf({ ...unit, required: false })).toEqual({ state: "missing", missing: [] });
  });
});

describe("what is missing", () => {
  it("says why it is expected, and how to bring it or take it out", () => {
    expect(stateOf(unit).missing).toMatchInlineSnapshot(`
      [
        {
          "about": "tests",
          "because": "packages/api/package.json:3 has the script, turbo.json:2 the task "test:unit"",
          "kind": "unit",
          "package": "@shop/api",
          "remedy": "Run \`turbo run test:unit\` for all packages and let the script write JUnit or JSON into \`reports/unit/\`; or give the bundle of the base: \`--base-report\`. No part of this check? Then in tollgate.yml: \`expect: { except: [{ package: "@shop/api", task: "test:unit", reason: "…" }] }\`.",
          "what": "unit tests of @shop/api",
        },
      ]
    `);
  });

  it("blocks when every test was skipped", () => {
    expect(stateOf(unit, told({ cases: ["skipped", "todo"] })).missing).toMatchObject([
      { what: "results of unit tests of @shop/api", because: "all 2 were skipped", producer: "skipped" },
    ]);
  });

  it.each([
    [
      { verdict: "failed", exitCode: 3 },
      "failed",
      "turbo ran @shop/api#test:unit, which failed with exit code 3 and left no result of a test",
    ],
    [{ verdict: "interrupted" }, "cancelled", "turbo began @shop/api#test:unit and did not end it"],
    [{ verdict: "passed" }, undefined, "turbo ran @shop/api#test:unit"],
    [{ verdict: "passed", cached: true }, undefined, "turbo took @shop/api#test:unit from its cache"],
  ] as const)("tells of its run %j", (members, producer, because) => {
    const [missing] = answer(unit, [], [aRun(members)]).missing;
    expect(missing?.producer).toBe(producer);
    expect(missing?.because).toBe(because);
  });

  it("says when turbo's summary does not tell of its task", () => {
    const [missing] = answer(unit, [], [aRun({ task: "@shop/web#test:unit", package: "@shop/web" })]).missing;
    expect(missing?.because).toMatch(/; turbo's run summary does not tell of @shop\/api#test:unit$/);
  });

  it("names a report of the package that was taken for another kind", () => {
    const [missing] = stateOf(unit, told({ origin: { kind: "e2e" } })).missing;
    expect(missing?.remedy).toMatch(
      /^The report reports\/junit.xml was taken for e2e tests: if it is the one, name its kind/,
    );
  });
});

describe("shards and environments", () => {
  const sharded = { ...unit, shards: 3 };
  const shard = (index: number, total = 3) => told({ origin: { shard: { index, total } } });

  it("are all there", () => {
    expect(stateOf(sharded, shard(1), shard(2), shard(3)).state).toBe("arrived");
  });

  it("are missing one by one", () => {
    expect(whatOf(sharded, shard(2))).toEqual([
      "shard 1 of 3 of unit tests of @shop/api",
      "shard 3 of 3 of unit tests of @shop/api",
    ]);
    expect(whatOf({ ...unit, shards: 40 }, shard(2, 40))).toHaveLength(11);
    expect(stateOf(sharded, shard(2)).missing[0]).toHaveProperty("shard");
  });

  it("are missing as a whole where nothing came, or something else", () => {
    expect(whatOf(sharded)).toEqual(["unit tests of @shop/api"]);
    expect(stateOf(sharded).missing[0]).not.toHaveProperty("shard");
    expect(stateOf(sharded, told()).missing[0]?.because).toMatch(
      /^reports\/junit.xml says that it is shard 1 of 1, and 3 are expected; /,
    );
  });

  it("are asked for in every environment", () => {
    const both = { ...unit, environments: ["node=22", "node=24 os=linux"] };
    const on = (...environment: readonly string[]) => told({ origin: { environment } });
    expect(stateOf(both, on("node=22"), on("node=24", "os=linux")).state).toBe("arrived");
    expect(whatOf(both, on("node=22"), on("node=24"))).toEqual([
      "unit tests of @shop/api with node=24 os=linux",
    ]);
  });
});

it("a run is asked for its reports by itself only where nothing expects or excepts them", () => {
  const other = aRun({ task: "@shop/web#test", package: "@shop/web" });
  const command: RunManifest = { ...aRun({}), source: "command", task: "pnpm test" };
  expect(runsNotExpected([aRun({}), other, command], [unit])).toEqual([other, command]);
});

type Told = {
  readonly origin?: Partial<Evidence["origin"]>;
  readonly cases?: readonly TestStatus[];
  readonly owner?: string;
};

function told({ origin = {}, cases = ["passed"], owner = "@shop/api" }: Told = {}): Evidence {
  const whose = {
    package: "@shop/api",
    kind: "unit",
    job: "",
    shard: { index: 1, total: 1 },
    attempt: 1,
    environment: [],
    invocation: "reports",
    ...origin,
  };
  const digest = digestOf(JSON.stringify([whose, cases]));
  return {
    id: digest,
    origin: whose,
    input: { path: "reports/junit.xml", bytes: 1, digest, format: "junit-xml" },
    status: "ok",
    problems: [],
    runs: [],
    tests: {
      entries: cases.length,
      cases: cases.map((status, i) => ({
        package: owner,
        suite: [],
        name: `test ${i}`,
        status,
        details: [],
      })),
    },
  };
}

function aRun(members: Partial<RunManifest>): RunManifest {
  return {
    package: "@shop/api",
    kind: "unit",
    source: "turbo",
    task: "@shop/api#test:unit",
    verdict: "passed",
    errors: [],
    ...members,
  };
}

function answer(expectation: Expectation, current: readonly Evidence[], runs: readonly RunManifest[] = []) {
  return expectedEvidence([expectation], { current, runs, packages });
}

function stateOf(expectation: Expectation, ...current: readonly Evidence[]) {
  const { expected, missing } = answer(expectation, current);
  return { state: expected[0]?.state, missing };
}

function whatOf(expectation: Expectation, ...current: readonly Evidence[]): readonly string[] {
  return stateOf(expectation, ...current).missing.map(({ what }) => what);
}
