import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

/** The policy is read at the tip of the base: a change must not choose what it is judged by. */

const passing = '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n';
const failing = passing.replace('time="0.1"/>', "><failure/></testcase>");
const strict = "version: 1\nrules:\n  minimum-tests: { min: 1 }\n";
const lax = "version: 1\nrules:\n  no-failing-tests: { mode: observe }\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/out/\nevent.json\n",
    "package.json": '{ "name": "shop" }\n',
    "src/total.ts": "export const total = 1;\n",
  });
});
afterEach(() => shop.cleanup());

/** Main with one policy, and a change that goes on from there. */
function changeFrom(policy: string): void {
  shop.commit("policy", { "tollgate.yml": policy });
  shop.branch("change");
}

describe("a change that narrows the reports", () => {
  beforeEach(() => {
    changeFrom('version: 1\nreports: [{ kind: unit, files: ["reports/**"] }]\n');
    shop.commit("narrower", {
      "tollgate.yml": "version: 1\nreports: [{ kind: unit, files: [reports/a.xml] }]\n",
    });
    shop.write({ "reports/a.xml": passing, "reports/b.xml": failing.replaceAll("adds", "removes") });
    const [base, head] = [shop.git("rev-parse", "main"), shop.git("rev-parse", "HEAD")];
    const event = { pull_request: { number: 7, base: { ref: "main", sha: base }, head: { sha: head } } };
    shop.write({ "event.json": JSON.stringify(event) });
  });
  const env = (): NodeJS.ProcessEnv => ({
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: join(shop.root, "event.json"),
  });
  const gate = (): Finished =>
    runTollgate(shop.root, ["gate", ".tollgate/out/evidence.tollgate"], { env: env() });

  it("hides none from a job that only collects", () => {
    expect(runTollgate(shop.root, ["collect"], { env: env() }).stdout).toContain("2 reports collected");
    expect(gate().status).toBe(1);
    expect(decision()).toMatchObject({ outcome: "block", counts: { tests: 2, failing: 1 } });
    expect(runTollgate(shop.root, ["replay", ".tollgate/out/decision.json"]).status).toBe(0);
  });

  it("holds where a job collected without the base's policy", () => {
    expect(runTollgate(shop.root, ["collect"]).stdout).toContain("1 report collected");
    expect(gate().status).toBe(1);
    const { outcome, rules } = decision();
    expect(outcome).toBe("hold");
    expect(rules[0]).toMatchObject({
      rule: "readable-policy",
      effect: "hold",
      message:
        "This change edits which files are reports, and 1 report was collected without the policy of main: what it names beside them may have been left out.",
    });
    expect(runTollgate(shop.root, ["replay", ".tollgate/out/decision.json"]).status).toBe(0);
  });
});

it("lets a first policy hide no report that was found without it", () => {
  shop.branch("change");
  shop.commit("first", { "tollgate.yml": "version: 1\nreports: [{ kind: unit, files: [reports/a.xml] }]\n" });
  shop.write({ "reports/a.xml": passing, "reports/junit-b.xml": failing.replaceAll("adds", "removes") });
  expect(run("--base", "main").status).toBe(1);
  expect(decision().counts).toMatchObject({ tests: 2, failing: 1 });
});

it("lets a change commit no package's policy of its own", () => {
  changeFrom('version: 1\nextends: ["@acme/policy/policy.yml"]\n');
  const file = "node_modules/@acme/policy/policy.yml";
  shop.commit("sneak", { [file]: "version: 1\n" });
  shop.write({ "reports/junit.xml": passing });
  expect(run("--base", "main").status).toBe(1);
  expect(decision()).toMatchObject({
    outcome: "hold",
    rules: expect.arrayContaining([expect.objectContaining({ rule: "readable-policy", effect: "hold" })]),
  });
});

it("says that a rule of the change's own policy does not decide yet", () => {
  changeFrom(strict);
  const later = "version: 1\nrules:\n  no-failing-tests: { enforceFrom: 2999-01-01 }\n";
  shop.commit("later", { "tollgate.yml": later });
  shop.write({ "reports/junit.xml": failing });
  const { stdout } = run();
  expect(stdout.replace(/\s+/g, " ")).toContain(
    "by which it is judged. In it no-failing-tests does not decide.",
  );
});

