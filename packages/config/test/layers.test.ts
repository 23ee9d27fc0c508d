import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rules } from "@tollgate/gate";
import type { Policy } from "@tollgate/model";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LoadPolicyOptions, loadPolicy } from "../src/load-policy.ts";

let folder: string;
let root: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "tollgate-layers-")));
  root = join(folder, "shop");
  mkdirSync(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Files below the repository's root; each is a policy of version 1. */
function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `version: 1\n${text}`);
  }
}

async function load(options: Partial<LoadPolicyOptions> = {}): Promise<Policy> {
  return (await loadPolicy({ root, cwd: root, ...options })).policy;
}

/** What the loaded policy asks for, with the place of each entry. */
async function asked(options: Partial<LoadPolicyOptions> = {}): Promise<readonly string[]> {
  const { rules: entries } = await load(options);
  return entries.map(({ rule, mode, options: told, scope, place }) =>
    [
      rule,
      scope.package ?? scope.name ?? scope.kind ?? "",
      mode === "enforce" ? "" : mode,
      Object.values(told).join(" "),
      place === undefined ? "built in" : `${place.path}:${place.line}`,
    ]
      .filter((part) => part !== "")
      .join(" "),
  );
}

const builtIn = rules.filter((rule) => rule.builtIn).map(({ id }) => id);
const org = "extends: [./org.yml]\n";

function isOwn(text: string): boolean {
  return !text.endsWith("built in");
}

