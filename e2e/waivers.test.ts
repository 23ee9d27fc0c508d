import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { explainPolicySchema } from "@tollgate/model/schemas";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

const ada = "Ada <ada@example.com>";
const lin = "Lin <12+lin@users.noreply.github.com>";

/** As vitest writes it. */
function junit(message: string): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<testsuites name="vitest tests" tests="2" failures="1" errors="0" time="0.1">
  <testsuite name="test/cart.test.ts" tests="2" failures="1" errors="0" skipped="0" time="0.01">
    <testcase classname="test/cart.test.ts" name="cart &gt; removes" time="0.001"></testcase>
    <testcase classname="test/cart.test.ts" name="cart &gt; adds" time="0.002">
      <failure message="${message}" type="AssertionError">
AssertionError: ${message}
 ❯ test/cart.test.ts:7:21
      </failure>
    </testcase>
  </testsuite>
</testsuites>
`;
}

const today = Date.now();

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/*\n!.tollgate/waivers/\n",
    ".github/CODEOWNERS": "* @lin\n",
    "package.json": '{ "name": "shop" }\n',
    "test/cart.test.ts": "",
    "tollgate.yml": 'version: 1\nreports:\n  - { kind: unit, files: ["reports/**"] }\noverride: {}\n',
  });
  shop.branch("change");
  shop.write({ "reports/junit.xml": junit("expected 2 to be 3") });
});
afterEach(() => shop.cleanup());

describe("the waiver that explain proposes", () => {
  it("lets a known-broken test fail in that way, and in no other", () => {
    expect(run().status).toBe(1);
    land(proposed(), { author: ada, merger: lin });
    const { status, stdout } = run();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^◐ Allow with 1 waiver: \d of \d rules pass, 1 is waived\.\n/);
    expect(stdout).toContain("\nWaivers:\n   - .tollgate/waivers/cart.yml\n     active until ");
    expect(comment()).toContain("### ◐ Allow with 1 waiver: ");
    expect(comment()).toMatch(
      /\*\*1 waiver:\*\*\n\n- \*\*active\*\* until \d{4}-\d\d-\d\d `\.tollgate\/waivers\/cart\.yml`: no-failing-tests for cart &gt; adds \(unit test of shop\)\./,
    );
    expect(decision()).toMatchObject({
      outcome: "allow",
      waivers: [
        {
          state: "active",
          approval: {
            verdict: "approved",
            why: expect.stringMatching(/^@lin owns it and approved it \(merged it as [0-9a-f]{7}\)$/),
          },
        },
      ],
    });
    expect(readFileSync(join(shop.root, ".tollgate/out/gate.xml"), "utf8")).toContain("<skipped/>");
    expect(replayed()).toBe(0);

    shop.write({ "reports/junit.xml": junit("there is no such voucher") });
    expect(run().status).toBe(1);
    expect(decision()).toMatchObject({ outcome: "block", waivers: [{ state: "unused" }] });
  });

  it.each([
    ["nobody but its author merged it", ada, ada, "self-approved", "self", 1],
    ["its author may not be known from who merged it", lin, ada, "active", "unverified", 0],
  ] as const)("is told apart when %s", (_, author, merger, state, verdict, status) => {
    run();
    land(proposed(), { author, merger });
    expect(run().status).toBe(status);
    expect(decision().waivers).toMatchObject([{ state, approval: { verdict } }]);
  });

  it("is approved by a review that the platform tells of", () => {
    run();
    const merged = land(proposed(), { author: ada, merger: ada });
    const review = { user: { login: "lin" }, state: "APPROVED" };
    const reviews = (list: readonly object[]): string =>
      JSON.stringify([{ commit: merged, author: "ada", reviews: list }]);
    shop.write({ "reports/reviews.json": reviews([review]) });
    expect(run("--reviews", "reports/reviews.json").status).toBe(0);
    expect(decision().waivers?.[0]?.approval.verdict).toBe("approved");
    expect(replayed()).toBe(0);
    shop.write({ "reports/reviews.json": reviews([review, { ...review, state: "DISMISSED" }]) });
    expect(run("--reviews", "reports/reviews.json").status).toBe(1);
    expect(decision().waivers?.[0]?.state).toBe("self-approved");
  });

  it("does not help the change that brings it", () => {
    run();
    shop.commit("waive", { ".tollgate/waivers/cart.yml": proposed() });
    expect(run().status).toBe(1);
    expect(decision()).toMatchObject({
      waivers: [{ state: "pending" }],
      policyChange: { outcome: "allow", rules: [{ rule: "no-failing-tests", after: { effect: "waived" } }] },
    });
    expect(comment()).toContain("- **pending** `.tollgate/waivers/cart.yml`");
  });

  it("is told when git ignores it", () => {
    run();
    shop.write({ ".gitignore": "reports/\n.tollgate/\n", ".tollgate/waivers/cart.yml": proposed() });
    expect(run().stdout).toContain("git ignores it");
  });
});

describe("what is in force", () => {
  it("is told without a run: severities, who may override, and waivers", () => {
    shop.git("switch", "--quiet", "main");
    shop.commit("policy", {
      "tollgate.yml":
        'version: 1\nrules: { coverage: { min: 80%, severity: note } }\noverride: { label: go, who: ["@lin"] }\n',
    });
    shop.git("switch", "--quiet", "change");
    run();
    land(proposed(), { author: ada, merger: lin });
    const { status, stdout } = runTollgate(shop.root, ["explain", "policy", "--base", "main"]);
    expect(status).toBe(0);
    expect(stdout.replace(/ +/g, " ")).toContain(
      "coverage repository enforce note min 80% tollgate.yml:2:10",
    );
    expect(stdout).toContain(
      "The label go overrides the rules for a pull request. It may be set by: @lin.\n",
    );
    expect(stdout).toMatch(
      /\nWhat waivers allow:\n {3}- \.tollgate\/waivers\/cart\.yml\n {5}active until \d{4}-\d\d-\d\d: no-failing-tests for cart > adds/,
    );
    const told = JSON.parse(runTollgate(shop.root, ["explain", "policy", "--base", "main", "--json"]).stdout);
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validate(explainPolicySchema, told), JSON.stringify(ajv.errors)).toBe(true);
    expect(told).toMatchObject({
      override: { label: "go", who: ["@lin"] },
      waivers: [{ state: "active", approval: { verdict: "approved" } }],
    });
  });
});

describe("broken waivers", () => {
  const broken = { ".tollgate/waivers/a.yml": "rule: x\n", ".tollgate/waivers/b.yml": "version: 1\n" };

  it("end without a verdict, all told at once", () => {
    shop.commit("waive", broken);
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toContain("The waiver .tollgate/waivers/a.yml has 5 problems:");
    expect(stderr).toContain("The waiver .tollgate/waivers/b.yml has 4 problems:");
  });

  it("are told before the tests run", () => {
    shop.commit("waive", broken);
    const { status, stderr } = run("--", process.execPath, "-e", "console.error('the tests run')");
    expect(status).toBe(2);
    expect(stderr).toContain("The waiver .tollgate/waivers/a.yml has 5 problems:");
    expect(stderr).not.toContain("the tests run");
  });

  it("can be mended by a change", () => {
    shop.git("switch", "--quiet", "main");
    shop.commit("waive", broken);
    shop.git("switch", "--quiet", "change");
    shop.git("merge", "--quiet", "main");
    expect(run().status).toBe(2);
    shop.remove(".tollgate/waivers");
    shop.commit("mend");
    expect(run().status).toBe(1);
    expect(decision().waivers).toBeUndefined();
  });
});

describe("the label that overrides", () => {
  const event = (pull: object, more: object = {}): NodeJS.ProcessEnv => {
    shop.write({
      "reports/event.json": JSON.stringify({
        action: "labeled",
        label: { name: "tollgate:override" },
        sender: { login: "lin" },
        pull_request: {
          number: 7,
          labels: [{ name: "tollgate:override" }],
          base: { ref: "main", sha: shop.git("rev-parse", "main") },
          head: { sha: shop.git("rev-parse", "HEAD") },
          ...pull,
        },
        ...more,
      }),
    });
    return { GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: join(shop.root, "reports/event.json") };
  };
  const body = "Text.\r\nTollgate-override: the site is down\r\n";

  it("allows what blocks, loudly", () => {
    shop.commit("change");
    const { status, stdout } = runTollgate(shop.root, ["run"], { env: event({ body }) });
    expect(status).toBe(0);
    expect(stdout).toContain("⚠ Allow (override): Allowed by override of @lin (the site is down).");
    expect(stdout).toContain("1. Make 1 failing test pass");
    expect(comment()).toContain("### ⚠ Allow (override): ");
    expect(decision().override).toEqual({
      label: "tollgate:override",
      actor: "@lin",
      reason: "the site is down",
      outcome: "block",
    });
    expect(replayed()).toBe(0);
  });

  it.each([
    ["without a reason", {}, {}, "nobody says why"],
    ["set before a later push", { body }, { action: "synchronize" }, "it was set before what is judged here"],
  ])("does not count %s", (_, pull, more, why) => {
    shop.commit("change");
    const { status, stdout } = runTollgate(shop.root, ["run"], { env: event(pull, more) });
    expect(status).toBe(1);
    expect(stdout.replace(/\s+/g, " ")).toContain(`The label tollgate:override overrides nothing: ${why}`);
  });

  it("counts only where the base allows it", () => {
    shop.git("switch", "--quiet", "main");
    shop.commit("strict", { "tollgate.yml": "version: 1\n" });
    shop.git("switch", "--quiet", "--force-create", "change");
    shop.commit("allow it", { "tollgate.yml": "version: 1\noverride: {}\n" });
    expect(runTollgate(shop.root, ["run"], { env: event({ body }) }).status).toBe(1);
  });
});

/** The waiver file that explain prints for the failure of the last run, with its blanks filled. */
function proposed(): string {
  const { stdout } = runTollgate(shop.root, ["explain", "rule", "no-failing-tests"]);
  const lines = stdout.split("\n").filter((line) => line.startsWith("  "));
  const start = lines.indexOf("  version: 1");
  return `${lines
    .slice(start)
    .map((line) => line.slice(2))
    .join("\n")
    .replace("reason: #", "reason: known, #")
    .replace("owner: #", 'owner: "@lin" #')}\n`;
}

/** Brings a waiver to main: written by one, merged by another. Returns the merge. */
function land(text: string, { author, merger }: { author: string; merger: string }): string {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, {
      cwd: shop.root,
      encoding: "utf8",
      env: {
        ...shop.env,
        GIT_AUTHOR_DATE: new Date(today).toISOString(),
        GIT_COMMITTER_DATE: new Date(today).toISOString(),
      },
    }).trim();
  git("switch", "--quiet", "main");
  git("switch", "--quiet", "--create", "waiver");
  shop.write({ ".tollgate/waivers/cart.yml": text });
  git("add", "--all");
  git("commit", "--quiet", `--author=${author}`, "--message=waive");
  git("switch", "--quiet", "main");
  git("merge", "--quiet", "--no-ff", "--no-edit", "waiver");
  git("commit", "--quiet", "--amend", "--no-edit", `--author=${merger}`);
  git("switch", "--quiet", "change");
  return git("rev-parse", "main");
}

function run(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["run", "--base", "main", ...args]);
}

function replayed(): number | null {
  return runTollgate(shop.root, ["replay", ".tollgate/out/decision.json"]).status;
}

function decision(): Decision {
  return JSON.parse(readFileSync(join(shop.root, ".tollgate/out/decision.json"), "utf8"));
}

function comment(): string {
  return readFileSync(join(shop.root, ".tollgate/out/comment.md"), "utf8");
}
