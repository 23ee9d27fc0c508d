import {
  type ChangedFile,
  type CheckAnnotation,
  publicationLimits,
  type Report,
  type Violation,
} from "@tollgate/model";
import { aCase, aChangedFile, aDecision, aFinding, aReport, aResult } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { renderPublication } from "../publication/publication.ts";
import { renderLogCommands } from "./log-commands.ts";
import type { RemarkOptions } from "./ranked-places.ts";

const src = "packages/api/src/cart.ts";

function annotations(
  report: Partial<Report>,
  decision: Parameters<typeof aDecision>[0] = {},
  options: RemarkOptions = {},
): readonly CheckAnnotation[] {
  return renderPublication(aReport(report), aDecision(decision), options).check.annotations;
}

function short({ path, startLine, level, title }: CheckAnnotation): string {
  return `${level} ${path}:${startLine} ${title}`;
}

function coverageRule(
  violations: readonly Violation[],
  members: Parameters<typeof aResult>[0] = {},
): NonNullable<Parameters<typeof aDecision>[0]> {
  const rule = { rule: "coverage", title: "Coverage minimum", answer: "fail", effect: "block" } as const;
  return { outcome: "block", rules: [aResult({ ...rule, violations, ...members })] };
}

const change: ChangedFile = {
  path: src,
  change: "modified",
  content: "text",
  blank: [],
  removed: [],
  added: [[10, 12]],
};

