import { extentsOf } from "@tollgate/model";
import { aFile, aReport, textOf } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderLcov } from "./lcov.ts";
import { anyPlacedFile } from "./testing/arbitraries.ts";

const written = (...coverage: readonly ReturnType<typeof aFile>[]): string =>
  textOf(renderLcov(aReport({ coverage })));

describe("the lcov tracefile", () => {
  it("has a record for each file", () => {
    const file = aFile({
      path: "src/cart.ts",
      lines: { 2: 3, 1: 0, 5: 0 },
      functions: [
        { name: "add", line: 1, column: 9, endLine: 3, hits: 3 },
        { name: "add", line: 5, column: 0, endLine: -1, hits: 0 },
        { name: "gone\nname", line: 9, column: 0, endLine: 9, hits: -1 },
      ],
      branches: [
        { line: 2, arms: [3, 0] },
        { line: 5, arms: [0, 0] },
        { line: 2, arms: [0] },
      ],
    });
    expect(written(file)).toMatchInlineSnapshot(`
      "# written by tollgate
      TN:
      SF:src/cart.ts
      FN:1,3,add
      FN:5,add@5:0
      FNDA:3,add
      FNDA:0,add@5:0
      FNF:2
      FNH:1
      BRDA:2,0,0,3
      BRDA:2,0,1,0
      BRDA:5,1,0,-
      BRDA:5,1,1,-
      BRDA:2,2,0,0
      BRF:5
      BRH:1
      DA:1,0
      DA:2,3
      DA:5,0
      LF:3
      LH:1
      end_of_record
      "
    `);
  });

  it("tells thousands of functions of one name and place apart", () => {
    const functions = Array.from({ length: 20_000 }, () => ({
      name: "f",
      line: 1,
      column: 0,
      endLine: 1,
      hits: 1,
    }));
    const names = written(aFile({ lines: { 1: 1 }, functions })).match(/^FN:.*$/gm)!;
    expect(new Set(names).size).toBe(20_000);
    expect(names.slice(0, 3)).toEqual(["FN:1,1,f", "FN:1,1,f@1:0", "FN:1,1,f@1:0#2"]);
  });

  it("comes in pieces of a bounded length", () => {
    const lines = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [i + 1, 1]));
    const lengths = Array.from(renderLcov(aReport({ coverage: [aFile({ lines })] })), ({ length }) => length);
    expect(lengths.length).toBeGreaterThan(5);
    expect(Math.max(...lengths)).toBeLessThan(66_000);
  });

  it("covers the first of arms that have no identity", () => {
    const file = aFile({ lines: { 4: 1 } });
    const text = written({
      ...file,
      map: { ...file.map, conditions: Int32Array.from([4, 3]) },
      counts: Float64Array.from([1, 2]),
      mayCounts: Float64Array.from([1, 3]),
    });
    expect(text.match(/^BR.*$/gm)).toEqual([
      "BRDA:4,0,0,1",
      "BRDA:4,0,1,1",
      "BRDA:4,0,2,0",
      "BRF:3",
      "BRH:2",
    ]);
  });

  it("keeps a record whole whatever its path is called", () => {
    expect(written(aFile({ path: "a\nend_of_record\r", lines: {} }))).toContain(
      "SF:a\uFFFDend_of_record\uFFFD\n",
    );
  });

  it("agrees with its totals and with the report", () => {
    fc.assert(
      fc.property(anyPlacedFile, (file) => {
        const { lines, functions, branches } = extentsOf(file.map, file.counts, file.mayCounts);
        const text = written(file);
        const value = (record: string): number =>
          Number(new RegExp(`^${record}:(\\d+)$`, "m").exec(text)?.[1]);
        const hits = (record: RegExp): readonly string[] =>
          [...text.matchAll(record)].map(([, count = ""]) => count);
        const lineHits = hits(/^DA:\d+,(\d+)$/gm);
        const arms = hits(/^BRDA:.*,([^,\n]+)$/gm);
        const calls = hits(/^FNDA:(\d+),/gm);
        for (const [found, hit, extent, counts] of [
          ["LF", "LH", lines, lineHits],
          ["BRF", "BRH", branches, arms],
          ["FNF", "FNH", functions, calls],
        ] as const) {
          expect([value(found), value(hit)]).toEqual([extent.found, extent.hit]);
          expect([counts.length, counts.filter((count) => Number(count) > 0).length]).toEqual([
            extent.found,
            extent.hit,
          ]);
        }
        expect(new Set(hits(/^FNDA:\d+,(.*)$/gm)).size).toBe(calls.length);
      }),
    );
  });
});
