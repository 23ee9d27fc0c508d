import { readFileSync } from "node:fs";
import { extentsOf } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { isMembers, ownList } from "../json/members.ts";
import { describeCoverageLaws } from "../testing/json-coverage-laws.ts";
import { type AllRecords, headOf, readAll } from "../testing/read-all.ts";
import { gcovrSummary } from "./reader.ts";

const files = ["gcovr-5.json", "gcovr-8.json"].map((name) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url)),
);

describeCoverageLaws({
  reader: gcovrSummary,
  files,
  missedIn: (document) =>
    (isMembers(document) ? (ownList(document, "files") ?? []) : []).reduce((sum: number, file) => {
      const missed = isMembers(file) ? Number(file["line_total"]) - Number(file["line_covered"]) : 0;
      return sum + Math.max(missed, 0);
    }, 0),
});

function figures(told: AllRecords): unknown {
  return told.files.map(({ path, map, counts }) => {
    const { lines, functions, branches } = extentsOf(map, counts, counts);
    return [path, ...[lines, functions, branches].map(({ found, hit }) => `${hit}/${found}`)].join(" ");
  });
}

describe("gcovr's summary", () => {
  it("is recognised, and has the figures of each file", () => {
    for (const file of files) expect(gcovrSummary.recognises(headOf(file))).toBe(true);
    expect(files.map((file) => figures(readAll(gcovrSummary, file)))).toEqual([
      ["lib.cpp 6/8 2/5 12/14", "lib.h 2/2 3/3 2/2", "t.cpp 9/10 25/28 47/138"],
      ["main.cpp 7/11 2/3 2/4"],
    ]);
  });

  it("need not know functions", () => {
    const file = { filename: "a.c", line_total: 2, line_covered: 1, branch_total: 0, branch_covered: 0 };
    const told = readAll(gcovrSummary, JSON.stringify({ files: [file], line_total: 2, line_covered: 1 }));
    expect(figures(told)).toEqual(["a.c 1/2 0/0 0/0"]);
    expect(told.problems).toEqual([]);
  });

  it("has an error for a file without a name, and for another list", () => {
    const codes = (value: unknown): readonly string[] =>
      readAll(gcovrSummary, JSON.stringify(value)).problems.map(
        ({ code, severity }) => `${severity} ${code}`,
      );
    expect(codes({ files: [{}, 3] })).toEqual(["error missing-field", "error no-coverage-data"]);
    expect(codes({ files: {} })).toEqual(["error missing-field", "error no-coverage-data"]);
    expect(codes([])).toHaveLength(1);
  });
});