describe("a change that loosens the policy", () => {
  beforeEach(() => {
    changeFrom(strict);
    shop.commit("looser", { "tollgate.yml": lax });
    shop.write({ "reports/junit.xml": failing });
  });

  it("fails by the base's, and it is said what its own would have let pass", () => {
    const { status, stdout } = run("--base", "main");
    expect(status).toBe(1);
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain(`Judged by tollgate.yml of main (${shop.git("rev-parse", "--short=7", "main")}).`);
    expect(text).toContain("By the policy that this change brings the outcome would be: allow.");
    expect(text).toContain(
      "No failing tests (repository): It would only be shown, which would have let this pass: 1 of 1 test fails.",
    );
    expect(text).toContain("This change edits tollgate.yml. It is judged by what main has;");
    const comment = read("comment.md");
    expect(comment).toContain("**By the policy that this change brings the outcome would be: allow");
    expect(comment).toContain("- No failing tests (repository): It would only be shown");
  });

  it("has the differences in the decision, which explains them", () => {
    run("--base", "main");
    const { outcome, policy, policyChange } = decision();
    expect(outcome).toBe("block");
    expect(policy).toEqual({
      path: "tollgate.yml",
      from: "base",
      ref: "main",
      commit: shop.git("rev-parse", "main"),
    });
    expect(policyChange).toMatchObject({
      files: ["tollgate.yml"],
      outcome: "allow",
      rules: [
        {
          rule: "no-failing-tests",
          before: { answer: "fail", effect: "block" },
          after: { answer: "fail", effect: "none", place: { path: "tollgate.yml", line: 3, column: 3 } },
        },
      ],
    });
    const { stdout } = runTollgate(shop.root, ["explain", "rule", "no-failing-tests"]);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "by the policy that the change brings scope repository change It would only be shown",
    );
  });

  it("is judged by its own where nobody asks for a base, and that is said", () => {
    const { status, stdout } = run();
    expect(status).toBe(0);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "Judged by tollgate.yml as it lies here; a pull request is judged by that of its base.",
    );
  });

  it("is judged by a file of the base also where one is asked for by name", () => {
    shop.git("switch", "--quiet", "main");
    shop.commit("gate", { "ci/gate.yml": strict });
    shop.git("switch", "--quiet", "change");
    shop.commit("own gate", { "ci/gate.yml": lax });
    expect(run("--base", "main", "--config", "ci/gate.yml").status).toBe(1);
    expect(decision().policy).toMatchObject({ from: "base", path: "ci/gate.yml" });
  });

  it("is judged by a file outside the repository as it lies", () => {
    const other = createRepository();
    other.write({ "gate.yml": lax });
    expect(run("--base", "main", "--config", join(other.root, "gate.yml")).status).toBe(0);
    expect(decision().policy).toEqual({ path: `${other.root}/gate.yml`, from: "outside" });
    other.cleanup();
  });
});

describe("a branch that is older than the base's policy", () => {
  it("does not bring back the lax one of its beginning", () => {
    changeFrom(lax);
    shop.commit("work", { "src/total.ts": "export const total = 2;\n" });
    shop.git("switch", "--quiet", "main");
    shop.commit("stricter", { "tollgate.yml": strict });
    shop.git("switch", "--quiet", "change");
    shop.write({ "reports/junit.xml": failing });
    const { status, stdout } = run("--base", "main");
    expect(status).toBe(1);
    expect(stdout).not.toContain("brings");
    expect(decision().policyChange).toBeUndefined();
  });
});

describe("a pull request on GitHub", () => {
  it.each(["pull_request", "merge_group"])("is judged by the policy of its base: %s", (name) => {
    changeFrom(strict);
    shop.commit("looser", { "tollgate.yml": lax });
    shop.write({ "reports/junit.xml": failing });
    expect(run({ env: event(name, shop.git("rev-parse", "main")) }).status).toBe(1);
    expect(decision().policy).toMatchObject({ from: "base", ref: "main" });
  });

  it("holds where its base is not in the clone, and never takes its own policy for it", () => {
    changeFrom(strict);
    shop.commit("looser", { "tollgate.yml": lax });
    const base = shop.git("rev-parse", "main");
    const shallow = shop.clone("--depth=1", "--branch=change");
    shallow.write({ "reports/junit.xml": passing });
    const env = event("pull_request", base);
    const { status, stdout } = runTollgate(shallow.root, ["run"], { env });
    expect(status).toBe(1);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "Hold: The policy that judges this change is the one at the tip of main, and this clone does not hold that commit",
    );
    expect(stdout).toContain("fetch-depth: 0");
    const held: Decision = JSON.parse(
      readFileSync(join(shallow.root, ".tollgate/out/decision.json"), "utf8"),
    );
    expect(held.policy).toMatchObject({ from: "unknown", ref: "main" });
    expect(held.rules.find(({ rule }) => rule === "no-failing-tests")?.mode).toBe("enforce");
  });
});

