import {
  type CoverageDifference,
  type DifferenceCounts,
  type Evidence,
  type FileCoverage,
  mapDigest,
  type Report,
  type TestCase,
} from "@tollgate/model";
import { sourceText } from "@tollgate/source";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeReport } from "../compute-report.ts";
import { measure, reportOf } from "../testing/coverage.ts";
import { type Versions, versionsOf } from "../testing/versions.ts";

const text = "const a = first(1);\nconst b = second(2);\nconst c = third(3);\n";

describe("lines against the base", () => {
  it.each<[string, string, Lines, Lines, DifferenceCounts]>([
    ["covered on both", text, { 1: 1 }, { 1: 2 }, { CBC: 1 }],
    ["covered on neither", text, { 1: 0 }, { 1: 0 }, { UBC: 1 }],
    ["no more covered", text, { 1: 1 }, { 1: 0 }, { LBC: 1 }],
    ["covered now", text, { 1: 0 }, { 1: 1 }, { GBC: 1 }],
    ["in reports only now, covered", text, {}, { 1: 1 }, { GIC: 1 }],
    ["in reports only now, uncovered", text, {}, { 1: 0 }, { UIC: 1 }],
    ["in reports only then, covered", text, { 1: 1, 2: 1 }, { 2: 1 }, { ECB: 1, CBC: 1 }],
    ["in reports only then, uncovered", text, { 1: 0, 2: 1 }, { 2: 1 }, { EUB: 1, CBC: 1 }],
    ["new and covered", `${text}const d = fourth(4);\n`, { 1: 1 }, { 1: 1, 4: 1 }, { CBC: 1, GNC: 1 }],
    ["new and uncovered", `${text}const d = fourth(4);\n`, { 1: 1 }, { 1: 1, 4: 0 }, { CBC: 1, UNC: 1 }],
    ["deleted, covered", text.replace(/.*\n/, ""), { 1: 1, 2: 1 }, { 1: 1 }, { DCB: 1, CBC: 1 }],
    ["deleted, uncovered", text.replace(/.*\n/, ""), { 1: 0, 2: 1 }, { 1: 1 }, { DUB: 1, CBC: 1 }],
    [
      "laid out in another way",
      text.replace("first(", "first(\n  "),
      { 1: 1, 2: 1 },
      { 1: 0, 3: 1 },
      { LBC: 1, CBC: 1 },
    ],
  ])("are %s", (_, after, was, now, counts) => {
    const versions = versionsOf("src/cart.ts", text, after);
    expect(compare([versions], [file(was)], [file(now)])).toMatchObject({ known: true, counts });
  });

  it("are all told once, those of the head and those of the base", () => {
    const hits = fc.dictionary(fc.constantFrom("1", "2", "3", "4", "5", "6"), fc.nat(1));
    const pool = ["a();", "b();", "c();", "if (d) {", "}", "e(\n", ");"];
    const source = fc.array(fc.constantFrom(...pool), { maxLength: 6 }).map((all) => `${all.join("\n")}\n`);
    fc.assert(
      fc.property(source, source, hits, hits, (before, after, was, now) => {
        const difference = compare([versionsOf("src/cart.ts", before, after)], [file(was)], [file(now)]);
        if (!difference.known) throw new Error(difference.reason);
        const { counts } = difference;
        const sum = (names: string): number =>
          names.split(" ").reduce((total, name) => total + (counts[name as keyof DifferenceCounts] ?? 0), 0);
        const isMeasured = Object.keys(now).length > 0;
        expect(sum("GNC UNC GIC UIC CBC UBC GBC LBC")).toBe(Object.keys(now).length);
        // What no report measures any more has vanished: it is in no class.
        expect(sum("CBC UBC GBC LBC ECB EUB DCB DUB")).toBe(isMeasured ? Object.keys(was).length : 0);
        expect(sum("GBC GNC GIC CBC")).toBe(Object.values(now).filter((count) => count > 0).length);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, FileCoverage, FileCoverage]>([
    ["now", file({ 1: 1, 2: 1 }), totalled(2, 1)],
    ["on the base", totalled(2, 2), file({ 1: 1, 2: 0 })],
  ])("are not compared where only totals are known %s", (_, was, now) => {
    const versions = versionsOf("src/cart.ts", text, text);
    expect(compare([versions], [was], [now])).toMatchObject({ counts: {}, notCompared: ["src/cart.ts"] });
  });

  it("are followed to another file", () => {
    const block =
      "export function total(order) {\n  return order.lines.reduce((sum, line) => sum + line.price, 0);\n}\n";
    const versions = [versionsOf("src/cart.ts", text + block, text), versionsOf("src/total.ts", "", block)];
    const now = [file({ 1: 1 }), file({ 2: 0 }, "src/total.ts")];
    expect(compare(versions, [file({ 1: 1, 5: 1 })], now)).toMatchObject({
      counts: { CBC: 1, LBC: 1 },
      files: [{ path: "src/total.ts", lost: [[2, 2]] }],
    });
  });

  it("are those of a renamed file under its new name", () => {
    const { change } = versionsOf("src/cart.ts", text, text);
    const renamed = { ...change, path: "src/new.ts", oldPath: "src/cart.ts", change: "renamed" as const };
    expect(
      compare(
        [{ change: renamed, before: text, after: text }],
        [file({ 1: 1 })],
        [file({ 1: 0 }, "src/new.ts")],
      ),
    ).toMatchObject({
      files: [{ path: "src/new.ts", oldPath: "src/cart.ts", inDiff: true, counts: { LBC: 1 } }],
    });
  });

  it("are lost outside the diff first, then most of them first", () => {
    const paths = ["src/a.ts", "src/b.ts", "src/c.ts", "src/d.ts"];
    const was = paths.map((path) => file({ 1: 1, 2: 1 }, path));
    const now = [
      file({ 1: 0, 2: 0 }, "src/a.ts"),
      file({ 1: 0, 2: 1 }, "src/b.ts"),
      file({ 1: 0, 2: 0 }, "src/c.ts"),
      file({ 1: 1, 2: 1, 3: 1 }, "src/d.ts"),
    ];
    const difference = compare([versionsOf("src/a.ts", text, `${text}more();\n`)], was, now);
    if (!difference.known) throw new Error(difference.reason);
    expect(difference.files.map(({ path, inDiff }) => [path, inDiff])).toEqual([
      ["src/c.ts", false],
      ["src/b.ts", false],
      ["src/a.ts", true],
      ["src/d.ts", false],
    ]);
  });
});

describe("lost coverage", () => {
  const [was, now] = [file({ 1: 1, 2: 1 }), file({ 1: 0, 2: 1 })];

  it("may come from a report that did not arrive", () => {
    const base = [
      reportOf([was], { kind: "e2e", invocation: "e2e/coverage" }, "1"),
      reportOf([now], {}, "2"),
    ];
    expect(causesOf(base, [reportOf([now], {}, "2")])).toEqual([
      { why: "report-missing", what: "e2e coverage that shop measured (e2e/coverage)" },
    ]);
  });

  it("may come from a line that an older attempt ran", () => {
    const older = reportOf([was], { attempt: 1 }, "1");
    expect(causesOf([reportOf([was])], [older, reportOf([now], { attempt: 2 }, "2")])).toEqual([
      { why: "flaky", lines: [[1, 1]] },
    ]);
  });

  it("may come from tests that are gone, skipped or failing", () => {
    const test = (name: string, status: TestCase["status"] = "passed"): TestCase => ({
      package: "shop",
      suite: [],
      name,
      status,
      details: [],
    });
    const withTests = (item: Evidence, cases: readonly TestCase[]): Evidence => ({
      ...item,
      tests: { entries: cases.length, cases },
    });
    const base = withTests(reportOf([was]), [test("a"), test("b"), test("c"), test("d")]);
    const head = withTests(reportOf([now]), [test("a"), test("b", "skipped"), test("c", "failed")]);
    expect(causesOf([base], [head])).toEqual([
      { why: "tests", kind: "unit", gone: 1, skipped: 1, failing: 1 },
    ]);
  });

  it("is not told of files that the base measured in another version", () => {
    const files = { known: true as const, differing: new Set(["src/cart.ts"]) };
    expect(compare([], [was], [now], files)).toMatchObject({
      counts: {},
      files: [],
      notCompared: ["src/cart.ts"],
    });
  });
});

describe("a file that vanished from coverage", () => {
  it("is told also where only its totals were known, if there were any", () => {
    const versions = versionsOf("src/cart.ts", text, text);
    const other = file({ 1: 1 }, "src/other.ts");
    const vanished = [{ path: "src/cart.ts", lines: 2 }];
    expect(compare([versions], [totalled(2, 1), other], [other])).toMatchObject({ vanished });
    expect(compare([versions], [totalled(0, 0), other], [other])).toMatchObject({ vanished: [] });
  });

  const both = [file({ 1: 1 }), file({ 1: 1 }, "src/other.ts")];

  it("is missing evidence, not fewer lines", () => {
    const report = reportFor([], [reportOf(both)], [reportOf([both[1]!])]);
    expect(report.baseline?.coverage).toMatchObject({
      counts: { CBC: 1 },
      vanished: [{ path: "src/cart.ts", package: "shop", lines: 1 }],
    });
    expect(report.missing).toMatchObject([
      { what: "coverage of src/cart.ts", package: "shop", because: "the base measured it (bundle)" },
    ]);
  });

  it("is none where it is deleted, or has no code any more", () => {
    const deleted = versionsOf("src/cart.ts", text, "");
    expect(reportFor([deleted], [reportOf(both)], [reportOf([both[1]!])]).missing).toEqual([]);
    const types = versionsOf("src/cart.ts", text, "export type A = 1;\n");
    expect(reportFor([types], [reportOf(both)], [reportOf([both[1]!])]).missing).toEqual([]);
  });
});

type Lines = Readonly<Record<number, number>>;

function file(lines: Lines, path = "src/cart.ts"): FileCoverage {
  const statements = Object.entries(lines).map(([line, hits]) => [Number(line), hits] as const);
  return { ...measure({ statements }), path };
}

type Files = NonNullable<NonNullable<Parameters<typeof computeReport>[1]["baseline"]>["files"]>;

function compare(
  versions: readonly Versions[],
  was: readonly FileCoverage[],
  now: readonly FileCoverage[],
  files?: Files,
): CoverageDifference {
  const isEmpty = ({ map }: FileCoverage): boolean => map.statements.length === 0 && map.totals === undefined;
  const some = (all: readonly FileCoverage[]): Evidence => reportOf(all.filter((item) => !isEmpty(item)));
  const report = reportFor(versions, [some(was)], [some(now)], files);
  return report.baseline?.coverage ?? { known: true, counts: {}, files: [], notCompared: [], vanished: [] };
}

function causesOf(base: readonly Evidence[], head: readonly Evidence[]): unknown {
  const difference = reportFor([], base, head).baseline?.coverage;
  return difference?.known === true ? difference.files[0]?.causes : difference;
}

function reportFor(
  versions: readonly Versions[],
  base: readonly Evidence[],
  head: readonly Evidence[],
  files: Files = { known: true, differing: new Set() },
): Report {
  const context = { subject: {}, packages: [], missing: [], problems: [] };
  const texts = (side: "before" | "after") =>
    versions.map(({ change, [side]: content }) => [change.path, sourceText(content, change.path)] as const);
  const code = (content: string) => ({
    code: { executable: content.includes("type") ? [] : [1], starts: [] },
  });
  return computeReport(
    { evidence: head },
    {
      ...context,
      changes: { baseSha: "b", files: versions.map(({ change }) => change) },
      sources: new Map(
        versions.map(({ change, after }) => [
          change.path,
          { lines: 99, hasOtherLineEnds: false, text: sourceText(after, change.path), ...code(after) },
        ]),
      ),
      baseTexts: new Map(texts("before")),
      treeFiles: ["src/cart.ts", "src/other.ts"],
      baseline: {
        how: "bundle",
        report: computeReport({ evidence: base }, { ...context, changes: { reason: "", remedy: "" } }),
        files,
      },
    },
  );
}

function totalled(lines: number, covered: number): FileCoverage {
  const { map, ...rest } = file({});
  const shape = { ...map, totals: { lines, functions: 0, branches: 0 } };
  return { ...rest, map: { ...shape, digest: mapDigest(shape) }, counts: Float64Array.of(covered, 0, 0) };
}