describe("a policy that extends another", () => {
  it("expects the bundles of all jobs that any layer names", async () => {
    put({
      "org.yml": "expect: { jobs: [check] }\n",
      "more.yml": "expect: { jobs: [check, lint] }\n",
      "tollgate.yml": "",
    });
    const expected = async (text: string): Promise<Policy["expect"]> => {
      put({ "tollgate.yml": text });
      return (await load()).expect;
    };
    expect(await expected(`${org}expect: { add: [{ package: a }] }\n`)).toMatchObject({ jobs: ["check"] });
    expect(await expected(`${org}expect: { jobs: [e2e] }\n`)).toMatchObject({ jobs: ["check", "e2e"] });
    const both = await expected("extends: [./org.yml, ./more.yml]\nexpect: { jobs: [e2e] }\n");
    expect(both).toMatchObject({ jobs: ["check", "lint", "e2e"] });
    expect(both).not.toHaveProperty("jobsByName");
  });

  it("expects the jobs that run tests by their names where a layer names none", async () => {
    put({
      "org.yml": "",
      "jobs.yml": "expect: { jobs: [check] }\n",
      "tollgate.yml": `${org}expect: { jobs: [e2e] }\n`,
    });
    expect((await load()).expect).toMatchObject({ jobs: ["e2e"], jobsByName: true });
    put({ "tollgate.yml": "extends: [./org.yml, ./jobs.yml]\n" });
    expect((await load()).expect).toMatchObject({ jobs: ["check"], jobsByName: true });
    put({ "tollgate.yml": `${org}expect: { add: [{ package: a }] }\n` });
    expect((await load()).expect).not.toHaveProperty("jobs");
  });

  it("asks for what both ask for, and only tightens", async () => {
    put({
      "org.yml": "rules:\n  coverage: [{ min: 70% }, { metric: branches, min: 50% }]\n",
      "tollgate.yml": `${org}rules:\n  coverage: { min: 80% }\n  changed-coverage: { min: 90% }\n`,
    });
    expect((await asked()).filter(isOwn)).toEqual([
      "coverage branches 50% org.yml:3",
      "coverage 80% tollgate.yml:4",
      "changed-coverage 90% tollgate.yml:5",
    ]);
    expect((await load()).layers).toMatchObject([
      { level: "organisation", path: "org.yml" },
      { level: "repository", path: "tollgate.yml" },
    ]);
  });

  it("is as strict about built-in rules as they are", async () => {
    put({ "org.yml": "", "tollgate.yml": `${org}rules:\n  no-failing-tests: { mode: warn }\n` });
    await expect(load()).rejects.toThrow(
      "The policy asks for less than a layer above it in 1 place:\n" +
        "  tollgate.yml:4:3: no-failing-tests (repository) asks for less than the built-in rule: `mode` is warn and not enforce.",
    );
  });

  it("may soften what the layer at the top softens", async () => {
    const soft = "rules:\n  no-failing-tests: { mode: warn }\n";
    put({ "org.yml": soft, "tollgate.yml": `${org}${soft}` });
    expect((await asked()).filter((one) => one.startsWith("no-failing"))).toEqual([
      "no-failing-tests warn tollgate.yml:4",
    ]);
  });

  it("names both places of all that is looser", async () => {
    put({
      "org.yml":
        "reports: [{ kind: e2e, files: [e2e/**] }]\nrules:\n  coverage: { min: 70%, unmentioned: uncovered }\n  changed-coverage: { min: 80%, enforceFrom: 2027-01-01 }\n",
      "tollgate.yml": `${org}coverage: { otherSource: shift }\nexpect: { except: [{ package: a, reason: old }], add: [{ package: b, required: false }] }\nrules:\n  coverage: { min: 60% }\n  changed-coverage: { min: 80%, enforceFrom: 2027-02-01 }\n  minimum-tests: { kind: e2e, mode: observe }\n`,
    });
    await expect(load()).rejects.toThrow(
      [
        "The policy asks for less than a layer above it in 6 places:",
        "  tollgate.yml:8:3: minimum-tests (e2e) asks for less than org.yml:2:11: `mode` is observe and not enforce.",
        "  tollgate.yml:6:3: coverage (repository) asks for less than org.yml:4:3: `min` is 60% and not 70%, `unmentioned` is the default and not uncovered.",
        "  tollgate.yml:7:3: changed-coverage (repository) asks for less than org.yml:5:3: `enforceFrom` is 2027-02-01 and not 2027-01-01.",
        "  tollgate.yml:3:26: `coverage.otherSource` is shift; the default asks for reject.",
        "  tollgate.yml:4:20: `expect.except` takes out a, which no layer above does.",
        "  tollgate.yml:4:56: less of b is expected than by what is expected without it.",
      ].join("\n"),
    );
  });

  it.each([
    ["override: {}\n", "", "tollgate.yml: `override` is allowed, and org.yml allows none"],
    [
      "override: { label: now }\n",
      "override: {}\n",
      "tollgate.yml: `override` has the label now, and org.yml tollgate:override",
    ],
    [
      "override: { who: ['@me'] }\n",
      "override: { who: ['@boss'] }\n",
      "tollgate.yml: `override` is allowed to more people than org.yml names",
    ],
  ])("lets nobody else pass by a label: %s", async (own, above, message) => {
    put({ "org.yml": above, "tollgate.yml": `${org}${own}` });
    await expect(load()).rejects.toThrow(message);
  });

  it("inherits who may let a change pass", async () => {
    put({ "org.yml": "override: { who: ['@boss', '@chief'] }\n", "tollgate.yml": org });
    expect((await load()).override?.who).toEqual(["@boss", "@chief"]);
    put({ "tollgate.yml": `${org}override: { who: ['@boss'] }\n` });
    expect((await load()).override?.who).toEqual(["@boss"]);
    put({ "tollgate.yml": "override: { who: ['@boss_acme'] }\n" });
    expect((await load()).override?.who).toEqual(["@boss_acme"]);
  });

  it("keeps that waivers need an approval", async () => {
    put({ "org.yml": "waivers: { approval: required }\n", "tollgate.yml": org });
    expect((await load()).waivers).toEqual({ approval: "required" });
    put({ "org.yml": "", "tollgate.yml": `${org}waivers: { approval: required }\n` });
    expect((await load()).waivers).toEqual({ approval: "required" });
  });

  it("keeps an entry beside a stricter goal that only warns", async () => {
    put({
      "org.yml": "rules:\n  coverage: { min: 70% }\n",
      "tollgate.yml": `${org}rules:\n  coverage: [{ min: 70% }, { min: 90%, mode: warn }]\n`,
    });
    expect((await asked()).filter(isOwn)).toEqual([
      "coverage 70% tollgate.yml:4",
      "coverage warn 90% tollgate.yml:4",
    ]);
  });

  it("may not extend two policies that describe one scope in two ways", async () => {
    put({
      "a.yml": "scopes: { payments: { packages: ['@shop/payments'] } }\n",
      "b.yml": "scopes: { payments: { packages: ['@shop/cart'] } }\n",
      "tollgate.yml": "extends: [./a.yml, ./b.yml]\n",
    });
    await expect(load()).rejects.toThrow(
      'tollgate.yml:2:10: found policies that describe the scope "payments" in two ways; allowed: the one of a.yml:2:11, or that of b.yml:2:11.',
    );
    put({ "b.yml": "scopes: { payments: { packages: ['@shop/payments'] } }\n" });
    await expect(load()).resolves.toBeDefined();
  });

  it("knows the scopes above, and may not make others of them", async () => {
    const scopes = "scopes: { payments: { packages: ['@shop/payments'] } }\n";
    put({
      "org.yml": scopes,
      "tollgate.yml": `${org}rules:\n  coverage: { scope: payments, min: 80% }\n`,
    });
    expect((await load()).rules.at(-1)?.scope).toEqual({ name: "payments", packages: ["@shop/payments"] });
    put({ "tollgate.yml": `${org}scopes: { payments: { packages: [b] } }\n` });
    await expect(load()).rejects.toThrow(
      "tollgate.yml:3:11: found another scope payments; allowed: the one of org.yml:2:11.",
    );
    put({ "tollgate.yml": `${org}rules:\n  coverage: { scope: paymants, min: 80% }\n` });
    await expect(load()).rejects.toThrow('found the scope "paymants"; allowed: one of payments.');
  });

  it("holds all that stand side by side", async () => {
    put({
      "a.yml": "rules:\n  no-failing-tests: { mode: warn }\n  coverage: { min: 70% }\n",
      "b.yml": "rules:\n  coverage: { min: 80% }\n",
      "tollgate.yml": "extends: [./a.yml, ./b.yml]\n",
    });
    expect(
      (await asked()).filter((one) => !one.endsWith("built in") || one.startsWith("no-failing")),
    ).toEqual([
      "no-failing-tests warn a.yml:3",
      "coverage 70% a.yml:4",
      "no-failing-tests built in",
      "coverage 80% b.yml:3",
    ]);
  });

  it("reads a file once that two others extend", async () => {
    put({
      "base.yml": "rules:\n  coverage: { min: 70% }\n",
      "a.yml": "extends: [./base.yml]\n",
      "b.yml": "extends: [./base.yml]\n",
      "tollgate.yml": "extends: [./a.yml, ./b.yml]\n",
    });
    const { policy, texts } = await loadPolicy({ root, cwd: root });
    expect(texts.map(({ path }) => path)).toEqual(["tollgate.yml", "a.yml", "base.yml", "b.yml"]);
    expect(policy.layers?.map(({ path }) => path)).toEqual(["base.yml", "a.yml", "b.yml", "tollgate.yml"]);
    expect((await asked()).filter(isOwn)).toEqual(["coverage 70% base.yml:3"]);
  });

  it("has a digest over all of its layers", async () => {
    put({
      "org.yml": "rules:\n  coverage: { min: 70% }\n",
      "tollgate.yml": `${org}rules:\n  coverage: { min: 80% }\n`,
    });
    const before = (await loadPolicy({ root, cwd: root })).digest;
    put({ "org.yml": "rules:\n  coverage: { min: 71% }\n" });
    expect((await loadPolicy({ root, cwd: root })).digest).not.toBe(before);
  });
});