describe("the first policy of a repository", () => {
  it("holds beside the built-in rules, which it cannot soften", () => {
    shop.branch("change");
    shop.commit("policy", { "tollgate.yml": `${lax}  minimum-tests: { min: 2 }\n` });
    shop.write({ "reports/junit.xml": failing });
    const { status, stdout } = run("--base", "main");
    expect(status).toBe(1);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "This change brings tollgate.yml, and main has no policy yet: its rules hold beside the built-in ones, which it cannot soften.",
    );
    const { policy, policyChange, rules } = decision();
    expect(policy).toMatchObject({ from: "first" });
    expect(effects(rules, "no-failing-tests")).toEqual(["block", "none"]);
    expect(effects(rules, "minimum-tests")).toEqual(["none", "block"]);
    expect(policyChange?.outcome).toBe("block");
  });
});

describe("a policy that cannot be read", () => {
  it("is told where the change brings it, while the base's decides", () => {
    changeFrom(strict);
    shop.commit("broken", { "tollgate.yml": `${strict}  rulez: {}\nrulez: {}\n` });
    shop.write({ "reports/junit.xml": passing });
    const { status, stdout } = run("--base", "main");
    expect(status).toBe(1);
    expect(stdout).toContain('tollgate.yml:5:1: found the unknown key "rulez"');
    const stopping = decision().rules.filter(({ effect }) => effect !== "none");
    expect(stopping).toMatchObject([{ rule: "readable-policy", effect: "block" }]);
    expect(decision().policyChange).toEqual({ files: ["tollgate.yml"], rules: [] });
  });

  it("ends without a verdict where the base has it", () => {
    changeFrom("version: 1\nrulez: {}\n");
    shop.commit("mended", { "tollgate.yml": strict });
    shop.write({ "reports/junit.xml": passing });
    const { status, stderr } = run("--base", "main");
    expect(status).toBe(2);
    expect(stderr).toContain("The policy at main (");
    expect(stderr).toContain('tollgate.yml:2:1: found the unknown key "rulez"');
    expect(stderr).toContain("mend it on the base branch");
  });
});

describe("what a change makes of `reports`", () => {
  const promise = (folder: string): string =>
    `version: 1\nreports:\n  - { kind: unit, files: ["${folder}/**"] }\n`;

  it("does not hide what the base's policy finds", () => {
    changeFrom(promise("reports"));
    shop.commit("elsewhere", { "tollgate.yml": promise("good") });
    shop.write({
      "reports/junit.xml": failing,
      "good/junit.xml": passing,
      ".gitignore": "good/\nreports/\n.tollgate/\n",
    });
    expect(run("--base", "main").status).toBe(1);
    expect(decision().inputs.evidence).toHaveLength(2);
    expect(decision().counts).toMatchObject({ failing: 1 });
  });

  it("does not take back what the base's policy promises", () => {
    changeFrom(promise("reports"));
    shop.commit("elsewhere", { "tollgate.yml": promise("good") });
    shop.write({ "good/junit.xml": passing });
    const { status, stdout } = run("--base", "main");
    expect(status).toBe(1);
    expect(stdout.replace(/\s+/g, " ")).toContain('names "reports/**" and no file matches');
    expect(decision()).toMatchObject({ outcome: "hold", policyChange: { outcome: "allow" } });
  });
});

function effects(rules: Decision["rules"], id: string): readonly string[] {
  return rules.filter(({ rule }) => rule === id).map(({ effect }) => effect);
}

type RunOptions = { readonly env: NodeJS.ProcessEnv };

function run(...args: readonly (string | RunOptions)[]): Finished {
  const options = args.find((arg) => typeof arg !== "string");
  return runTollgate(shop.root, ["run", ...args.filter((arg) => typeof arg === "string")], options);
}

function read(name: string): string {
  return readFileSync(join(shop.root, ".tollgate/out", name), "utf8");
}

function decision(): Decision {
  return JSON.parse(read("decision.json"));
}

/** The variables of a run on GitHub. */
function event(name: string, base: string): NodeJS.ProcessEnv {
  const path = join(shop.root, "event.json");
  const payload =
    name === "merge_group"
      ? { merge_group: { base_ref: "refs/heads/main", base_sha: base } }
      : { pull_request: { number: 7, base: { ref: "main", sha: base } } };
  writeFileSync(path, JSON.stringify(payload));
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path };
}
