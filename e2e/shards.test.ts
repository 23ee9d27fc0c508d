import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import type { Decision, MergedCase, Totals } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outsideCi, root, runTollgate } from "./run-tollgate.ts";

/** Packages of the example, with those that they import. */
const packages = {
  api: ["http", "pricing"],
  client: ["api"],
  http: [],
  pricing: [],
  web: ["client", "http", "pricing", "api"],
} as const;

/** Vitest refuses more shards than test files: a suite of one file runs in the first shard. */
const suites = [
  { owner: "api", kind: "unit", isSharded: true },
  { owner: "http", kind: "unit", isSharded: true },
  { owner: "pricing", kind: "unit", isSharded: true },
  { owner: "web", kind: "unit", isSharded: true },
  { owner: "client", kind: "unit", isSharded: false },
  { owner: "api", kind: "integration", isSharded: false },
] as const;

describe("the example's tests with coverage", () => {
  let shop: TemporaryRepository;
  let whole: Judged;
  let sharded: Judged;
  beforeAll(() => {
    shop = createShop();
    collect(shop, "1/1");
    collect(shop, "1/2");
    collect(shop, "2/2");
    whole = judge(shop, "1-1");
    sharded = judge(shop, "2-2", "1-2");
  });
  afterAll(() => shop.cleanup());

  it("are many, pass, and leave something uncovered", () => {
    const { lines } = whole.totals.coverage!;
    expect(whole.decision.outcome).toBe("allow");
    expect(whole.tests.length).toBeGreaterThan(30);
    expect(whole.coverage.length).toBeGreaterThan(12);
    expect(lines.hit).toBeGreaterThan(80);
    expect(lines.hit).toBeLessThan(lines.found);
  });

  it("are the same cases with the same statuses in shards", () => {
    expect(sharded.tests).toEqual(whole.tests);
  });

  it("find and cover the same in shards", () => {
    expect(sharded.coverage).toEqual(whole.coverage);
    expect(sharded.totals.coverage).toEqual(whole.totals.coverage);
  });

  it("have the same verdict in shards", () => {
    // Problems are counted by report, and two shards write twice as many.
    const { problems: _problems, ...counts } = whole.decision.counts;
    expect(sharded.decision).toMatchObject({ outcome: whole.decision.outcome, counts });
    expect(answersOf(sharded)).toEqual(answersOf(whole));
  });

  it("are told apart from one shard alone", () => {
    const half = judge(shop, "1-2");
    expect(half.coverage).not.toEqual(whole.coverage);
    expect(half.decision.outcome).toBe("hold");
  });
});

/** A checkout of the example that can run its tests: its packages and this repository's vitest are linked. */
function createShop(): TemporaryRepository {
  const shop = createRepository();
  const left = new Set(["node_modules", "reports", ".turbo", "pull-request", "e2e", ".tollgate"]);
  cpSync(join(root, "examples/storefront"), shop.root, {
    recursive: true,
    filter: (path) => !left.has(basename(path)),
  });
  const link = (target: string, ...at: readonly string[]): void => {
    mkdirSync(join(shop.root, ...at.slice(0, -1)), { recursive: true });
    symlinkSync(target, join(shop.root, ...at), "junction");
  };
  for (const tool of ["vitest", "@vitest/coverage-istanbul"])
    link(join(root, "node_modules", tool), "node_modules", ...tool.split("/"));
  for (const [name, imported] of Object.entries(packages))
    for (const other of imported)
      link(join(shop.root, "packages", other), "packages", name, "node_modules/@shop", other);
  shop.commit("shop", {
    ".gitignore": "node_modules\nreports/\n.tollgate/\n*.tollgate\n",
    "tollgate.yml": `version: 1
reports:
  - { kind: unit, files: ["packages/*/reports/unit/**"] }
  - { kind: integration, files: ["packages/*/reports/integration/**"] }
expect:
  except:
    - { package: "@shop/web", task: "test:integration", reason: "it needs a server, and is not run here" }
rules:
  coverage:
    - { metric: lines, min: 50% }
    - { package: "@shop/pricing", kind: unit, metric: branches, min: 90% }
`,
  });
  return shop;
}

/** Runs the tests of one shard and collects what they report into `<index>-<total>.tollgate`. */
function collect(shop: TemporaryRepository, shard: string): void {
  const running = suites.filter(({ isSharded }) => isSharded || shard !== "2/2");
  for (const { owner, kind, isSharded } of running) {
    const config = join(shop.root, `vitest.${kind}.config.ts`);
    const args = ["run", "--config", config, ...(isSharded ? [`--shard=${shard}`] : [])];
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, "node_modules/vitest/vitest.mjs"), ...args],
      { cwd: join(shop.root, "packages", owner), encoding: "utf8", env: outsideCi() },
    );
    expect(status, `${owner} ${kind} ${shard}\n${stdout}`).toBe(0);
  }
  const out = `${shard.replace("/", "-")}.tollgate`;
  expect(runTollgate(shop.root, ["collect", "--shard", shard, "--out", out]).status).toBe(0);
  for (const owner of new Set(running.map((suite) => suite.owner))) shop.remove(`packages/${owner}/reports`);
}

type Judged = {
  readonly decision: Decision;
  readonly tests: readonly unknown[];
  readonly coverage: readonly unknown[];
  readonly totals: Totals;
};

/** What is in the report: tests without their durations, and per file what is there and what of it is covered. */
function judge(shop: TemporaryRepository, ...bundles: readonly string[]): Judged {
  const files = bundles.map((name) => `${name}.tollgate`);
  const decision: Decision = JSON.parse(runTollgate(shop.root, ["gate", "--json", ...files]).stdout);
  const report = JSON.parse(readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8"));
  const tests = (report.tests as readonly MergedCase[]).map(
    ({ sources: _sources, durationUs: _duration, ...test }) => test,
  );
  return { decision, tests, coverage: report.coverage.map(coveredIn), totals: report.totals };
}

type FileJson = {
  readonly path: string;
  readonly extents: unknown;
  readonly lineHits: readonly number[];
  readonly functionHits: readonly (readonly [string, number, number])[];
  readonly branchHits: readonly (readonly number[])[];
};

function coveredIn({ path, extents, lineHits, functionHits, branchHits }: FileJson): unknown {
  return {
    path,
    extents,
    lines: lineHits.map((value, i) => (i % 2 === 0 ? value : value > 0)),
    functions: functionHits.map(([name, line, hits]) => [name, line, hits > 0]),
    branches: branchHits.map(([line, ...arms]) => [line, ...arms.map((hits) => hits > 0)]),
  };
}

function answersOf({ decision }: Judged): unknown {
  return decision.rules.map(({ rule, scope, answer, facts }) => ({
    ...{ rule, scope, answer },
    // Two shards are two times as many reports.
    facts: facts.filter(({ unit }) => unit !== "inputs" && unit !== "runs"),
  }));
}
