import type { BranchEntity, CoverageMap, FileCoverage } from "@tollgate/model";
import { exactMap, fileCoverage, lineMap } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Measurement, measure } from "../testing/coverage.ts";
import { planProjection } from "./plan.ts";
import { type Projection, projectCounts } from "./project-counts.ts";

/** Projects one measurement on the map of another; answers certain counts, upper ends where they differ, and phantoms. */
function project(
  from: Measurement,
  to: Measurement,
): { counts: number[]; mayCounts?: number[]; phantoms: number } {
  return shown(projectOn(measure(from), measure(to).map));
}

function projectOn({ map, counts }: Pick<FileCoverage, "map" | "counts">, to: CoverageMap): Projection {
  return projectCounts(planProjection(map, to), counts);
}

function shown({ counts, mayCounts, phantoms }: Projection): ReturnType<typeof project> {
  const isCertain = counts.every((count, i) => count === mayCounts[i]);
  return { counts: [...counts], ...(isCertain ? {} : { mayCounts: [...mayCounts] }), phantoms };
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
    const { map } = measure({
      statements: [
        [1, 0, 0],
        [2, 0, 0],
      ],
    });
    const open = { ...from.map, statements: ends };
    expect(shown(projectOn({ map: open, counts: from.counts }, map))).toEqual({
      counts: [3, -1],
      phantoms: 0,
    });
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

  it("match by line in order where both have as many", () => {
    const from = {
      statements: [
        [1, 1, 4],
        [1, 21, 0],
      ],
    } as const;
    const to = {
      statements: [
        [1, 0, 0],
        [1, 20, 0],
      ],
    } as const;
    expect(project(from, to)).toEqual({ counts: [4, 0], phantoms: 0 });
  });

  it("of which a line has more on one side may be any of those of the other", () => {
    const one = { statements: [[1, 1, 4]] } as const;
    const two = {
      statements: [
        [1, 0, 3],
        [1, 20, 0],
      ],
    } as const;
    expect(project(one, two)).toEqual({ counts: [0, 0], mayCounts: [4, 4], phantoms: 0 });
    expect(project(two, one)).toEqual({ counts: [0], mayCounts: [3], phantoms: 0 });
  });

  it("that start where another one is found are not the next one of the line", () => {
    const from = measure({
      statements: [
        [1, 0, 0],
        [1, 0, 5],
      ],
    });
    from.map.statements[7] = 99;
    const to = {
      statements: [
        [1, 0, 0],
        [1, 20, 0],
      ],
    } as const;
    expect(shown(projectOn(from, measure(to).map))).toEqual({ counts: [0, -1], phantoms: 1 });
  });

  it("that share their start are told apart by their end", () => {
    const two = measure({
      statements: [
        [1, 0, 5],
        [1, 0, 0],
        [1, 30, 1],
      ],
    });
    two.map.statements[3] = 99;
    const to = measure({
      statements: [
        [1, 0, 0],
        [1, 0, 0],
        [1, 40, 0],
      ],
    });
    to.map.statements[7] = 99;
    expect(shown(projectOn(two, to.map))).toEqual({ counts: [0, 5, 1], phantoms: 0 });
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
    expect(project(from, to)).toEqual({ counts: [1, -1], mayCounts: [5, -1], phantoms: 1 });
  });

  it("of which a line has more on one side are called in doubt", () => {
    const lines = { statements: [], functions: [f(3, -1, 5)] };
    const exact = { statements: [[1, 1, 0]], functions: [f(3, 2), f(3, 30)] } as const;
    expect(project(lines, exact)).toEqual({ counts: [-1, 0, 0], mayCounts: [-1, 5, 5], phantoms: 0 });
  });
});

describe("branches", () => {
  it("match by place, and their arms where they start alike", () => {
    const from = { statements: [[1, 1, 0]], branches: [branch(2, 4, [1, 0]), branch(5, 4, [3, 3])] } as const;
    const to = { statements: [], branches: [branch(2, 4, [0, 0]), branch(5, 4, [0, 0, 0])] };
    expect(project(from, to)).toEqual({
      counts: [1, 0, 3, 3, 0],
      mayCounts: [1, 0, 3, 3, 3],
      phantoms: 1,
    });
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

  it("of which some ran cover none for certain, because nothing says which", () => {
    expect(project({ statements: [], conditions: [[2, 1, 2]] }, exact)).toEqual({
      counts: [-1, 0, 0],
      mayCounts: [-1, 1, 1],
      phantoms: 0,
    });
  });

  it("of another number than the arms cover none for certain", () => {
    expect(project({ statements: [], conditions: [[2, 3, 3]] }, exact).counts).toEqual([-1, 0, 0]);
  });

  it("match conditions of equal total, and of another may be all of them", () => {
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
      ),
    ).toEqual({ counts: [1, 0, -1], mayCounts: [1, 4, -1], phantoms: 0 });
  });
});

describe("any two maps", () => {
  const file = fileCoverage(fc.oneof(exactMap, lineMap));

  it("project without inventing hits", () => {
    fc.assert(
      fc.property(file, file, (from, to) => {
        const { counts, mayCounts } = projectOn(from, to.map);
        const largest = [...from.counts].reduce((a, b) => Math.max(a, b), 0);
        expect(counts).toHaveLength(to.counts.length);
        for (const [i, count] of counts.entries()) {
          expect(count).toBeGreaterThanOrEqual(-1);
          expect(count).toBeLessThanOrEqual(mayCounts[i]!);
          expect(mayCounts[i]).toBeLessThanOrEqual(Math.max(largest, 2));
        }
      }),
    );
  });

  it("project hits that are zero to nothing that ran", () => {
    fc.assert(
      fc.property(file, file, (from, to) => {
        const none = from.counts.map((count) => Math.min(count, 0));
        expect(projectOn({ ...from, counts: none }, to.map).mayCounts.every((count) => count <= 0)).toBe(
          true,
        );
      }),
    );
  });

  it("leave counts alone where the maps are equal", () => {
    fc.assert(
      fc.property(file, ({ map, counts }) => {
        expect(shown(projectOn({ map, counts }, map))).toEqual({ counts: [...counts], phantoms: 0 });
      }),
    );
  });
});
