import type { BranchEntity } from "@tollgate/model";
import { exactMap, fileCoverage, lineMap } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectCounts } from "./project-counts.ts";
import { type Measurement, measure } from "./testing/coverage.ts";

/** Projects one measurement on the map of another; answers the counts and how much had no place. */
function project(from: Measurement, to: Measurement): { counts: number[]; phantoms: number } {
  const source = measure(from);
  const { counts, phantoms } = projectCounts(source.map, source.counts, measure(to).map);
  return { counts: [...counts], phantoms };
}

const f = (
  line: number,
  column: number,
  hits = 0,
  name = "f",
): NonNullable<Measurement["functions"]>[number] => ({
  name,
  line,
  column,
  endLine: -1,
  hits,
});
const branch = (
  line: number,
  column: number,
  taken: readonly number[],
  type: BranchEntity["type"] = "if",
): NonNullable<Measurement["branches"]>[number] => ({ type, line, column, taken });

describe("statements", () => {
  it("match by their start, whatever their end", () => {
    const from = measure({ statements: [[1, 0, 3]] });
    const ends = Int32Array.of(1, 0, 1, -1);
    const { counts, phantoms } = projectCounts(
      { ...from.map, statements: ends, digest: "other" },
      from.counts,
      measure({
        statements: [
          [1, 0, 0],
          [2, 0, 0],
        ],
      }).map,
    );
    expect({ counts: [...counts], phantoms }).toEqual({ counts: [3, -1], phantoms: 0 });
  });

  it("get a line's hit for the first of the line only", () => {
    expect(
      project(
        { statements: [[1, 5]] },
        {
          statements: [
            [1, 20, 0],
            [1, 2, 0],
            [2, 2, 0],
          ],
        },
      ),
    ).toEqual({
      counts: [-1, 5, -1],
      phantoms: 0,
    });
  });

  it("stay uncovered where the line did not run", () => {
    expect(project({ statements: [[1, 0]] }, { statements: [[1, 2, 0]] }).counts).toEqual([0]);
  });

  it("that are not measured give nothing", () => {
    expect(project({ statements: [[1, -1]] }, { statements: [[1, 2, 0]] })).toEqual({
      counts: [-1],
      phantoms: 0,
    });
  });

  it("of lines without code are phantoms, each line once", () => {
    const v8 = {
      statements: [
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 0],
      ],
    } as const;
    expect(project(v8, { statements: [[2, 2, 0]] })).toEqual({ counts: [1], phantoms: 3 });
  });
});

describe("functions", () => {
  it("match by their exact place", () => {
    const from = { statements: [[9, 9, 0]], functions: [f(1, 8, 4), f(1, 2, 7)] } as const;
    const to = { statements: [], functions: [f(1, 2), f(1, 8)] };
    expect(project(from, to).counts).toEqual([7, 4]);
  });

  it("match by line in order where both know equally many, whatever their names", () => {
    const lines = { statements: [], functions: [f(3, -1, 5, "add"), f(3, -1, 0, "sub")] };
    const exact = {
      statements: [[1, 1, 0]],
      functions: [f(3, 2, 0, "(anonymous_1)"), f(3, 30, 0, "(anonymous_2)")],
    } as const;
    expect(project(lines, exact).counts.slice(1)).toEqual([5, 0]);
  });

  it("that match exactly are not there for others of their line", () => {
    const from = { statements: [[9, 9, 0]], functions: [f(3, 31, 5), f(3, 2, 0)] } as const;
    const to = { statements: [], functions: [f(3, 2), f(3, 30)] };
    expect(project(from, to).counts).toEqual([0, 5]);
  });

  it("at one place give no credit to others of their line", () => {
    const from = { statements: [[9, 9, 0]], functions: [f(3, 2, 1), f(3, 2, 5)] } as const;
    const to = { statements: [], functions: [f(3, 2), f(3, 30)] };
    expect(project(from, to)).toEqual({ counts: [1, -1], phantoms: 2 });
  });

  it("give no credit where a line has more of them on one side", () => {
    const lines = { statements: [], functions: [f(3, -1, 5)] };
    const exact = { statements: [[1, 1, 0]], functions: [f(3, 2), f(3, 30)] } as const;
    expect(project(lines, exact)).toEqual({ counts: [-1, -1, -1], phantoms: 1 });
  });
});

