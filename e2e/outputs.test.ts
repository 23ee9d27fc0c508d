import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

const junit = '<testsuite name="cart"><testcase classname="cart" name="adds" time="0.1"/></testsuite>\n';
const lcov = "SF:src/total.ts\nDA:1,1\nend_of_record\n";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\n.tollgate/\n*.tollgate\n",
    "package.json": '{ "name": "shop" }\n',
    "src/total.ts": "export const total = 1;\n",
  });
  shop.write({ "reports/unit/junit.xml": junit, "reports/unit/lcov.info": lcov });
});
afterEach(() => shop.cleanup());

describe("a run without a verdict", () => {
  it("leaves none of an earlier run, whatever went wrong", () => {
    for (const [args, files] of [
      [[], { "tollgate.yml": "version: 1\nrulez: {}\n" }],
      [["--base", "nowhere"], { "tollgate.yml": "version: 1\n" }],
      [["--shard", "3/2"], {}],
    ] as const) {
      expect(run().status).toBe(0);
      shop.write(files);
      expect(run(...args).status).toBe(2);
      expect(outputs()).toEqual([]);
      expect(runTollgate(shop.root, ["explain", "rule"]).status).toBe(2);
      shop.write({ "tollgate.yml": "version: 1\n" });
    }
  });

  it("keeps what others wrote and what it was to read", () => {
    run("--out", "reports/out");
    shop.write({ "reports/out/junit.xml": junit, "reports/out/notes.txt": "" });
    const bundle = "reports/out/evidence.tollgate";
    expect(runTollgate(shop.root, ["gate", "--base", "nowhere", "--out", "reports/out", bundle]).status).toBe(
      2,
    );
    expect(outputs("reports/out")).toEqual(["evidence.tollgate", "junit.xml", "notes.txt"]);
  });
});

describe("the outputs", () => {
  it("have no coverage of an earlier run", () => {
    run();
    expect(outputs()).toContain("lcov.info");
    shop.remove("reports/unit/lcov.info");
    expect(run().status).toBe(0);
    expect(outputs()).toEqual([
      "comment.md",
      "ctrf.json",
      "decision.json",
      "evidence.tollgate",
      "gate.xml",
      "junit.xml",
      "publication.json",
      "report.html",
      "report.json",
    ]);
  });

  it("are explained from any folder of the repository", () => {
    run();
    const above = runTollgate(shop.root, ["explain", "rule"]);
    expect(above.status).toBe(0);
    expect(runTollgate(join(shop.root, "src"), ["explain", "rule"])).toEqual(above);
  });

  it("may be judged again in place", () => {
    runTollgate(shop.root, ["collect"]);
    const { status, stderr } = runTollgate(shop.root, ["gate", ".tollgate/out/evidence.tollgate"]);
    expect(status, stderr).toBe(0);
  });
});

describe("what is only worth knowing", () => {
  it("is told in terminal and comment also when the change is allowed", () => {
    shop.write({ "Cargo.toml": "[" });
    const { status, stdout } = run();
    expect(status).toBe(0);
    expect(stdout).toMatch(/Worth knowing:\n {3}- Cargo\.toml\n {5}The manifest is no valid Cargo\.toml/);
    const comment = readFileSync(join(shop.root, ".tollgate/out/comment.md"), "utf8");
    expect(comment).toMatch(/\*\*Worth knowing:\*\*\n\n- \*\*warning\*\* `malformed` in `Cargo\.toml`/);
  });
});

describe("a repository that git refuses to read", () => {
  const foreign = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1", GIT_CONFIG_GLOBAL: "/dev/null" };

  it("says why and what to do, with a verdict and without one", () => {
    const { status, stdout } = runTollgate(shop.root, ["run"], { env: foreign });
    expect(status).toBe(0);
    expect(stdout).toContain("dubious ownership");
    expect(stdout).toContain("safe.directory");
    const refused = runTollgate(shop.root, ["run", "--base", "main"], { env: foreign });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/dubious ownership[\s\S]*safe\.directory/);
    expect(runTollgate(shop.root, ["collect"], { env: foreign }).stderr).toMatch(
      /^warning: .*dubious ownership/,
    );
  });

  it("still compares commits in GitHub Actions", () => {
    runTollgate(shop.root, ["collect", "--out", "1.tollgate"]);
    const judge = (sha: string): Finished =>
      runTollgate(shop.root, ["gate", "--json", "1.tollgate"], {
        env: { ...foreign, GITHUB_EVENT_NAME: "push", GITHUB_SHA: sha },
      });
    expect(outcomeOf(judge(shop.git("rev-parse", "HEAD")))).toBe("allow");
    expect(outcomeOf(judge("a".repeat(40)))).toBe("block");
  });
});

describe("collecting", () => {
  it("needs no base and says what it could not know", () => {
    expect(runTollgate(shop.root, ["collect", "--base", "main"]).status).toBe(2);
    shop.remove(".git");
    const { status, stderr } = runTollgate(shop.root, ["collect"]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^warning: This is no git repository/);
  });
});

function run(...args: readonly string[]): Finished {
  return runTollgate(shop.root, ["run", ...args]);
}

function outputs(folder = ".tollgate/out"): readonly string[] {
  return readdirSync(join(shop.root, folder)).sort();
}

function outcomeOf({ stdout, stderr }: Finished): Decision["outcome"] {
  expect(stderr).toBe("");
  const { outcome }: Decision = JSON.parse(stdout);
  return outcome;
}
