import type { Evidence } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { type CoverageContext, disputedFiles, mergeCoverage } from "./merge-coverage.ts";
import { extents, inText, measure, reportOf, shard } from "./testing/coverage.ts";

describe("coverage of another text", () => {
  const cart = (...hits: readonly number[]): ReturnType<typeof measure> =>
    measure({ statements: hits.map((count, i) => [i + 1, 2, count] as const) });
  const lines = (evidence: readonly Evidence[], context: CoverageContext): unknown => {
    const { files, problems } = mergeCoverage(evidence, context);
    return {
      ...extents(files[0]!).lines,
      problems: problems.map(({ code, severity, path }) => [code, severity, path]),
    };
  };

  it("that speaks of lines behind the end covers nothing for certain", () => {
    const reports = [reportOf([cart(1, 0)], shard(1), "a"), reportOf([cart(1, 1, 1, 1, 1)], shard(2), "b")];
    const context = inText(2, cart(0, 0).map);
    expect(lines(reports, context)).toEqual({
      ...{ found: 2, hit: 1, mayHit: 2 },
      problems: [["map-mismatch", "error", "coverage/b.json"]],
    });
    expect(lines(reports, { ...context, otherSource: "bound" })).toMatchObject({
      problems: [["map-mismatch", "warning", "coverage/b.json"]],
    });
  });

  it("is on both sides where reports name different versions", () => {
    const reports = [
      reportOf([{ ...cart(1, 0), version: "nyc:1" }], shard(1), "a"),
      reportOf([{ ...cart(0, 0), version: "nyc:2" }], shard(2), "b"),
    ];
    expect(disputedFiles(reports)).toEqual(["src/cart.ts"]);
    expect(lines(reports, {})).toEqual({
      ...{ found: 2, hit: 0, mayHit: 2 },
      problems: [
        ["map-mismatch", "error", "coverage/a.json"],
        ["map-mismatch", "error", "coverage/b.json"],
      ],
    });
    const alike = reports.map((report, i) => ({
      ...report,
      coverage: { files: [{ ...report.coverage!.files[0]!, version: `${i === 0 ? "nyc" : "lcov"}:1` }] },
    }));
    expect(lines(alike, {})).toEqual({ found: 2, hit: 1, mayHit: 1, problems: [] });
  });

  it("is what the digest of the source refutes", () => {
    const reports = [
      reportOf([{ ...cart(1, 0), version: "md5:aa" }], shard(1), "a"),
      reportOf([{ ...cart(0, 1), version: "md5:bb" }], shard(2), "b"),
    ];
    const content = { map: cart(0, 0).map };
    const references = new Map([["src/cart.ts", { lines: 2, md5: ["aa"], content }]]);
    expect(lines(reports, { references })).toEqual({
      ...{ found: 2, hit: 1, mayHit: 2 },
      problems: [["map-mismatch", "error", "coverage/b.json"]],
    });
  });

  it("that comes from another commit is measured by the source, and joins no run of this one", () => {
    const old = { ...reportOf([cart(5, 5, 5)], shard(1), "b"), commit: "old" };
    const now = { ...reportOf([cart(1, 0)], shard(1), "a"), commit: "new" };
    expect(disputedFiles([old], { headSha: "new" })).toEqual(["src/cart.ts"]);
    const context = { ...inText(9, cart(0, 0).map), headSha: "new" };
    expect(lines([old], context)).toEqual({ found: 2, hit: 0, mayHit: 2, problems: [] });
    expect(lines([old, now], context)).toEqual({ found: 2, hit: 1, mayHit: 2, problems: [] });
    expect(lines([{ ...old, commit: "new" }], context)).toMatchObject({ found: 3, hit: 3 });
  });

  it("that covers nothing may not cover anything", () => {
    const reports = [reportOf([cart(1, 0)], shard(1), "a"), reportOf([cart(0, 0, 0, 0, 0)], shard(2), "b")];
    expect(lines(reports, inText(2, cart(0, 0).map))).toMatchObject({ found: 2, hit: 1, mayHit: 1 });
  });
});
