import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision, ReleaseRecord } from "@tollgate/model";
import { digestOf } from "@tollgate/model";
import { releaseRecordSchema } from "@tollgate/model/schemas";
import type { VerificationSummary } from "@tollgate/render";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Finished, runTollgate } from "./run-tollgate.ts";

const out = ".tollgate/out";
let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
  shop.commit("shop", {
    ".gitignore": "reports/\nbundles/\n.tollgate/out/\n",
    "package.json":
      '{ "name": "shop", "scripts": { "test:unit": "vitest run", "test:e2e": "playwright test" } }\n',
    "src/total.ts": "export const a = 1;\n",
    "tollgate.yml": "version: 1\nexpect: { from: scripts }\n",
  });
  shop.write({ "reports/unit/junit.xml": junit("adds"), "reports/e2e/junit.xml": junit("buys") });
});
afterEach(() => shop.cleanup());

describe("tollgate gate --release", () => {
  it("allows a commit with all its evidence, and writes a record that can be checked", () => {
    collect("unit");
    collect("e2e");
    const { status, stdout, stderr } = gate("bundles/unit.tollgate", "bundles/e2e.tollgate");
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toContain("release-record.md");
    const record = recordOf();
    expect(record).toMatchObject({
      outcome: "allow",
      subject: { headSha: shop.git("rev-parse", "HEAD") },
      decision: digestOf(readFileSync(join(shop.root, out, "decision.json"))),
      inputs: { options: { release: true } },
      cells: [{ kind: "e2e" }, { kind: "unit" }],
      defects: { failing: [], flaky: [] },
    });
    expect(record.expected.map(({ kind, state }) => [kind, state])).toEqual([
      ["e2e", "arrived"],
      ["unit", "arrived"],
    ]);
    const page = readFileSync(join(shop.root, out, "release-record.md"), "utf8");
    expect(page).toContain("# Release quality record: ✔ Allow");
    expect(page).toContain(record.decision);
    expect(runTollgate(shop.root, ["replay", `${out}/decision.json`])).toMatchObject({ status: 0 });
  });

  it("holds where a kind is missing, whatever the mode of the policy's rules", () => {
    shop.commit("lax", {
      "tollgate.yml":
        "version: 1\nexpect: { from: scripts }\nrules:\n  no-unreadable-evidence: { mode: warn }\n  no-failing-tests: { mode: warn }\n  minimum-tests: { mode: warn }\n  no-failed-runs: { mode: warn }\n",
    });
    collect("unit");
    expect(gate("bundles/unit.tollgate").status).toBe(1);
    expect(exact()).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: expect.stringContaining("e2e"),
    });
    expect(recordOf()).toMatchObject({ outcome: "hold" });
  });

  it("blocks evidence of another commit, of a dirty checkout, and a dirty checkout itself", () => {
    collect("unit");
    collect("e2e");
    shop.commit("more", { "src/total.ts": "export const a = 2;\n" });
    expect(gate("bundles/unit.tollgate", "bundles/e2e.tollgate").status).toBe(1);
    expect(exact()).toMatchObject({ answer: "fail", effect: "block" });

    shop.write({ "src/new.ts": "export const b = 3;\n" });
    collect("unit");
    collect("e2e");
    expect(gate("bundles/unit.tollgate", "bundles/e2e.tollgate").status).toBe(1);
    expect(exact()?.violations.map(({ message }) => message)).toEqual([
      expect.stringContaining("src/new.ts"),
      expect.stringContaining("changed or new files"),
      expect.stringContaining("changed or new files"),
    ]);
  });

  it("judges the last run where no bundle is named, and lists what is open", () => {
    shop.write({ "reports/unit/junit.xml": junit("adds", "removes") });
    expect(gate().status).toBe(2);
    runTollgate(shop.root, ["run"]);
    expect(gate().status).toBe(1);
    expect(recordOf()).toMatchObject({
      outcome: "block",
      defects: { failing: [{ title: "cart > removes", kind: "unit", status: "failed" }] },
    });
    expect(readFileSync(join(shop.root, out, "release-record.md"), "utf8")).toContain("1 failing test");
    runTollgate(shop.root, ["run"]);
    expect(() => recordOf()).toThrow("ENOENT");
  });
});

