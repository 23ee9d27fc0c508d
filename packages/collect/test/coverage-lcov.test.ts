import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lcov } from "../src/lcov/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";
import { wantedFigures } from "./coverage-expected.ts";
import { figuresOf } from "./coverage-figures.ts";

/** Reports whose own totals count otherwise: once per template or class, or LF and LH the wrong way round. */
const otherTotals = new Set([
  "coverage/lcov/Bachmann1234_diff_cover/lcov.info",
  "coverage/lcov/danielpalme_ReportGenerator/src/Testprojects/CSharp/Reports/lcov.info",
  "coverage/lcov/gcovr_gcovr/exclusion/reference/exclude-line-branch/gcc-14/coverage.lcov",
  "coverage/lcov/gcovr_gcovr/merging/reference/different-functions-merge-use-line-0/gcc-5/coverage.lcov",
  "coverage/lcov/generated/alpha/coverage-branch.lcov",
  "coverage/lcov/generated/alpha/coverage-line.lcov",
]);

const lineZero = new Set([
  "coverage/lcov/gcovr_gcovr/merging/reference/different-functions-merge-use-line-0/gcc-5/coverage.lcov",
  "coverage/lcov/generated/alpha/coverage-branch.lcov",
]);

const rows = corpusRows("lcov");
const readable = rows.filter(({ expected }) => !("error" in (expected as object)));

describe.skipIf(rows.length === 0)("a tracefile of the corpus", () => {
  it.each(readable)("has the figures of the manifest: $path", (row) => {
    const { path, absolute } = row;
    const { files, problems } = readAll(lcov, readFileSync(absolute));
    expect(figuresOf(files)).toEqual(wantedFigures(row, ""));
    expect(problems.map(({ code }) => code).sort()).toEqual(
      [
        ...(otherTotals.has(path) ? ["declared-totals-differ"] : []),
        ...(lineZero.has(path) ? ["bad-position"] : []),
        ...(path.includes("truncated") ? ["truncated"] : []),
      ].sort(),
    );
  });

  it("reads the same with a byte order mark and CRLF", () => {
    const [plain, hostile] = ["cov-jest/lcov.info", "bom-cr.lcov"].map((end) =>
      readAll(lcov, readFileSync(rows.find(({ path }) => path.endsWith(end))!.absolute)),
    );
    expect(hostile).toEqual(plain);
  });

  it("keeps paths that leave the repository as data", () => {
    const { files } = readAll(lcov, readFileSync(hostileRow("path-traversal.lcov").absolute));
    expect(files.map(({ path }) => path)).toEqual([
      "../../../../etc/passwd",
      "/etc/shadow",
      "C:\\windows\\win.ini",
      "file:///x",
      "__proto__",
    ]);
  });

  it("that c8 left empty is no coverage data", () => {
    const { problems } = readAll(lcov, readFileSync(hostileRow("c8-empty/lcov.info").absolute));
    expect(problems).toMatchObject([{ code: "no-coverage-data", severity: "error" }]);
  });
});

function hostileRow(end: string): { readonly absolute: string } {
  return rows.find(({ path }) => path.startsWith("hostile/") && path.endsWith(end))!;
}