describe("where a policy above is", () => {
  const floor = "rules:\n  coverage: { min: 70% }\n";

  it("may be a file of another repository", async () => {
    put({ "../other/org.yml": floor, "tollgate.yml": "extends: [../other/org.yml]\n" });
    expect((await asked()).filter(isOwn)).toEqual([`coverage 70% ${folder}/other/org.yml:3`]);
  });

  it("may be a file of an npm package, from where it is extended", async () => {
    put({
      "ci/node_modules/@acme/policy/org.yml": floor,
      "ci/base.yml": "extends: ['@acme/policy/org.yml']\n",
      "tollgate.yml": "extends: [./ci/base.yml]\n",
    });
    expect((await asked()).filter(isOwn)).toEqual(["coverage 70% @acme/policy/org.yml:3"]);
  });

  it("is the repository's where a package is a member of the workspace", async () => {
    put({ "packages/policy/org.yml": floor, "tollgate.yml": "extends: ['@shop/policy/org.yml']\n" });
    mkdirSync(join(root, "node_modules/@shop"), { recursive: true });
    symlinkSync(join(root, "packages/policy"), join(root, "node_modules/@shop/policy"));
    expect((await asked()).filter(isOwn)).toEqual(["coverage 70% packages/policy/org.yml:3"]);
    const text = Buffer.from(`version: 1\n${floor.replace("70%", "75%")}`);
    const main = Buffer.from("version: 1\nextends: ['@shop/policy/org.yml']\n");
    const state = {
      read: (path: string) =>
        path === "tollgate.yml"
          ? ({ form: "file", bytes: main } as const)
          : path === "packages/policy/org.yml"
            ? ({ form: "file", bytes: text } as const)
            : undefined,
    };
    expect((await asked({ state })).filter(isOwn)).toEqual(["coverage 75% packages/policy/org.yml:3"]);
  });

  it.each([
    ["./nope.yml", 'found "./nope.yml", and there is no nope.yml'],
    ["@acme/policy/org.yml", "the package @acme/policy is not installed"],
    ["/etc/org.yml", "which names neither a file nor a package's file"],
    ["@acme/policy/../../x.yml", "which names neither a file nor a package's file"],
    ["./tollgate.yml", 'found "./tollgate.yml", which leads back: tollgate.yml → tollgate.yml'],
    ["https://acme.example/org.yml", "allowed: a policy file: ./ or ../ and a path"],
  ])("is refused: %s", async (told, message) => {
    put({ "tollgate.yml": `extends: ["${told}"]\n` });
    await expect(load()).rejects.toThrow(message);
    await expect(load()).rejects.toThrow("tollgate.yml:2:11: found ");
  });

  it("is no link that leads out of the repository", async () => {
    put({ "../secret.yml": floor, "tollgate.yml": org });
    symlinkSync(join(folder, "secret.yml"), join(root, "org.yml"));
    await expect(load()).rejects.toThrow("a symbolic link that leads out of the repository");
  });

  it("may not lead back over several files, nor too deep", async () => {
    put({ "tollgate.yml": org, "org.yml": "extends: [./a.yml]\n", "a.yml": org });
    await expect(load()).rejects.toThrow("org.yml:2:11".replace("org", "a"));
    await expect(load()).rejects.toThrow("which leads back: tollgate.yml → org.yml → a.yml → org.yml");
    for (let i = 0; i < 12; i++) put({ [`l${i}.yml`]: `extends: [./l${i + 1}.yml]\n` });
    put({ "tollgate.yml": "extends: [./l0.yml]\n", "l12.yml": "" });
    await expect(load()).rejects.toThrow("more than 8 policies one above the other");
  });

  it("is told with its own problems", async () => {
    put({ "tollgate.yml": org, "org.yml": "rulez: {}\n" });
    await expect(load()).rejects.toThrow('org.yml:2:1: found the unknown key "rulez"');
  });
});

