import type { ChangedFile, ChangeSet, Evidence, MergedFinding, Report, ReportInput } from "@tollgate/model";
import { sourceText } from "@tollgate/source";
import { aFinding, aReport } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BaseFiles } from "../changed/base-files.ts";
import { changeOf, edits, newLines } from "../testing/edits.ts";
import { compareFindingsWithBase, type FindingTexts } from "./compare-findings.ts";

const path = "src/cart.ts";
const at = (line: number, members: Partial<MergedFinding> = {}): MergedFinding =>
  aFinding({ path, line, package: "shop", ...members });

const input: ReportInput = {
  id: "sha256:1",
  origin: {
    package: "shop",
    kind: "analysis",
    job: "",
    shard: { index: 1, total: 1 },
    attempt: 1,
    environment: [],
    invocation: "reports",
  },
  input: { path: "reports/eslint.sarif", bytes: 1, digest: "sha256:1" },
  status: "ok",
  holds: "findings",
  tools: ["ESLint"],
  superseded: false,
};

const looked: Evidence = {
  id: "sha256:2",
  origin: input.origin,
  input: input.input,
  status: "ok",
  problems: [],
  runs: [],
  findings: { tools: ["ESLint"], findings: [] },
};

const unchanged: ChangeSet = { baseSha: "b", files: [] };
const allKnown: BaseFiles = { known: true, differing: new Set() };

type Setting = {
  readonly changes?: ChangeSet | object;
  readonly files?: BaseFiles;
  readonly findingTexts?: FindingTexts;
  readonly inputs?: readonly ReportInput[];
  readonly current?: readonly Evidence[];
};

function compare(
  base: readonly MergedFinding[],
  head: readonly MergedFinding[],
  { changes = unchanged, files = allKnown, findingTexts, inputs = [input], current = [looked] }: Setting = {},
) {
  const report: Report = aReport({ findings: base, inputs });
  return compareFindingsWithBase(head, current, {
    baseline: { how: "bundle main.tollgate", report, files },
    packages: [{ name: "shop", dir: "", scripts: [] }],
    changes,
    ...(findingTexts === undefined ? {} : { findingTexts }),
  });
}

const statesOf = (...told: Parameters<typeof compare>) =>
  compare(...told).findings.map(({ change }) => change);

function changed(members: Partial<ChangedFile>): ChangeSet {
  const file: ChangedFile = {
    path,
    change: "modified",
    content: "text",
    added: [],
    removed: [],
    blank: [],
    ...members,
  };
  return { baseSha: "b", files: [file] };
}

