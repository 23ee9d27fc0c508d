import type { Report, ReportInput, RuleOption, Scope } from "@tollgate/model";
import { aFinding, aReport } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { anInput, aRun, judge } from "../../testing/judge.ts";

const rule = "findings";

const looked = (members: Partial<ReportInput> & { readonly path?: string } = {}): ReportInput => {
  const { origin, ...rest } = anInput({ path: "reports/eslint.sarif", holds: "findings", tools: ["ESLint"] });
  return { ...rest, origin: { ...origin, kind: "analysis" }, ...members };
};

const baseline: NonNullable<Report["baseline"]> = {
  how: "bundle main.tollgate",
  totals: aReport().totals,
  cells: [],
  disappeared: [],
};

type Asked = {
  readonly options?: Readonly<Record<string, RuleOption>>;
  readonly scope?: Scope;
};

function judgeWith(members: Partial<Report>, { options = {}, scope = {} }: Asked = {}) {
  return judge(aReport({ inputs: [looked()], ...members }), { rule, options, scope });
}

describe("findings", () => {
  it("fail with their place, and are listed", () => {
    expect(judgeWith({ findings: [aFinding({ endLine: 4 })] })).toMatchObject({
      answer: "fail",
      effect: "block",
      message: "1 finding of level error, none is wanted.",
      violations: [
        {
          message: "no-eval: eval can be harmful. (ESLint, error)",
          path: "packages/api/src/cart.ts",
          line: 3,
          endLine: 4,
          package: "@shop/api",
        },
      ],
      facts: [{ key: "findings.open", lo: 1, hi: 1, n: 1, unit: "findings" }],
    });
  });

  it("pass where a tool looked and found none", () => {
    expect(judgeWith({ findings: [] })).toMatchObject({
      answer: "pass",
      message: "0 findings of level error, none is wanted.",
    });
  });

  it.each([
    ["error", 1],
    ["warning", 2],
    ["note", 3],
  ])("count from the level %s on", (level, count) => {
    const findings = (["error", "warning", "note", "none"] as const).map((of, line) =>
      aFinding({ level: of, line: line + 1 }),
    );
    expect(judgeWith({ findings }, { options: { level } }).facts).toMatchObject([{ lo: count, hi: count }]);
  });

  it("pass up to the limit", () => {
    const findings = [aFinding(), aFinding({ line: 9 })];
    expect(judgeWith({ findings }, { options: { max: 2 } })).toMatchObject({
      answer: "pass",
      message: "2 findings of level error, at most 2 are wanted.",
    });
    expect(judgeWith({ findings }, { options: { max: 1 } })).toMatchObject({ answer: "fail" });
  });

  it("that are suppressed are said and not counted, those that are there no more not even said", () => {
    const findings = [
      aFinding({ suppressed: { kind: "inSource" } }),
      aFinding({ line: 4, baselineState: "absent" }),
    ];
    expect(judgeWith({ findings })).toMatchObject({
      answer: "pass",
      message: "0 findings of level error (1 suppressed), none is wanted.",
    });
  });

  it.each<[string, Asked["options"], number]>([
    ["a tool", { tool: "CodeQL" }, 1],
    ["a rule", { ruleId: "no-eval" }, 2],
    ["rules of a name", { ruleId: "js/*" }, 1],
    ["a rule by its whole name", { ruleId: "eval" }, 0],
  ])("may be of %s only", (_what, options, count) => {
    const findings = [
      aFinding(),
      aFinding({ rule: "no-eval", line: 8 }),
      aFinding({ rule: "js/injection", tool: "CodeQL" }),
    ];
    const inputs = [looked(), looked({ path: "codeql.sarif", tools: ["CodeQL"] })];
    expect(judgeWith({ findings, inputs }, { options: options! }).facts).toMatchObject([{ lo: count }]);
  });
});

describe("a scope", () => {
  const findings = [aFinding(), aFinding({ path: "packages/web/src/page.ts", package: "@shop/web" })];
  const inputs = [looked({ origin: { ...looked().origin, package: "" } })];

  it.each<[string, Scope, number]>([
    ["a package", { package: "@shop/web" }, 1],
    ["a path", { path: "packages/api/**" }, 1],
    ["the kind", { kind: "analysis" }, 2],
  ])("of %s counts what is in it", (_what, scope, count) => {
    expect(judgeWith({ findings, inputs }, { scope }).facts).toMatchObject([{ lo: count, hi: count }]);
  });

  it("has a finding that is in it with one of its places", () => {
    const otherPlaces = [{ path: "packages/web/src/page.ts", line: 7 }];
    const { violations } = judgeWith(
      { findings: [aFinding({ otherPlaces })], inputs },
      { scope: { package: "@shop/web" } },
    );
    expect(violations).toMatchObject([{ path: "packages/web/src/page.ts", line: 7 }]);
  });

  it("may have a finding whose file nobody knows", () => {
    const { path: _path, line: _line, ...finding } = aFinding({ named: "library/nginx", package: "shop" });
    const result = judgeWith({ findings: [finding], inputs }, { scope: { package: "@shop/web" } });
    expect(result).toMatchObject({ answer: "unknown", effect: "hold", facts: [{ lo: 0, hi: 1 }] });
    expect(result.message).toContain("library/nginx of 1 finding is not in the repository");
    expect(judgeWith({ findings: [finding], inputs })).toMatchObject({
      answer: "fail",
      violations: [{ message: "no-eval: eval can be harmful. in library/nginx (ESLint, error)" }],
    });
  });

  it("of a package for which no tool looked is unknown", () => {
    expect(judgeWith({}, { scope: { package: "@shop/web" } })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message: "No report of findings of @shop/web arrived.",
    });
    const both = { name: "shop", packages: ["@shop/api", "@shop/web"] };
    expect(judgeWith({}, { scope: both })).toMatchObject({ answer: "unknown" });
  });
});