describe("the policy of a package", () => {
  const packagePolicies = [{ name: "@shop/api", path: "packages/api/tollgate.yml" }];

  it("adds rules about the package, and takes none away", async () => {
    put({
      "tollgate.yml": "rules:\n  coverage: { min: 70% }\n",
      "packages/api/tollgate.yml":
        "rules:\n  coverage: { min: 50% }\n  no-failing-tests: { mode: observe }\n",
    });
    expect(await asked({ packagePolicies })).toEqual([
      ...builtIn.map((id) => `${id} built in`),
      "coverage 70% tollgate.yml:3",
      "coverage @shop/api 50% packages/api/tollgate.yml:3",
      "no-failing-tests @shop/api observe packages/api/tollgate.yml:4",
    ]);
  });

  it("only tightens what the repository asks of it", async () => {
    put({
      "tollgate.yml": "rules:\n  coverage: { package: '@shop/api', min: 70% }\n",
      "packages/api/tollgate.yml": "rules:\n  coverage: { min: 60% }\n",
    });
    await expect(load({ packagePolicies })).rejects.toThrow(
      "packages/api/tollgate.yml:3:3: coverage (@shop/api) asks for less than tollgate.yml:3:3: `min` is 60% and not 70%.",
    );
  });

  it("holds without one of the repository", async () => {
    put({ "packages/api/tollgate.yml": "rules:\n  coverage: { min: 60% }\n" });
    const policy = await load({ packagePolicies });
    expect(policy.path).toBeUndefined();
    expect(policy.layers).toMatchObject([{ level: "package", package: "@shop/api" }]);
    expect((await asked({ packagePolicies })).filter(isOwn)).toHaveLength(1);
  });

  it("says nothing but rules, and of no other package", async () => {
    put({ "packages/api/tollgate.yml": "reports: []\nrules:\n  coverage: { package: b, min: 60% }\n" });
    await expect(load({ packagePolicies })).rejects.toThrow('found the unknown key "reports"');
    await expect(load({ packagePolicies })).rejects.toThrow('found the unknown key "package"');
  });
});