describe("against the base a finding", () => {
  it("at its place is unchanged, another one new, and one that is gone fixed", () => {
    const { findings, fixed } = compare([at(3), at(9)], [at(3), at(5)]);
    expect(findings.map(({ line, change }) => [line, change])).toEqual([
      [3, "unchanged"],
      [5, "new"],
    ]);
    expect(fixed.map(({ line }) => line)).toEqual([9]);
  });

  it("moves with its line", () => {
    const changes = changed({ added: [[1, 4]] });
    expect(statesOf([at(3)], [at(7)], { changes })).toEqual(["unchanged"]);
    expect(statesOf([at(3)], [at(3)], { changes })).toEqual(["new"]);
  });

  it("moves with its file", () => {
    const changes = changed({ path: "src/basket.ts", oldPath: path, change: "renamed", added: [[1, 1]] });
    expect(statesOf([at(3)], [at(4, { path: "src/basket.ts" })], { changes })).toEqual(["unchanged"]);
  });

  it("of a copied file is new", () => {
    const changes = changed({ path: "src/basket.ts", oldPath: path, change: "copied" });
    expect(statesOf([at(3)], [at(3), at(3, { path: "src/basket.ts" })], { changes })).toEqual([
      "unchanged",
      "new",
    ]);
  });

  it("on a changed line is unchanged where the line is still known, and new where it is not", () => {
    const changes = changed({ added: [[1, 2]], removed: [[1, 1]] });
    const text = (lines: string) => new Map([[path, sourceText(lines, path)]]);
    const findingTexts = {
      base: text("const sum = eval(items);\n"),
      head: text("throw eval(why);\nconst sum = eval(items, 1);\n"),
    };
    expect(statesOf([at(1)], [at(1), at(2)], { changes, findingTexts })).toEqual(["new", "unchanged"]);
    expect(statesOf([at(1)], [at(1), at(2)], { changes })).toEqual(["new", "new"]);
  });

  it("with another message on its line is unchanged", () => {
    expect(statesOf([at(3, { message: "complexity 12" })], [at(3, { message: "complexity 13" })])).toEqual([
      "unchanged",
    ]);
  });

  it.each<[string, Partial<MergedFinding>]>([
    ["tool", { tool: "CodeQL" }],
    ["rule", { rule: "no-new-func" }],
  ])("of another %s is another one", (_what, members) => {
    expect(compare([at(3, members)], [at(3)]).findings[0]?.change).toBe("new");
  });

  it("is known by its fingerprint wherever it is", () => {
    const changes = changed({ added: [[1, 9]], removed: [[1, 9]] });
    const [before, after] = [
      at(3, { fingerprints: ["id=1"] }),
      at(8, { fingerprints: ["id=1"], message: "other" }),
    ];
    expect(statesOf([before], [after], { changes })).toEqual(["unchanged"]);
  });

  it("is not known by a fingerprint that others have, too", () => {
    const changes = changed({ added: [[8, 9]], removed: [[3, 3]] });
    const login = (line: number) => at(line, { fingerprints: ["id=requires login"] });
    expect(statesOf([login(3), login(5)], [login(4), login(9)], { changes })).toEqual(["unchanged", "new"]);
  });

  it("is known by a partial fingerprint in its file only", () => {
    const changes = changed({ added: [[1, 9]], removed: [[1, 9]] });
    const partial = (line: number, file = path) =>
      at(line, { path: file, partialFingerprints: ["primaryLocationLineHash=39fa2ee980eb94b0:1"] });
    expect(statesOf([partial(3)], [partial(8)], { changes })).toEqual(["unchanged"]);
    expect(statesOf([partial(3)], [partial(8, "src/pay.ts")], { changes })).toEqual(["new"]);
  });

  it("counts once for each of the base", () => {
    expect(statesOf([at(3)], [at(3), at(3, { occurrence: 2 })])).toEqual(["unchanged", "new"]);
  });

  it.each<[string, Setting]>([
    ["the diff is not known", { changes: {} }],
    ["the base is of an unknown commit", { files: { known: false, reason: "", remedy: "" } }],
    ["the file differs in the base report", { files: { known: true, differing: new Set([path]) } }],
  ])("is told by its message where %s, one for one", (_what, setting) => {
    expect(statesOf([at(3), at(9)], [at(4), at(5), at(20)], setting)).toEqual([
      "unchanged",
      "unchanged",
      "new",
    ]);
  });

  it("without a line is told by its message", () => {
    const { line: _line, ...whole } = at(1);
    expect(statesOf([whole], [whole])).toEqual(["unchanged"]);
  });

  it("that was suppressed is not new when it no longer is", () => {
    expect(statesOf([at(3, { suppressed: { kind: "inSource" } })], [at(3)])).toEqual(["unchanged"]);
  });

  it.each<[string, Partial<MergedFinding>]>([
    ["passed", { level: "none" }],
    ["was absent", { baselineState: "absent" }],
  ])("that %s on the base is new", (_what, members) => {
    expect(compare([at(3, members)], [at(3)])).toMatchObject({ findings: [{ change: "new" }], fixed: [] });
  });

  it("is of no state where the base has no report of its tool, or one that could not be read", () => {
    expect(statesOf([], [at(3)], { inputs: [] })).toEqual([undefined]);
    expect(statesOf([], [at(3)], { inputs: [{ ...input, status: "partial" }] })).toEqual([undefined]);
  });

  it("of a dirty checkout of the base is none of the base", () => {
    const inputs = [{ ...input, dirty: true }];
    expect(statesOf([at(3, { sources: [input.id] })], [at(3)], { inputs })).toEqual(["new"]);
  });

  it("is not fixed where its tool did not look", () => {
    expect(compare([at(3)], [], { current: [] })).toMatchObject({
      fixed: [],
      missing: [{ what: "findings of ESLint for shop", about: "findings" }],
    });
  });

  it("has the state that its line had, whatever was edited", () => {
    fc.assert(
      fc.property(edits, fc.array(fc.integer({ min: 1, max: 20 })), (edit, found) => {
        const changes = { baseSha: "b", files: [changeOf(edit)] };
        const now = newLines(edit);
        const lines = [...new Set(found)].sort((a, b) => a - b).filter((line) => now.has(line));
        const head = lines.map((line) => at(now.get(line)!));
        expect(
          statesOf(
            lines.map((line) => at(line)),
            head,
            { changes },
          ),
        ).toEqual(head.map(() => "unchanged"));
        expect(statesOf([], head, { changes })).toEqual(head.map(() => "new"));
      }),
    );
  });
});