describe("new findings", () => {
  const options = { new: true };
  const known = aFinding({ change: "unchanged" });
  const fresh = aFinding({ line: 9, change: "new" });

  it("alone count", () => {
    expect(judgeWith({ findings: [known, fresh], baseline }, { options })).toMatchObject({
      answer: "fail",
      message: "1 new finding of level error (1 on the base too), none is wanted.",
      violations: [{ line: 9, message: "no-eval: eval can be harmful. (ESLint, error, new)" }],
      facts: [{ key: "findings.new", lo: 1, hi: 1, n: 2 }],
    });
    expect(judgeWith({ findings: [known], baseline }, { options })).toMatchObject({ answer: "pass" });
  });

  it("come first where all count, and what is fixed is said", () => {
    const fixed = { ...baseline, fixedFindings: [aFinding({ line: 20 })] };
    const result = judgeWith({ findings: [known, fresh], baseline: fixed });
    expect(result.message).toBe("2 findings of level error (1 new, 1 fixed since the base), none is wanted.");
    expect(result.violations.map(({ line }) => line)).toEqual([9, 3]);
    const ofOthers = judgeWith({ findings: [], baseline: fixed }, { options: { ruleId: "no-debugger" } });
    expect(ofOthers.message).toBe("0 findings of level error of no-debugger, none is wanted.");
  });

  it("are unknown without a base, unless nothing was found", () => {
    expect(judgeWith({ findings: [aFinding()] }, { options })).toMatchObject({
      answer: "unknown",
      effect: "hold",
      message:
        "0 new findings of level error (1 that may count), none is wanted; undecided, as there is no base to compare with.",
    });
    expect(judgeWith({ findings: [] }, { options })).toMatchObject({ answer: "pass" });
    expect(judgeWith({ findings: [aFinding()] }, { options: { ...options, max: 1 } }).answer).toBe("pass");
  });

  it("are unknown where the base has no report of the tool", () => {
    const { message } = judgeWith({ findings: [aFinding()], baseline }, { options });
    expect(message).toContain("the base has no readable report by ESLint");
  });
});

describe("what is left to people", () => {
  const findings = [aFinding({ level: "none", undecided: true })];

  it("may be a finding", () => {
    expect(judgeWith({ findings })).toMatchObject({ answer: "unknown", effect: "hold" });
    expect(judgeWith({ findings }, { options: { max: 1 } }).answer).toBe("pass");
  });
});

describe("evidence that is not there", () => {
  it.each<[string, Partial<Report>, "block" | "hold", string]>([
    ["no report", { inputs: [] }, "hold", "No report of findings arrived."],
    [
      "a report in which no tool looked",
      { inputs: [looked({ tools: [], status: "invalid" })] },
      "block",
      "The report reports/eslint.sarif could not be read completely (and 1 more reason).",
    ],
    [
      "a report that is cut",
      { inputs: [looked({ status: "partial" })] },
      "block",
      "The report reports/eslint.sarif could not be read completely.",
    ],
    [
      "a tool that did not succeed",
      { runs: [aRun({ about: "findings", source: "ESLint", verdict: "failed", kind: "analysis" })] },
      "block",
      "ESLint in @shop/api did not succeed.",
    ],
    [
      "a tool that reported on the base only",
      {
        missing: [
          {
            what: "findings of CodeQL for @shop/api",
            about: "findings",
            because: "the base has it",
            remedy: "Run it.",
          },
        ],
      },
      "hold",
      "Findings of CodeQL for @shop/api did not arrive (the base has it).",
    ],
  ])("leaves the answer open: %s", (_what, members, effect, message) => {
    expect(judgeWith(members)).toMatchObject({ answer: "unknown", effect, message });
  });

  it("does not help where there are too many findings", () => {
    const inputs = [looked({ status: "partial" })];
    expect(judgeWith({ findings: [aFinding()], inputs })).toMatchObject({ answer: "fail", effect: "block" });
  });

  it("of one tool names those that looked", () => {
    expect(judgeWith({}, { options: { tool: "CodeQL" } })).toMatchObject({
      answer: "unknown",
      message: "No report of findings by CodeQL arrived.",
      remedy: expect.stringContaining("There are reports by ESLint."),
    });
  });

  it("of findings hides no tests", () => {
    const report = aReport({
      inputs: [looked({ status: "partial" })],
      runs: [aRun({ about: "findings", source: "ESLint", verdict: "failed" })],
      missing: [{ what: "findings", about: "findings", because: "x", remedy: "y" }],
    });
    const { message } = judge(report, { rule: "no-failing-tests" });
    expect(message).toBe("No test report arrived.");
    expect(judge(report, { rule: "no-failed-runs" })).toMatchObject({ answer: "fail" });
  });
});

it.each([
  [{ level: "critical" }, "one of error, warning, note"],
  [{ new: "yes" }, "true or false"],
  [{ tool: 1 }, "a text"],
  [{ max: -1 }, "a whole number"],
])("refuses %j", (options, message) => {
  expect(() => judgeWith({}, { options: options as never })).toThrow(message);
});
