import { readdirSync, readFileSync } from "node:fs";
import { bundleOf, type Evidence, evidenceId, unsharded } from "@tollgate/model";
import { describe, expect, test } from "vitest";
import { computeReport } from "../src/compute-report.ts";
import { corpus, readEvidence } from "./read-evidence.ts";

const folder = "tests/allure2-json/generated/alpha/allure-mocha/";

describe.runIf(corpus !== undefined)("a folder of allure-mocha with a test of three tries", () => {
  const files = corpus === undefined ? [] : readdirSync(corpus + folder);

  test("has one flaky test, and each other result is a test", () => {
    const { tests, problems } = report(evidenceOf(files));
    expect(files).toHaveLength(12);
    expect(tests).toHaveLength(10);
    expect(tests.find(({ name }) => name === "flaky")).toMatchObject({
      status: "passed",
      flaky: true,
      earlier: [{ status: "errored" }, { status: "errored" }],
    });
    expect(tests.filter(({ status }) => status === "failed").map(({ name }) => name)).toEqual([
      "fails & <shows> diff",
    ]);
    expect(problems).toEqual([]);
  });

  test("fails without the file of the try that passed", () => {
    const passed = "a272037b-85d2-4f85-98f6-5f43170ee893-result.json";
    const { tests } = report(evidenceOf(files.filter((file) => file !== passed)));
    expect(tests.find(({ name }) => name === "flaky")).toMatchObject({
      status: "errored",
      flaky: false,
      earlier: [{ status: "errored" }],
    });
  });
});

function evidenceOf(files: readonly string[]): readonly Evidence[] {
  return readEvidence(
    files.map((file) => ({
      path: `allure-results/${file}`,
      bytes: readFileSync(corpus + folder + file),
      from: { shard: unsharded },
    })),
  ).map((item) => ({ ...item, id: evidenceId(item.origin, item.input.digest) }));
}

function report(evidence: readonly Evidence[]) {
  const changes = { reason: "no git", remedy: "" };
  return computeReport(bundleOf(evidence), { subject: {}, packages: [], changes, missing: [], problems: [] });
}
