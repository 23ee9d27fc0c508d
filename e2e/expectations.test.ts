import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision, ExpectedEvidence, MissingEvidence } from "@tollgate/model";
import type { TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createExpectingShop, junit, manifest } from "./expecting-shop.ts";
import { root, runTollgate } from "./run-tollgate.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createExpectingShop();
});
afterEach(() => shop.cleanup());

describe("a package with a test task whose results never arrive", () => {
  it("holds without any policy, by name, with its reason and what to do", () => {
    shop.write({ "packages/api/reports/unit/junit.xml": junit });
    const { status, decision, missing } = judge();
    expect(status).toBe(1);
    expect(decision.outcome).toBe("hold");
    expect(missing).toMatchObject([
      {
        what: "unit tests of @shop/web",
        because: 'packages/web/package.json:4 has the script, turbo.json:4 the task "test:unit"',
        package: "@shop/web",
        kind: "unit",
      },
    ]);
    expect(missing[0]?.remedy).toContain("`turbo run test:unit`");
  });

  it("allows once turbo ran them all", () => {
    const { status, expected } = judge("--", ...turbo("test:unit"));
    expect(status).toBe(0);
    expect(expected.map((item) => [item.package, item.kind, item.state])).toEqual([
      ["@shop/api", "unit", "arrived"],
      ["@shop/web", "unit", "arrived"],
    ]);
  });

  it("is met by one runner at the root over all packages", () => {
    const suite = (path: string) =>
      `<testsuite name="${path}" file="${path}"><testcase name="adds" file="${path}"/></testsuite>`;
    const files = ["packages/api/test.cjs", "packages/web/test.cjs"];
    shop.write({ "reports/unit/junit.xml": `<testsuites>${files.map(suite).join("")}</testsuites>` });
    expect(judge().status).toBe(0);
  });

  it("is taken out by the policy with a reason", () => {
    shop.write({
      "packages/api/reports/unit/junit.xml": junit,
      "tollgate.yml": `version: 1
expect: { except: [{ package: "@shop/web", task: "test:unit", reason: "its tests run every night" }] }
`,
    });
    expect(judge().status).toBe(0);
  });

  it("blocks when its task failed before it wrote anything", () => {
    shop.write({ "packages/web/test.cjs": "process.exit(3);\n" });
    const { decision, missing } = judge("--", ...turbo("test:unit"));
    expect(decision.outcome).toBe("block");
    expect(missing).toMatchObject([
      {
        what: "unit tests of @shop/web",
        because: expect.stringMatching(/^turbo ran @shop\/web#test:unit, which failed with exit code \d+/),
        producer: "failed",
      },
    ]);
  });

  it("blocks when every test of it was skipped", () => {
    shop.write({
      "packages/api/reports/unit/junit.xml": junit,
      "packages/web/reports/unit/junit.xml": junit.replace("/>", "><skipped/></testcase>"),
    });
    const { decision, missing } = judge();
    expect(decision.outcome).toBe("block");
    expect(missing).toMatchObject([{ what: "results of unit tests of @shop/web", producer: "skipped" }]);
  });
});

describe("a change that takes an expectation away", () => {
  beforeEach(() => shop.branch("feature"));

  it("is found, and the tests are expected still", () => {
    shop.commit("without tests", {
      "packages/web/package.json": manifest("@shop/web", { start: "node ." }),
    });
    shop.write({ "packages/api/reports/unit/junit.xml": junit });
    const { status, decision, missing, problems } = judge();
    expect(status).toBe(1);
    expect(decision.outcome).toBe("hold");
    expect(missing).toMatchObject([{ what: "unit tests of @shop/web" }]);
    expect(missing[0]?.because).toContain("on the base packages/web/package.json:4 has the script");
    expect(problems).toMatchObject([
      { code: "expectation-removed", severity: "warning", path: "packages/web/package.json" },
    ]);
  });

  it.each(["pnpm-workspace.yaml", "package.json"])("by a %s that nobody can read blocks", (path) => {
    shop.commit("broken", { [path]: "{" });
    shop.write({ "packages/api/reports/unit/junit.xml": junit });
    const { decision, problems } = judge();
    expect(decision.outcome).toBe("block");
    expect(problems).toContainEqual(
      expect.objectContaining({ code: "expectations-unknown", severity: "error", path }),
    );
  });

  it("with its package is none", () => {
    shop.remove("packages/web");
    shop.commit("without web");
    shop.write({ "packages/api/reports/unit/junit.xml": junit });
    expect(judge()).toMatchObject({ status: 0, problems: [] });
  });
});

it("what the policy of the base expects of a package goes with the package, and that is told", () => {
  shop.commit("policy", {
    "tollgate.yml": 'version: 1\nexpect: { add: [{ package: "@shop/web", kind: e2e }] }\n',
  });
  shop.branch("feature");
  shop.remove("packages/web");
  shop.commit("without web", { "tollgate.yml": "version: 1\n" });
  shop.write({ "packages/api/reports/unit/junit.xml": junit });
  const env = { GITHUB_BASE_REF: "main", GITHUB_EVENT_NAME: "pull_request" };
  expect(judged(["run", "--json", "--base", "main"], env)).toMatchObject({
    status: 0,
    missing: [],
    problems: [{ code: "expectation-removed", path: "tollgate.yml", line: 2 }],
  });
});

describe("without turbo", () => {
  it("the test scripts of the packages are expected, npm's placeholder is not", () => {
    shop.remove("turbo.json");
    shop.commit("no turbo", {
      "packages/api/package.json": manifest("@shop/api", { test: "vitest run" }),
      "packages/web/package.json": manifest("@shop/web", {
        test: 'echo "Error: no test specified" && exit 1',
      }),
    });
    shop.write({ "reports/unit/junit.xml": junit });
    const { missing } = judge("--base", "HEAD");
    expect(missing).toMatchObject([
      { what: "tests of @shop/api", because: 'packages/api/package.json:4 has the script "test"' },
    ]);
  });
});

describe("shards and environments of the policy", () => {
  it("are named singly when they did not come", () => {
    shop.write({
      "tollgate.yml": `version: 1
expect:
  - { package: "@shop/api", kind: unit, shards: 3 }
  - { package: "@shop/web", kind: unit, environments: ["node=22", "node=24"] }
`,
    });
    for (const [name, ...args] of [
      ["api", "--shard=1/3"],
      ["web", "--environment=node=24"],
    ] as const) {
      const report = `packages/${name}/reports/unit/junit.xml`;
      shop.write({ [report]: junit });
      expect(runTollgate(shop.root, ["collect", ...args, "--out", `${name}.tollgate`]).status).toBe(0);
      shop.remove(report);
    }
    const { decision, missing } = gate("api.tollgate", "web.tollgate");
    expect(decision.outcome).toBe("hold");
    expect(missing.map(({ what }) => what)).toEqual([
      "shard 2 of 3 of unit tests of @shop/api",
      "shard 3 of 3 of unit tests of @shop/api",
      "unit tests of @shop/web with node=22",
    ]);
  });
});

describe("evidence of another commit", () => {
  let base: string;
  beforeEach(() => {
    shop.commit("pricing", {
      "packages/pricing/package.json": manifest("@shop/pricing", {}),
      "packages/pricing/price.cjs": "exports.price = 1;\n",
      "packages/web/package.json": JSON.stringify({
        name: "@shop/web",
        scripts: { "test:unit": "node test.cjs unit" },
        dependencies: { "@shop/pricing": "workspace:*" },
      }),
    });
    base = shop.git("rev-parse", "HEAD");
    for (const name of ["api", "web"])
      shop.write({ [`packages/${name}/reports/unit/junit.xml`]: junit.replace("adds", "adds up") });
    expect(runTollgate(shop.root, ["collect", "--out", "base.tollgate"]).status).toBe(0);
    for (const name of ["api", "web"]) shop.remove(`packages/${name}/reports`);
    shop.branch("feature");
  });

  /** A change of a file, after which only the tests of api run. */
  function changed(path: string, ...args: readonly string[]): Judged {
    shop.commit("change", { [path]: "exports.changed = 2;\n" });
    shop.write({ "packages/api/reports/unit/junit.xml": junit });
    return judge(...args);
  }

  it("stands for a package whose inputs are the same, and is marked", () => {
    const { status, decision, expected } = changed("packages/api/cart.cjs", "--base-report", "base.tollgate");
    expect(status).toBe(0);
    expect(expected.map((item) => [item.package, item.state])).toEqual([
      ["@shop/api", "arrived"],
      ["@shop/web", "reused"],
    ]);
    expect(decision.inputs.reused).toMatchObject([
      { commit: base, from: "bundle base.tollgate", packages: [{ name: "@shop/web" }] },
    ]);
    expect(decision.counts.tests).toBe(2);
    const words = `reused for @shop/web, with the same inputs: evidence of commit ${base.slice(0, 12)} (bundle base.tollgate)`;
    expect(readFileSync(join(shop.root, ".tollgate/out/comment.md"), "utf8")).toMatch(
      /reused for @.?shop\/web/,
    );
    expect(
      runTollgate(shop.root, ["run", "--base-report", "base.tollgate"]).stdout.replace(/\s+/g, " "),
    ).toContain(words.replace("reused", "Reused"));
  });

  it.each([
    ["its own", "packages/web/page.cjs"],
    ["its dependency", "packages/pricing/price.cjs"],
    ["a file outside any package", "vitest.config.cjs"],
  ])("does not where an input differs: %s", (_, path) => {
    const { decision, missing } = changed(path, "--base-report", "base.tollgate");
    expect(decision.outcome).toBe("hold");
    expect(missing).toMatchObject([{ what: "unit tests of @shop/web" }]);
    expect(missing[0]?.because).toContain(
      `bundle base.tollgate has unit tests of @shop/web of commit ${base.slice(0, 12)}, but its inputs differ, first in ${path}`,
    );
  });

  it("does not where an input is new or changed in the work tree", () => {
    expect(changed("packages/api/cart.cjs", "--base-report", "base.tollgate").missing).toEqual([]);
    shop.write({ "packages/web/new.cjs": "" });
    expect(judge("--base-report", "base.tollgate").missing[0]?.because).toContain("changed or new here");
  });

  it("keeps its coverage of other packages' files, and does not stand where one of them differs", () => {
    const lcov = "SF:packages/api/cart.cjs\nDA:1,1\nDA:2,0\nend_of_record\n";
    shop.git("checkout", "--quiet", "main");
    shop.commit("cart", { "packages/api/cart.cjs": "exports.cart = 1;\nexports.empty = 2;\n" });
    shop.write({
      "packages/web/reports/unit/junit.xml": junit,
      "packages/web/reports/unit/lcov.info": lcov,
    });
    expect(runTollgate(shop.root, ["collect", "--out", "base.tollgate"]).status).toBe(0);
    shop.remove("packages/web/reports");
    shop.branch("other");
    const same = changed("packages/api/other.cjs", "--base-report", "base.tollgate");
    expect(same).toMatchObject({ status: 0, missing: [] });
    expect(readFileSync(join(shop.root, ".tollgate/out/lcov.info"), "utf8")).toContain(
      "SF:packages/api/cart.cjs",
    );
    const { missing } = changed("packages/api/cart.cjs", "--base-report", "base.tollgate");
    expect(missing[0]?.because).toContain(
      "its coverage in packages/web/reports/unit/lcov.info reaches packages/api/cart.cjs, which is not known to be the same here",
    );
  });

  it("counts among given bundles when it is whole, and is rejected when it is not needed", () => {
    shop.write({ "packages/web/reports/unit/junit.xml": junit });
    shop.git("checkout", "--quiet", base);
    runTollgate(shop.root, ["collect", "--out", "web.tollgate"]);
    shop.git("checkout", "--quiet", "feature");
    shop.remove("packages/web/reports");
    shop.commit("change", { "packages/api/cart.cjs": "exports.changed = 2;\n" });
    shop.write({ "packages/api/reports/unit/junit.xml": junit });
    runTollgate(shop.root, ["collect", "--out", "api.tollgate"]);
    expect(gate("api.tollgate", "web.tollgate")).toMatchObject({ status: 0, missing: [] });
    expect(gate("api.tollgate", "base.tollgate").decision.outcome).toBe("block");
  });
});

describe("the jobs of the run", () => {
  const jobs = (...conclusions: readonly (readonly [string, string])[]) =>
    JSON.stringify({
      total_count: conclusions.length,
      jobs: conclusions.map(([name, conclusion]) => ({
        name,
        run_attempt: 1,
        status: "completed",
        conclusion,
      })),
    });

  it("name one that was skipped, cancelled or failed and left no bundle", () => {
    for (const name of ["api", "web"]) shop.write({ [`packages/${name}/reports/unit/junit.xml`]: junit });
    runTollgate(shop.root, ["collect", "--job", "unit", "--out", "unit.tollgate"]);
    shop.write({ "jobs.tollgate": jobs(["build", "success"], ["unit", "success"], ["e2e", "skipped"]) });
    const { decision, missing } = judged(["gate", "--json", "--jobs", "jobs.tollgate", "unit.tollgate"]);
    expect(decision.outcome).toBe("block");
    expect(missing).toMatchObject([
      { what: 'a bundle of the job "e2e"', because: "it was skipped", producer: "skipped" },
    ]);
    expect(decision.inputs.options?.jobs).toHaveLength(3);
    const decisionPath = ".tollgate/out/decision.json";
    expect(runTollgate(shop.root, ["replay", decisionPath]).status).toBe(0);
    shop.write({ "jobs.tollgate": jobs(["build", "failure"], ["unit", "success"]) });
    expect(judged(["gate", "--json", "--jobs", "jobs.tollgate", "unit.tollgate"]).status).toBe(0);
  });

  it("are refused when they are no list, or not all of it", () => {
    for (const text of ["{}", "[", '{ "total_count": 2, "jobs": [{ "name": "unit" }] }']) {
      shop.write({ "jobs.tollgate": text });
      const { status, stderr } = runTollgate(shop.root, ["run", "--jobs", "jobs.tollgate"]);
      expect(status).toBe(2);
      expect(stderr).toContain("--jobs");
    }
    const { stderr } = runTollgate(shop.root, ["run", "--jobs", "none.json"]);
    expect(stderr).toContain("--jobs: none.json is not there or cannot be opened.");
  });
});

it("what turbo's cache restored is marked", () => {
  expect(judge("--", ...turbo("test:unit")).status).toBe(0);
  for (const path of [".turbo/runs", ".tollgate", "packages/api/reports", "packages/web/reports"])
    shop.remove(path);
  expect(judge("--", ...turbo("test:unit")).status).toBe(0);
  const { inputs } = JSON.parse(readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8"));
  expect(
    inputs.flatMap(({ fromCache }: { fromCache?: string }) => (fromCache === undefined ? [] : [fromCache])),
  ).toEqual(["turbo: @shop/api#test:unit", "turbo: @shop/web#test:unit"]);
});

function turbo(...tasks: readonly string[]): readonly string[] {
  return [join(root, "node_modules/.bin/turbo"), "run", ...tasks, "--continue", "--summarize"];
}

type Judged = {
  readonly status: number | null;
  readonly decision: Decision;
  readonly missing: readonly MissingEvidence[];
  readonly expected: readonly ExpectedEvidence[];
  readonly problems: readonly { readonly code: string }[];
};

function judge(...args: readonly string[]): Judged {
  return judged(["run", "--json", ...args]);
}

function gate(...bundles: readonly string[]): Judged {
  return judged(["gate", "--json", ...bundles]);
}

function judged(args: readonly string[], env: NodeJS.ProcessEnv = {}): Judged {
  const { status, stdout } = runTollgate(shop.root, args, { env });
  const { missing, expected, problems } = JSON.parse(
    readFileSync(join(shop.root, ".tollgate/out/report.json"), "utf8"),
  );
  return {
    ...{ status, decision: JSON.parse(stdout), missing, expected },
    problems: problems.filter(({ code }: { code: string }) => code.includes("expect")),
  };
}