describe("branches", () => {
  it("match by place and number of arms", () => {
    const from = { statements: [[1, 1, 0]], branches: [branch(2, 4, [1, 0]), branch(5, 4, [3, 3])] } as const;
    const to = { statements: [], branches: [branch(2, 4, [0, 0]), branch(5, 4, [0, 0, 0])] };
    expect(project(from, to)).toEqual({ counts: [1, 0, -1, -1, -1], phantoms: 2 });
  });

  it("of lcov match by line in order", () => {
    const lines = {
      statements: [],
      branches: [branch(2, -1, [1, 0], "branch"), branch(2, -1, [0, 6], "branch")],
    };
    const exact = {
      statements: [[9, 1, 0]],
      branches: [branch(2, 4, [0, 0]), branch(2, 30, [0, 0], "cond-expr")],
    } as const;
    expect(project(lines, exact).counts).toEqual([-1, 1, 0, 0, 6]);
  });

  it("of V8 are blocks, and never stand for an if or a default value", () => {
    const blocks = { statements: [[1, 0, 1]], branches: [branch(2, 4, [5], "branch")] } as const;
    const lines = { statements: [], branches: [branch(2, -1, [5], "branch")] };
    const exact = { statements: [[9, 1, 0]], branches: [branch(2, 4, [0], "default-arg")] } as const;
    for (const from of [blocks, lines]) expect(project(from, exact).counts.at(-1)).toBe(-1);
  });
});

describe("conditions", () => {
  const exact = { statements: [[9, 1, 0]], branches: [branch(2, 4, [0, 0])] } as const;

  it("that all ran cover every arm of their line", () => {
    expect(project({ statements: [], conditions: [[2, 2, 2]] }, exact).counts).toEqual([-1, 1, 1]);
  });

  it("of which some ran cover none, because nothing says which", () => {
    expect(project({ statements: [], conditions: [[2, 1, 2]] }, exact).counts).toEqual([-1, 0, 0]);
  });

  it("of another number than the arms cover none", () => {
    expect(project({ statements: [], conditions: [[2, 3, 3]] }, exact).counts).toEqual([-1, 0, 0]);
  });

  it("match conditions of equal total only", () => {
    const to = {
      statements: [],
      conditions: [
        [1, 0, 2],
        [2, 0, 4],
        [3, 0, 2],
      ],
    } as const;
    expect(
      project(
        {
          statements: [],
          conditions: [
            [1, 1, 2],
            [2, 2, 2],
          ],
        },
        to,
      ).counts,
    ).toEqual([1, -1, -1]);
  });
});

describe("any two maps", () => {
  const file = fileCoverage(fc.oneof(exactMap, lineMap));

  it("project without inventing hits", () => {
    fc.assert(
      fc.property(file, file, (from, to) => {
        const { counts } = projectCounts(from.map, from.counts, to.map);
        const largest = Math.max(0, ...from.counts);
        expect(counts).toHaveLength(to.counts.length);
        for (const count of counts) {
          expect(count).toBeGreaterThanOrEqual(-1);
          expect(count).toBeLessThanOrEqual(Math.min(Number.MAX_SAFE_INTEGER, largest * from.counts.length));
        }
      }),
    );
  });

  it("project hits that are zero to nothing that ran", () => {
    fc.assert(
      fc.property(file, file, (from, to) => {
        const none = from.counts.map((count) => Math.min(count, 0));
        expect(projectCounts(from.map, none, to.map).counts.every((count) => count <= 0)).toBe(true);
      }),
    );
  });

  it("leave counts alone where the maps are equal", () => {
    fc.assert(
      fc.property(file, ({ map, counts }) => {
        expect(projectCounts(map, counts, map)).toEqual({ counts, phantoms: 0 });
      }),
    );
  });
});