describe("--also vsa", () => {
  const vsa = (): VerificationSummary => JSON.parse(readFileSync(join(shop.root, out, "vsa.json"), "utf8"));

  it("writes the verdict as a statement about the commit and what is built from it", () => {
    collect("unit");
    collect("e2e");
    shop.write({ "bundles/shop.tgz": "built" });
    const env = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "shop/storefront" };
    const args = ["bundles/unit.tollgate", "bundles/e2e.tollgate", "--also", "vsa"];
    const finished = runTollgate(
      shop.root,
      ["gate", "--release", ...args, "--vsa-subject", "bundles/shop.tgz"],
      { env },
    );
    expect(finished.status, finished.stdout + finished.stderr).toBe(0);
    const commit = shop.git("rev-parse", "HEAD");
    const { subject, predicate } = vsa();
    expect(subject).toEqual([
      { name: "shop/storefront", digest: { gitCommit: commit } },
      { name: "shop.tgz", digest: { sha256: digestOf("built").slice(7) } },
    ]);
    expect(predicate).toMatchObject({
      resourceUri: `git+https://github.com/shop/storefront@${commit}`,
      policy: { digest: { sha256: digestOf(readFileSync(join(shop.root, "tollgate.yml"))).slice(7) } },
      inputAttestations: [
        { uri: "decision.json", digest: { sha256: recordOf().decision.slice(7) } },
        { uri: "evidence.tollgate" },
      ],
      verificationResult: "PASSED",
      verifiedLevels: ["TOLLGATE_RELEASE"],
    });
    expect(JSON.parse(readFileSync(join(shop.root, out, "vsa-predicate.json"), "utf8"))).toEqual(predicate);
  });

  it("says that it failed, and nothing where no commit was judged", () => {
    collect("unit");
    runTollgate(shop.root, ["gate", "bundles/unit.tollgate", "--also", "vsa"]);
    expect(vsa().predicate).toMatchObject({ verificationResult: "FAILED", verifiedLevels: ["FAILED"] });
    shop.write({ "src/new.ts": "export const b = 3;\n" });
    const { stderr } = runTollgate(shop.root, ["gate", "bundles/unit.tollgate", "--also", "vsa"]);
    expect(stderr).toContain("no vsa.json is written");
    expect(vsa).toThrow("ENOENT");
    for (const args of [
      ["--vsa-subject", "package.json"],
      ["--also", "vsa", "--vsa-subject", "gone.tgz"],
    ])
      expect(runTollgate(shop.root, ["gate", "bundles/unit.tollgate", ...args]).status).toBe(2);
  });
});

function collect(kind: string): void {
  runTollgate(shop.root, ["collect", "--out", `bundles/${kind}.tollgate`, `reports/${kind}/junit.xml`]);
}

function gate(...bundles: readonly string[]): Finished {
  return runTollgate(shop.root, ["gate", "--release", ...bundles]);
}

function exact(): Decision["rules"][number] | undefined {
  const { rules }: Decision = JSON.parse(readFileSync(join(shop.root, out, "decision.json"), "utf8"));
  return rules.find(({ rule }) => rule === "exact-evidence");
}

function recordOf(): ReleaseRecord {
  const record: ReleaseRecord = JSON.parse(readFileSync(join(shop.root, out, "release-record.json"), "utf8"));
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validate(releaseRecordSchema, record), JSON.stringify(ajv.errors)).toBe(true);
  return record;
}

function junit(passed: string, failed?: string): string {
  const failure =
    failed === undefined
      ? ""
      : `<testcase classname="cart" name="${failed}"><failure message="no"/></testcase>`;
  return `<testsuites><testsuite name="cart"><testcase classname="cart" name="${passed}"/>${failure}</testsuite></testsuites>\n`;
}
