import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { WaiverContext } from "./check-waiver.ts";
import { parseWaiver } from "./parse-waiver.ts";
import { waiverDocument } from "./waiver-schema.ts";

const context: WaiverContext = { date: "2026-11-25" };

const quarantine = `version: 1
rule: no-failing-tests
test: { package: "@shop/api", kind: unit, file: packages/api/test/cart.test.ts, title: cart > adds }
failure: v1:0123456789abcdef
reason: The rounding of the old parser.
owner: "@shop/api-team"
createdAt: 2026-11-20
expires: 2026-12-20
`;

const lower = `version: 1
rule: coverage
scope: { package: "@shop/api", kind: integration }
limit: { min: 70% }
reason: The parser is rewritten.
owner: "@shop/api-team"
expires: 2026-12-20
ticket: SHOP-12
coversUnknown: true
`;

function parsed(text: string, more: Partial<WaiverContext> = {}) {
  return parseWaiver(new TextEncoder().encode(text), ".tollgate/waivers/a.yml", { ...context, ...more });
}

function refusalOf(text: string, more: Partial<WaiverContext> = {}): string {
  const answer = parsed(text, more);
  return "refused" in answer ? answer.refused.message : "accepted";
}

describe("a waiver", () => {
  it("names a test and its failure", () => {
    expect(parsed(quarantine)).toEqual({
      waiver: {
        id: ".tollgate/waivers/a.yml",
        rule: "no-failing-tests",
        scope: {},
        test: {
          package: "@shop/api",
          kind: "unit",
          file: "packages/api/test/cart.test.ts",
          title: "cart > adds",
        },
        failure: "v1:0123456789abcdef",
        reason: "The rounding of the old parser.",
        owner: "@shop/api-team",
        createdAt: "2026-11-20",
        expires: "2026-12-20",
      },
    });
  });

  it("is for a scope, with a limit", () => {
    expect(parsed(lower)).toMatchObject({
      waiver: {
        scope: { package: "@shop/api", kind: "integration" },
        limit: { min: "70%" },
        ticket: "SHOP-12",
        coversUnknown: true,
      },
    });
  });

  it("names a test that may disappear, without a failure, and no scope", () => {
    const text = quarantine.replace("no-failing-tests", "no-disappeared-tests");
    expect(refusalOf(text)).toContain('"failure"');
    const named = text.replace(/^failure:.*\n/m, "");
    expect(parsed(named)).toMatchObject({ waiver: { rule: "no-disappeared-tests", test: { kind: "unit" } } });
    const scoped = refusalOf(named.replace(/^test:.*$/m, "scope: {}"));
    expect(scoped).toContain('found no "test"; allowed: a waiver of no-disappeared-tests with "test".');
    expect(scoped).toContain('"scope"');
  });

  it("is told everything that is wrong with it at once", () => {
    expect(
      refusalOf(`version: 1
rule: no-failing-test
reasn: x
owner: "@a"
expires: 2027-02-30
`),
    ).toMatchInlineSnapshot(`
      "The waiver .tollgate/waivers/a.yml has 4 problems:
        .tollgate/waivers/a.yml:1:1: found no "reason"; allowed: a waiver with "reason". Add it.
        .tollgate/waivers/a.yml:2:7: found the text "no-failing-test"; allowed: the id of a rule. Did you mean "no-failing-tests"?
        .tollgate/waivers/a.yml:3:1: found the unknown key "reasn"; allowed: one of version, rule, reason, owner, createdAt, expires, ticket, scope, coversUnknown. Did you mean "reason"?
        .tollgate/waivers/a.yml:5:10: found the day "2027-02-30"; allowed: a day that the calendar has. Correct it."
    `);
  });

  it.each([
    ["without a test and a failure", "no-failing-tests", "scope: {}", /no "test".*\n.*no "failure"/],
    ["without a scope", "coverage", "", /no "scope"/],
    [
      "of a scope with a failure",
      "coverage",
      "scope: {}\nfailure: v1:0123456789abcdef",
      /the unknown key "failure"/,
    ],
    [
      "with another thing to judge",
      "coverage",
      "scope: {}\nlimit: { metric: branches }",
      /unknown key "metric"/,
    ],
    [
      "with a value that is none",
      "coverage",
      "scope: {}\nlimit: { min: 7 }",
      /found the number 7; allowed: a percentage/,
    ],
    ["with a limit where there is none", "no-failed-runs", "scope: {}\nlimit: {}", /the unknown key "limit"/],
  ])("is refused %s", (_, rule, more, message) => {
    expect(
      refusalOf(`version: 1\nrule: ${rule}\nreason: x\nowner: "@a"\nexpires: 2026-12-01\n${more}\n`),
    ).toMatch(message);
  });

  it.each<[string, string, Partial<WaiverContext>, string]>([
    ["30 days", quarantine.replace("2026-12-20", "2026-12-21"), {}, "a day up to 2026-12-20"],
    [
      "30 days from today where nothing says since when",
      lower.replace("2026-12-20", "2026-12-26"),
      {},
      "a day up to 2026-12-25",
    ],
    ["30 days from the commit that brought it", lower, { brought: "2026-11-01" }, "a day up to 2026-12-01"],
    [
      "the commit, when it is older than what the file says",
      quarantine,
      { brought: "2026-11-01" },
      "a day up to 2026-12-01",
    ],
    [
      "a day before it was written",
      quarantine.replace("2026-12-20", "2026-11-19"),
      {},
      "a day from 2026-11-20",
    ],
    ["a day to come", quarantine.replace("2026-11-20", "2026-11-26"), {}, "a day up to 2026-11-25"],
  ])("ends within %s", (_, text, more, allowed) => {
    expect(refusalOf(text, more)).toContain(`allowed: ${allowed}. `);
  });

  it("is accepted to its last day", () => {
    expect(refusalOf(quarantine)).toBe("accepted");
    expect(refusalOf(lower.replace("2026-12-20", "2026-12-25"))).toBe("accepted");
    expect(refusalOf(quarantine, { date: "2027-06-01" })).toBe("accepted");
  });

  it("is refused when it is no text, empty or too large", () => {
    expect(refusalOf("")).toContain("an empty file");
    expect(refusalOf(`# ${"x".repeat(200_000)}`)).toContain("at most 131072 are read");
    const latin1 = parseWaiver(Uint8Array.of(0xff, 0x41), "a.yml", context);
    expect(latin1).toMatchObject({ refused: { message: "The waiver a.yml is not UTF-8." } });
  });
});

describe("the JSON Schema of waivers", () => {
  const validate = new Ajv({ strict: false }).compile(waiverDocument);

  it("agrees with what is read", () => {
    for (const text of [quarantine, lower]) {
      expect(validate(parse(text))).toBe(true);
      expect(validate(parse(text.replace("reason:", "reasn:")))).toBe(false);
      expect(validate(parse(text.replace(/^(?:failure|scope):.*\n/m, "")))).toBe(false);
    }
    expect(validate(parse(lower.replace("min: 70%", "metric: lines")))).toBe(false);
    expect(validate(parse(lower.replace("limit", "failure")))).toBe(false);
  });
});
