import { describe, expect, it } from "vitest";
import { type KnownReport, reportGlobs } from "./report-globs.ts";

const packages = ["", "packages/api", "packages/web", "tools"].map((dir) => ({
  name: dir,
  dir,
  scripts: [],
}));

function globs(paths: readonly string[], isExact = true): readonly string[] {
  const reports = paths.map((path): KnownReport => ({ path, kind: "unit" }));
  return reportGlobs(reports, packages, () => isExact).flatMap(({ files }) => files);
}

describe("the globs for reports", () => {
  it.each([
    [
      "one file for the same file of several packages",
      ["packages/api/reports/junit.xml", "packages/web/reports/junit.xml"],
      ["packages/*/reports/junit.xml"],
    ],
    [
      "the file itself in one package",
      ["packages/api/reports/junit.xml"],
      ["packages/api/reports/junit.xml"],
    ],
    ["the file itself in a package of its own folder", ["tools/junit.xml"], ["tools/junit.xml"]],
    [
      "an ending for many files of a folder",
      [
        "reports/TEST-a.xml",
        "reports/TEST-b.xml",
        "reports/TEST-c.xml",
        "reports/TEST-d.xml",
        "reports/e.json",
      ],
      ["reports/*.xml", "reports/e.json"],
    ],
    [
      "both at once",
      ["api", "web"].flatMap((name) =>
        ["a", "b", "c", "d"].map((id) => `packages/${name}/out/${id}-result.json`),
      ),
      ["packages/*/out/*.json"],
    ],
    ["any character for what is a pattern", ["reports/[ui] {a}!.xml"], ["reports/?ui? ?a??.xml"]],
    ["any character for what a policy may not hold", ["reports/a\\b\nc\u202e.xml"], ["reports/a?b?c?.xml"]],
  ])("are %s", (_, paths, wanted) => {
    expect(globs(paths)).toEqual(wanted);
  });

  it("are every file where short ones would take another", () => {
    const paths = ["packages/api/reports/junit.xml", "packages/web/reports/junit.xml"];
    expect(globs(paths, false)).toEqual(paths);
  });

  it("stand by kind", () => {
    const reports = [
      { path: "e2e/results.json", kind: "e2e" },
      { path: "packages/api/junit.xml", kind: "unit" },
      { path: "packages/web/junit.xml", kind: "unit" },
    ];
    expect(reportGlobs(reports, packages, () => true)).toEqual([
      { kind: "e2e", files: ["e2e/results.json"] },
      { kind: "unit", files: ["packages/*/junit.xml"] },
    ]);
  });
});
