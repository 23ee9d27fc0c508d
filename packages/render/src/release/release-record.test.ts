import type { Decision, JudgedWaiver, Report } from "@tollgate/model";
import { releaseRecordSchema } from "@tollgate/model/schemas";
import { aReport } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { exampleReport } from "../testing/example.ts";
import { exampleDecision } from "../testing/example-decision.ts";
import { renderReleaseRecord } from "./release-markdown.ts";
import { releaseRecord, releaseRecordJson } from "./release-record.ts";

const waiver: JudgedWaiver = {
  ...{ id: ".tollgate/waivers/cart.yml", rule: "coverage", scope: { package: "@shop/api" } },
  ...{
    reason: "the old cart | goes in January",
    owner: "@shop/core",
    expires: "2026-12-01",
    ticket: "SHOP-7",
  },
  ...{
    state: "expiring",
    why: "It expires in 6 days.",
    approval: { verdict: "approved", why: "by @shop/lead" },
  },
};
const decision: Decision = { ...exampleDecision, waivers: [waiver] };
const report: Report = {
  ...exampleReport,
  expected: [
    {
      ...{ package: "@shop/api", kind: "e2e", from: "turbo", because: "turbo.json has test:e2e" },
      ...{ required: true, state: "missing", by: [] },
    },
  ],
};

describe("the record of a release", () => {
  it("keeps its schema", () => {
    const ajv = new Ajv2020({ strict: false });
    const record: unknown = JSON.parse(releaseRecordJson(releaseRecord(report, decision)));
    expect(ajv.validate(releaseRecordSchema, record), JSON.stringify(ajv.errors)).toBe(true);
    const nothing: unknown = JSON.parse(releaseRecordJson(releaseRecord(aReport(), exampleDecision)));
    expect(ajv.validate(releaseRecordSchema, nothing), JSON.stringify(ajv.errors)).toBe(true);
  });

  it("lists what a release manager asks for", async () => {
    const text = renderReleaseRecord({ ...releaseRecord(report, decision), decision: "sha256:0" });
    await expect(text).toMatchFileSnapshot("../testing/example.release-record.md");
  });

  it("names what is known to be wrong", () => {
    const { defects } = releaseRecord(report, decision);
    expect(defects.failing.map(({ title, change }) => [title, change])).toEqual([
      ["checkout > with a voucher > keeps the discount", "new-failure"],
    ]);
    expect(defects.flaky).toHaveLength(1);
    expect(defects.skipped).toBe(report.totals.tests.skipped);
  });
});
