import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { exampleDecision } from "./testing/example-decision.ts";
import { type SummaryOptions, summaryJson, verificationSummary } from "./verification-summary.ts";

const commit = "c0ffee0123456789012345678901234567890123";
const options: SummaryOptions = {
  now: Date.UTC(2026, 10, 25, 12, 30),
  server: "https://github.com",
  artifacts: [{ name: "shop.tgz", digest: `sha256:${"a".repeat(64)}` }],
  inputs: [{ name: "decision.json", digest: `sha256:${"b".repeat(64)}` }],
};
const allowed = {
  ...exampleDecision,
  outcome: "allow",
  inputs: {
    ...exampleDecision.inputs,
    texts: [{ what: "policy", path: "tollgate.yml", digest: `sha256:${"c".repeat(64)}` }],
  },
} as const;

/** From the text of https://slsa.dev/spec/v1.1/verification_summary and of the in-toto Statement v1. */
const uri = { type: "string", pattern: "^[a-z][a-z0-9+.-]*:" };
const digestSet = {
  type: "object",
  minProperties: 1,
  additionalProperties: { type: "string", pattern: "^[0-9a-f]{40,128}$" },
};
const specified = {
  type: "object",
  required: ["_type", "subject", "predicateType", "predicate"],
  properties: {
    _type: { const: "https://in-toto.io/Statement/v1" },
    subject: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["digest"],
        properties: { name: { type: "string" }, digest: digestSet },
      },
    },
    predicateType: { const: "https://slsa.dev/verification_summary/v1" },
    predicate: {
      type: "object",
      required: ["verifier", "timeVerified", "resourceUri", "policy", "verificationResult", "verifiedLevels"],
      properties: {
        verifier: { type: "object", required: ["id"], properties: { id: uri } },
        timeVerified: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$" },
        resourceUri: uri,
        policy: { type: "object", required: ["uri"], properties: { uri, digest: digestSet } },
        inputAttestations: {
          type: "array",
          items: { type: "object", required: ["digest"], properties: { digest: digestSet } },
        },
        verificationResult: { enum: ["PASSED", "FAILED"] },
        verifiedLevels: {
          type: "array",
          minItems: 1,
          items: { type: "string", pattern: "^(?!SLSA_)|^SLSA_[A-Z]+_LEVEL_\\d$" },
        },
        dependencyLevels: { type: "object", additionalProperties: { type: "integer" } },
        slsaVersion: { type: "string", pattern: "^\\d+\\.\\d+$" },
      },
    },
  },
};

describe("a verification summary", () => {
  it("is what the specifications ask for", () => {
    const ajv = new Ajv2020({ strict: false });
    for (const decision of [allowed, exampleDecision])
      for (const more of [{}, { artifacts: [], inputs: [] }]) {
        const statement = JSON.parse(
          summaryJson(verificationSummary(decision, commit, { ...options, ...more })),
        );
        expect(ajv.validate(specified, statement), JSON.stringify(ajv.errors)).toBe(true);
      }
  });

  it("passes the commit and what is built from it", () => {
    expect(verificationSummary(allowed, commit, options)).toEqual({
      _type: "https://in-toto.io/Statement/v1",
      subject: [
        { name: "shop/storefront", digest: { gitCommit: commit } },
        { name: "shop.tgz", digest: { sha256: "a".repeat(64) } },
      ],
      predicateType: "https://slsa.dev/verification_summary/v1",
      predicate: {
        verifier: { id: "pkg:npm/tollgate", version: { tollgate: "0.0.0" } },
        timeVerified: "2026-11-25T12:30:00.000Z",
        resourceUri: `git+https://github.com/shop/storefront@${commit}`,
        policy: {
          uri: `git+https://github.com/shop/storefront@${commit}#tollgate.yml`,
          digest: { sha256: "c".repeat(64) },
        },
        inputAttestations: [{ uri: "decision.json", digest: { sha256: "b".repeat(64) } }],
        verificationResult: "PASSED",
        verifiedLevels: ["TOLLGATE_GATE"],
      },
    });
  });

  it("fails what is blocked, held, or let through although the rules do not", () => {
    const override = { label: "gate:override", actor: "ada", reason: "fire", outcome: "block" } as const;
    for (const decision of [
      exampleDecision,
      { ...allowed, outcome: "hold" } as const,
      { ...allowed, override },
    ])
      expect(verificationSummary(decision, commit, options).predicate).toMatchObject({
        verificationResult: "FAILED",
        verifiedLevels: ["FAILED"],
      });
  });

  it("names a release, built-in rules, and a commit of no named repository", () => {
    const { texts: _texts, ...inputs } = allowed.inputs;
    const release = { ...allowed, inputs: { ...inputs, options: { release: true } } } as const;
    const { server: _server, ...elsewhere } = options;
    expect(verificationSummary(release, commit, elsewhere).predicate).toMatchObject({
      resourceUri: `swh:1:rev:${commit}`,
      policy: { uri: "pkg:npm/tollgate@0.0.0#built-in" },
      verifiedLevels: ["TOLLGATE_RELEASE"],
    });
  });
});
