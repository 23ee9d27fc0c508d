import { type Evidence, evidenceId, type Finding } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { mergeFindings } from "./merge-findings.ts";

const found: Finding = {
  tool: "ESLint",
  rule: "no-eval",
  level: "warning",
  message: "eval can be harmful.",
  package: "@shop/api",
  path: "packages/api/src/cart.ts",
  line: 3,
};

function told(by: string, ...findings: readonly Finding[]): Evidence {
  const digest = `sha256:${by.padEnd(64, "0")}`;
  const origin = {
    package: "@shop/api",
    kind: by,
    job: "",
    shard: { index: 1, total: 1 },
    attempt: 1,
    environment: [],
    invocation: "reports",
  };
  return {
    id: evidenceId(origin, digest),
    origin,
    input: { path: `reports/${by}.sarif`, bytes: 1, digest },
    status: "ok",
    problems: [],
    runs: [],
    findings: { tools: ["ESLint"], findings },
  };
}

const merged = (...evidence: readonly Evidence[]): readonly unknown[] =>
  mergeFindings(evidence).map(({ sources, ...finding }) => ({ ...finding, sources: sources.length }));

describe("a finding", () => {
  it("that several reports tell is one", () => {
    expect(merged(told("a", found), told("b", found))).toEqual([
      { ...found, occurrence: 1, kinds: ["a", "b"], sources: 2 },
    ]);
  });

  it("that one report tells twice is two, however many reports do", () => {
    const twice = [
      { ...found, occurrence: 1, kinds: ["a", "b"], sources: 2 },
      { ...found, occurrence: 2, kinds: ["a", "b"], sources: 2 },
    ];
    expect(merged(told("a", found, found), told("b", found, found))).toEqual(twice);
  });

  it.each<[string, Partial<Finding>]>([
    ["of another tool", { tool: "CodeQL" }],
    ["of another rule", { rule: "no-new-func" }],
    ["with another message", { message: "eval is slow." }],
    ["on another line", { line: 4 }],
    ["in another file", { path: "packages/api/src/pay.ts" }],
  ])("%s is another one", (_what, members) => {
    expect(merged(told("a", found), told("b", { ...found, ...members }))).toHaveLength(2);
  });

  it.each<[string, Partial<Finding>, Partial<Finding>, Partial<Finding>]>([
    ["the worse level", { level: "note" }, { level: "error" }, { level: "error" }],
    ["no suppression that one lacks", { suppressed: { kind: "inSource" } }, {}, {}],
    [
      "a suppression that all have",
      { suppressed: { kind: "inSource" } },
      { suppressed: { kind: "external" } },
      { suppressed: { kind: "external" } },
    ],
    [
      "what is still there",
      { baselineState: "absent" },
      { baselineState: "unchanged" },
      { baselineState: "unchanged" },
    ],
    ["a finding over a doubt", { level: "none", undecided: true }, { level: "error" }, { level: "error" }],
    [
      "a doubt over a pass",
      { level: "none", undecided: true },
      { level: "none" },
      { level: "none", undecided: true },
    ],
    [
      "all fingerprints",
      { fingerprints: ["a=1"] },
      { fingerprints: ["b=1"] },
      { fingerprints: ["a=1", "b=1"] },
    ],
    ["the larger danger", { securityTenths: 75 }, { securityTenths: 98 }, { securityTenths: 98 }],
  ])("keeps %s, in any order", (_what, a, b, kept) => {
    const [x, y] = [told("a", { ...found, ...a }), told("b", { ...found, ...b })];
    const wanted = { ...found, ...kept, occurrence: 1, kinds: ["a", "b"], sources: 2 };
    expect(merged(x, y)).toEqual([wanted]);
    expect(merged(y, x)).toEqual([wanted]);
  });

  it("stands by its place", () => {
    const places = [
      { ...found, path: "b.ts" },
      { ...found, line: 10 },
      { ...found, line: 9 },
    ];
    expect(mergeFindings([told("a", ...places)]).map(({ path, line }) => [path, line])).toEqual([
      ["b.ts", 3],
      ["packages/api/src/cart.ts", 9],
      ["packages/api/src/cart.ts", 10],
    ]);
  });
});