describe("annotations", () => {
  it("begin with lines of the change, then its files, then the rest, the loudest first", () => {
    const finding = (
      path: string,
      line: number,
      level: "error" | "note" = "error",
    ): Report["findings"][number] =>
      aFinding({ path, line, level, tool: "Biome", rule: `at ${line}`, change: "new" });
    const findings = [finding("other.ts", 1), finding(src, 90), finding(src, 12, "note"), finding(src, 10)];
    expect(annotations({ findings }, {}, { changes: [change] }).map(short)).toEqual([
      `warning ${src}:10 Biome: at 10`,
      `notice ${src}:12 Biome: at 12`,
      `warning ${src}:90 Biome: at 90`,
      "warning other.ts:1 Biome: at 1",
    ]);
  });

  it("are as loud as the rule is severe, and fail nothing where it does not decide", () => {
    const level = (members: Parameters<typeof aResult>[0]): string | undefined =>
      annotations({}, coverageRule([{ message: "m", path: src, line: 1 }], members))[0]?.level;
    expect([
      level({ effect: "block", severity: "error" }),
      level({ effect: "hold", severity: "warning" }),
      level({ effect: "block", severity: "note" }),
      level({ effect: "warn", severity: "error" }),
      level({ effect: "warn", severity: "note" }),
      level({ effect: "none", severity: "error" }),
    ]).toEqual(["failure", "warning", "notice", "warning", "notice", "notice"]);
  });

  it("name a failing test where it failed, with the command that runs it", () => {
    const test = aCase({
      status: "failed",
      line: 3,
      details: [{ kind: "failure", message: "2 is not 1", text: "at packages/api/src/cart.test.ts:7:1" }],
    });
    const rules = [
      aResult({
        answer: "fail",
        effect: "block",
        violations: [
          {
            message: "m",
            test: { package: test.package, kind: test.kind, file: test.file!, title: "cart > adds" },
          },
        ],
      }),
    ];
    expect(annotations({ tests: [test] }, { outcome: "block", rules })).toEqual([
      {
        path: "packages/api/src/cart.test.ts",
        ...{ startLine: 7, endLine: 7, level: "failure" },
        title: "Failing test: cart > adds",
        message: "unit test\n\n2 is not 1",
      },
    ]);
  });

  it("only warn of a failing test that no rule names, and note one that is waived", () => {
    const test = aCase({ status: "failed" });
    const waived = {
      message: "m",
      waiver: "w.yml",
      test: { package: test.package, kind: "unit", file: test.file!, title: "cart > adds" },
    };
    const rules = [aResult({ answer: "fail", effect: "waived", violations: [waived] })];
    expect(annotations({ tests: [test] }).map(short)).toEqual([
      "warning packages/api/src/cart.test.ts:1 Failing test: cart > adds",
    ]);
    expect(annotations({ tests: [test] }, { rules }).map(short)).toEqual([
      "notice packages/api/src/cart.test.ts:1 Failing test, waived: cart > adds",
    ]);
  });

  it("tell one place once, the loudest first", () => {
    const violations = [{ message: "no test runs this changed line", path: src, line: 4 }];
    const findings = [
      aFinding({
        path: src,
        line: 4,
        level: "note",
        tool: "Biome",
        rule: "a",
        message: "said",
        change: "new",
      }),
    ];
    const [only, ...others] = annotations({ findings }, coverageRule(violations, { remedy: "Cover it." }));
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      level: "failure",
      title: "Coverage minimum (and 1 more)",
      message: "no test runs this changed line\n\nCover it.\n\nBiome: a\nsaid",
    });
  });

  it("say how much more there is at a place", () => {
    const findings = Array.from({ length: 8 }, (_, i) =>
      aFinding({ path: src, line: 4, tool: "Biome", rule: `${i}`, message: `${i}`, change: "new" }),
    );
    expect(annotations({ findings })[0]?.message).toMatch(/^0\n\n.*… and 3 more at this place\.$/s);
  });

  it("show uncovered lines that no rule asks for, without what the base lacks too", () => {
    const files = [
      aChangedFile({
        path: src,
        classes: [{ what: "new", lines: [[4, 9]] }],
        uncovered: [
          [4, 5],
          [9, 9],
        ],
        excused: [[9, 9]],
      }),
    ];
    const changed = { known: true, files, unmeasured: [] } as const;
    expect(annotations({ changed }).map((one) => [short(one), one.endLine, one.message])).toEqual([
      [`notice ${src}:4 Not covered`, 5, "No test runs these lines."],
    ]);
    const violations = [{ message: "m", path: src, line: 4, endLine: 5 }];
    expect(annotations({ changed }, coverageRule(violations)).map(short)).toEqual([
      `failure ${src}:4 Coverage minimum`,
    ]);
  });

  it("leave out whole files that the change does not touch", () => {
    const violations = [
      { message: "m", path: "other.ts" },
      { message: "m", path: src },
    ];
    expect(annotations({}, coverageRule(violations), { changes: [change] }).map(short)).toEqual([
      `failure ${src}:1 Coverage minimum`,
    ]);
  });

  it("stand only in files that git knows, inside the repository", () => {
    const violations = [src, "../a.ts", "/etc/passwd", "C:/a.ts", "file:/a"].map((path) => ({
      message: "m",
      path,
      line: 1,
    }));
    expect(annotations({}, coverageRule(violations)).map(({ path }) => path)).toEqual([src, "file:/a"]);
    expect(
      annotations({}, coverageRule(violations), { isKnown: (path) => path === src }).map(({ path }) => path),
    ).toEqual([src]);
  });

  it("have columns on one line only", () => {
    const at = { path: src, tool: "Biome", change: "new", column: 5 } as const;
    const findings = [aFinding({ ...at, line: 3 }), aFinding({ ...at, line: 9, endLine: 11 })];
    expect(annotations({ findings }).map(({ startColumn, endColumn }) => [startColumn, endColumn])).toEqual([
      [5, 5],
      [undefined, undefined],
    ]);
  });

  it("tell problems of files in the repository", () => {
    const problem = {
      code: "policy-changed",
      message: "It does.",
      remedy: "Look.",
      path: "tollgate.yml",
    } as const;
    const problems = [
      { ...problem, severity: "warning", line: 3, column: 2 },
      { ...problem, severity: "info", line: 4 },
    ] as const;
    expect(annotations({ problems })).toEqual([
      {
        path: "tollgate.yml",
        ...{ startLine: 3, endLine: 3, startColumn: 2, endColumn: 2, level: "warning" },
        title: "policy-changed",
        message: "It does. Look.",
      },
    ]);
    const errors = [{ ...problem, severity: "error" }] as const;
    const rules = [aResult({ rule: "no-unreadable-evidence", answer: "fail", effect: "block" })];
    expect(annotations({ problems: errors }, { outcome: "block", rules })[0]?.level).toBe("failure");
    expect(annotations({ problems: errors })[0]?.level).toBe("warning");
  });

  it("have words where a tool has none, since GitHub refuses the check run otherwise", () => {
    const findings = [
      aFinding({ path: src, line: 3, tool: "\u0000", rule: "", message: " ", change: "new" }),
    ];
    expect(annotations({ findings })).toMatchObject([
      { title: "Without a title", message: "What reports this says nothing about it." },
    ]);
  });

  it("are at most two hundred, the last of them a notice of the rest", () => {
    const at = (count: number): readonly CheckAnnotation[] =>
      annotations(
        {},
        coverageRule(Array.from({ length: count }, (_, i) => ({ message: "m", path: src, line: i + 1 }))),
      );
    expect(at(200).at(-1)?.level).toBe("failure");
    const full = at(260);
    expect(full).toHaveLength(publicationLimits.annotations);
    expect(full.at(-1)).toMatchObject({
      path: src,
      startLine: 200,
      level: "notice",
      title: "61 more places, not shown",
    });
  });
});

