import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

const passing = '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n';
const failing = passing.replace('time="0.1"/>', "><failure/></testcase>");
const skipped = passing.replace('time="0.1"/>', "><skipped/></testcase>");
const lcov = "SF:src/total.ts\nDA:1,1\nend_of_record\n";
const policy = `version: 1
reports:
  - { kind: unit, files: ["reports/unit/**"] }
  - { kind: e2e, files: ["reports/e2e/**"] }
`;

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/\n",
    "package.json": '{ "name": "shop", "workspaces": ["packages/*"] }\n',
    "packages/api/package.json": '{ "name": "@shop/api" }\n',
    "src/total.ts": "export const total = 1;\n",
    "tollgate.yml": policy,
  });
  shop.branch("change");
});
afterEach(() => shop.cleanup());

describe("a change that loosens the policy that judges it, as no base is asked for", () => {
  const note =
    "This change edits tollgate.yml, by which it is judged. In it no-failing-tests does not decide.";

  it("is told before anything else, also when it is allowed", () => {
    shop.commit("looser", { "tollgate.yml": `${policy}rules:\n  no-failing-tests: { mode: observe }\n` });
    shop.write({ "reports/unit/junit.xml": failing, "reports/e2e/junit.xml": passing });
    const { status, stdout } = runTollgate(shop.root, ["run"]);
    expect(status).toBe(0);
    expect(stdout.replace(/\s+/g, " ")).toContain(`Worth knowing: - tollgate.yml ${note}`);
    const comment = readFileSync(join(shop.root, ".tollgate/out/comment.md"), "utf8");
    expect(comment).toContain(
      `**Worth knowing:**\n\n- **warning** \`policy-changed\` in \`tollgate.yml\`: ${note}`,
    );
  });

  it("is not told of another change", () => {
    shop.commit("other", { "src/more.ts": "" });
    shop.write({ "reports/unit/junit.xml": passing, "reports/e2e/junit.xml": passing });
    const { status, stdout } = runTollgate(shop.root, ["run"]);
    expect(status).toBe(0);
    expect(stdout).not.toContain("by which it is judged");
  });
});

describe("a kind that the policy promises", () => {
  it.each([
    ["coverage alone", { "reports/e2e/lcov.info": lcov }, "hold", "No report of e2e tests arrived."],
    ["skipped tests alone", { "reports/e2e/junit.xml": skipped }, "block", "The only e2e test was skipped."],
    [
      "a test that ran",
      { "reports/e2e/junit.xml": passing },
      "allow",
      "1 e2e test ran, at least 1 is wanted.",
    ],
  ] as const)("is judged with %s", (_, files, outcome, message) => {
    shop.write({ "reports/unit/junit.xml": passing, ...files });
    const decision: Decision = JSON.parse(run("--json").stdout);
    expect(decision.outcome).toBe(outcome);
    const rule = decision.rules.find(({ rule: id, scope }) => id === "minimum-tests" && scope.kind === "e2e");
    expect(rule).toMatchObject({ message, place: { path: "tollgate.yml", line: 4 } });
  });
});

describe("a package that the workspace does not have", () => {
  it("is refused with all else that is wrong", () => {
    shop.write({
      "tollgate.yml": `${policy.replace('unit/**"] }', 'unit/**"], package: "@shop/apy" }')}rulez: {}\n`,
      "reports/unit/junit.xml": passing,
    });
    for (const command of ["run", "collect"]) {
      const { status, stderr } = runTollgate(shop.root, [command]);
      expect(status).toBe(2);
      expect(stderr).toContain('tollgate.yml:3:56: found the package "@shop/apy"');
      expect(stderr).toContain('Did you mean "@shop/api"?');
      expect(stderr).toContain('tollgate.yml:5:1: found the unknown key "rulez"');
    }
  });

  it("is told apart from a policy that is not there", () => {
    const { status, stderr } = run("--config", "nope.yml");
    expect(status).toBe(2);
    expect(stderr).toBe(
      "There is no policy nope.yml.\nCheck its name; it is relative to the folder where Tollgate runs.\n",
    );
  });
});

describe("a policy that is made to be expensive", () => {
  it.each([
    ["aliases of aliases", `a: &a [x,x,x,x]\n${"*a ".repeat(20_000)}`, "and 81 more problems"],
    ["lists in lists", "[".repeat(100_000), "found far too many levels inside each other"],
    ["commas", `[${",".repeat(100_000)}`, "found far too many parts"],
    ["NUL", "version: 1\u0000\n", "found the invisible character U+0000"],
    ["too many bytes", "#".repeat(200_000), "has 200000 bytes, at most 131072 are read"],
  ])("with %s gets no verdict, and its reason in few lines", (_, text, message) => {
    shop.write({ "tollgate.yml": text, "reports/unit/junit.xml": passing });
    const { status, stderr } = runTollgate(shop.root, ["run"]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.length).toBeLessThan(5_000);
  });
});

function run(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["run", "--base", "main", ...args]);
}
