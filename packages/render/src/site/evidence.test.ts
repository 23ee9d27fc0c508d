import {
  digestOf,
  type ExpectedEvidence,
  type Problem,
  type ReportInput,
  type SiteData,
} from "@tollgate/model";
import { aDecision, aReport } from "@tollgate/testkit";
import { expect, it } from "vitest";
import { exampleReport } from "../testing/example.ts";
import { exampleDecision } from "../testing/example-decision.ts";
import { siteJson } from "./site-data.ts";

function evidenceOf(...verdict: Parameters<typeof siteJson>): SiteData["evidence"] {
  const { evidence }: SiteData = JSON.parse([...siteJson(...verdict)].join(""));
  return evidence;
}

it("tells what had to arrive and how it did", () => {
  const expectation: ExpectedEvidence = {
    ...{ package: "@shop/api", kind: "unit", from: "turbo", because: "turbo.json:3 has the task" },
    ...{ required: true, state: "reused", by: [] },
  };
  const expected: readonly ExpectedEvidence[] = [
    expectation,
    { ...expectation, required: false },
    { ...expectation, removed: true },
  ];
  expect(evidenceOf(aReport({ expected }), aDecision()).expected).toEqual([
    { what: "unit tests of @shop/api", state: "reused", because: "turbo.json:3 has the task" },
  ]);
});

it("tells a doubt about many reports once, with the first places", () => {
  const problems = Array.from(
    { length: 30 },
    (_, i): Problem => ({
      code: "unknown-record",
      severity: "info",
      message: "It is not read.",
      remedy: "Nothing is to be done.",
      ...(i === 29 ? {} : { path: `reports/${i}.json`, line: 3 }),
    }),
  );
  const [told, ...others] = evidenceOf(aReport({ problems }), aDecision()).problems;
  expect(others).toEqual([]);
  expect(told).toMatchObject({ count: 30, severity: "info" });
  expect(told?.places).toHaveLength(20);
  expect(told?.places[0]).toBe("reports/0.json:3");
});

it("tells how each report was read", () => {
  const [input] = exampleReport.inputs as readonly [ReportInput];
  const { format: _format, producer: _producer, ...bare } = input.input;
  const inputs: readonly ReportInput[] = [
    input,
    { ...input, superseded: true, status: "invalid" },
    { ...input, input: bare, status: "unrecognised" },
    { ...input, fromCache: "turbo: @shop/api#test" },
    { ...input, holds: "runs", reused: { commit: "c0ffee0123", from: "bundle main.tollgate", packages: [] } },
  ];
  const told = evidenceOf(aReport({ inputs }), aDecision()).inputs;
  expect(told.map(({ state, isOk, format, kind }) => [state, isOk, format, kind])).toEqual([
    ["ok", true, "playwright-json", "e2e"],
    ["older attempt, not counted", true, "playwright-json", "e2e"],
    ["unrecognised", false, "", "e2e"],
    ["ok, from a cache", true, "playwright-json", "e2e"],
    ["ok, reused from `c0ffee0`", true, "playwright-json", ""],
  ]);
});

it("tells what was judged, and the digests of what was judged by", () => {
  const { subject } = exampleReport;
  const decision = aDecision({
    ...exampleDecision,
    inputs: {
      ...exampleDecision.inputs,
      texts: [{ what: "policy", path: "tollgate.yml", digest: digestOf("text") }],
    },
  });
  const report = aReport({ subject: { ...subject, dirty: true, pullRequest: 7 } });
  expect(Object.fromEntries(evidenceOf(report, decision).judged)).toEqual({
    Repository: "shop/storefront",
    "Pull request": "7",
    Commit: `${subject.headSha}, with local changes`,
    Base: "main",
    "Compared at": subject.mergeBaseSha,
    "Base report": "bundle main.tollgate",
    "Judged on": decision.date,
    "Judged by": decision.engine,
    "Digest of the policy": decision.inputs.policy,
    "Digest of tollgate.yml": digestOf("text"),
  });
});