describe("what a place says", () => {
  const at = { path: src, line: 4 };

  it("names scope and waiver of a rule, and needs a place", () => {
    const violations = [
      { message: "everywhere" },
      { ...at, message: "m", waiver: ".tollgate/waivers/w.yml" },
      { ...at, line: 9, message: "m" },
    ];
    const decision = coverageRule(violations, { scope: { package: "@shop/api", kind: "unit" } });
    expect(annotations({}, decision).map((one) => [short(one), one.message])).toEqual([
      [`failure ${src}:9 Coverage minimum (@\u2060shop/api, unit)`, "m"],
      [
        `notice ${src}:4 Coverage minimum (@\u2060shop/api, unit), waived`,
        "m\n\nWaived by .tollgate/waivers/w.yml.",
      ],
    ]);
  });

  it("is not said of findings that are old, suppressed or nowhere", () => {
    const { path: _path, line: _line, ...nowhere } = aFinding({ change: "new" });
    const findings = [
      nowhere,
      aFinding({ ...at, change: "unchanged" }),
      aFinding({ ...at, suppressed: { kind: "inSource" } }),
    ];
    expect(annotations({ findings })).toEqual([]);
    const { rule: _rule, ...unnamed } = aFinding({ ...at, level: "warning" });
    expect(annotations({ findings: [unnamed] }).map(short)).toEqual([`warning ${src}:4 ESLint`]);
  });

  it("is one line where one line is uncovered", () => {
    const files = [aChangedFile({ path: src, uncovered: [[4, 4]] })];
    expect(annotations({ changed: { known: true, files, unmeasured: [] } })[0]?.message).toBe(
      "No test runs this line.",
    );
  });

  it("is its title where nothing else is said", () => {
    expect(annotations({}, coverageRule([{ ...at, message: "" }]))[0]?.message).toBe("Coverage minimum");
  });

  it("is as loud as the loudest rule about the test, which may be in no file", () => {
    const test = aCase({ status: "failed" });
    const { file: _file, ...nowhere } = aCase({ name: "elsewhere", status: "failed" });
    const violations = [
      {
        message: "m",
        test: { package: test.package, kind: test.kind, file: test.file!, title: "cart > adds" },
      },
      { message: "no test" },
    ];
    const rule = { answer: "fail", violations } as const;
    const rules = [
      aResult({ ...rule, effect: "warn" }),
      aResult({ ...rule, rule: "no-new-failures", effect: "block" }),
      aResult({ ...rule, effect: "none" }),
    ];
    expect(
      annotations({ tests: [test, nowhere] }, { outcome: "block", rules }).map(({ level }) => level),
    ).toEqual(["failure"]);
  });

  it("ends with the command that runs the test", () => {
    const input = { path: "r.xml", bytes: 1, digest: "sha256:1", producer: "vitest 5.1.1" };
    const origin = {
      ...{ package: "@shop/api", kind: "unit", job: "", shard: { index: 1, total: 1 }, attempt: 1 },
      ...{ environment: [], invocation: "" },
    };
    const inputs = [{ id: "sha256:1", origin, input, status: "ok", superseded: false }] as const;
    const tests = [aCase({ status: "failed", sources: ["sha256:1"] })];
    expect(annotations({ tests, inputs })[0]?.message).toBe(
      'unit test\n\nRun it: npx vitest run packages/api/src/cart.test.ts -t "cart adds"',
    );
  });
});

describe("annotations in the log", () => {
  const annotation: CheckAnnotation = {
    ...{ path: "src/a,b.ts", startLine: 2, endLine: 2, startColumn: 3, endColumn: 3 },
    ...{ level: "failure", title: "a: b", message: "50 %\n::set-output name=outcome::allow\n##[error]x" },
  };

  it("are commands of ours, in which nothing else is one", () => {
    expect(renderLogCommands([annotation])).toEqual([
      "::error file=src/a%2Cb.ts,line=2,col=3,title=a%3A b::50 %25%0A: :set-output name=outcome::allow%0A## [error]x",
    ]);
  });

  it("are ten of a type at most, failures first, and a line says how many more there are", () => {
    const { startColumn: _from, endColumn: _to, ...plain } = annotation;
    const many = (level: CheckAnnotation["level"], count: number): readonly CheckAnnotation[] =>
      Array.from({ length: count }, () => ({ ...plain, endLine: 4, message: "m", level }));
    const lines = renderLogCommands([...many("notice", 11), ...many("failure", 12), ...many("warning", 2)]);
    expect(lines.map((line) => line.split(" ")[0])).toEqual([
      ...Array(10).fill("::error"),
      ...Array(2).fill("::warning"),
      ...Array(10).fill("::notice"),
      "3",
    ]);
    expect(lines.at(-1)).toBe("3 more annotations: the job summary and publication.json have them.");
    expect(lines[0]).toBe("::error file=src/a%2Cb.ts,line=2,endLine=4,title=a%3A b::m");
  });
});
