import { branchEntities, extentsOf } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeCoverage } from "./merge-coverage.ts";
import { measure, reportOf } from "./testing/coverage.ts";

const named = (...taken: number[]): ReturnType<typeof measure> =>
  measure({
    statements: [
      [1, 2, 1],
      [2, 2, 1],
    ],
    branches: [
      { type: "if", line: 1, column: 2, taken: [3] },
      { type: "if", line: 2, column: 2, taken },
    ],
  });
const counted = (covered: number, total: number): ReturnType<typeof measure> =>
  measure({
    statements: [
      [1, 1],
      [2, 1],
    ],
    conditions: [[2, covered, total]],
  });

function merged(
  ...files: readonly ReturnType<typeof measure>[]
): ReturnType<typeof mergeCoverage>["files"][number] {
  const reports = files.map((file, i) =>
    reportOf(
      [file],
      { kind: i % 2 === 0 ? "unit" : "e2e", shard: { index: i + 1, total: files.length } },
      `${i}`,
    ),
  );
  return mergeCoverage(reports).files[0]!;
}

function branchesOf({
  map,
  counts,
  mayCounts,
}: Pick<ReturnType<typeof merged>, "map" | "counts" | "mayCounts">): unknown {
  return extentsOf(map, counts, mayCounts).branches;
}

describe("arms that one report names and another counts", () => {
  it.each([
    ["one of two, none of them known", [named(0, 0), counted(1, 2)], { found: 3, hit: 2, mayHit: 2 }],
    ["perhaps the one that is known", [named(5, 0), counted(1, 2)], { found: 3, hit: 2, mayHit: 3 }],
    ["more than are known", [named(5, 0, 0, 0), counted(2, 4)], { found: 5, hit: 3, mayHit: 4 }],
    ["all", [named(0, 0), counted(2, 2)], { found: 3, hit: 3, mayHit: 3 }],
    ["none", [named(0, 4), counted(0, 2)], { found: 3, hit: 2, mayHit: 2 }],
    ["of another number", [named(0, 0), counted(1, 3)], { found: 3, hit: 1, mayHit: 3 }],
    ["twice", [named(0, 0, 0), counted(1, 3), counted(1, 3)], { found: 4, hit: 2, mayHit: 3 }],
    [
      "beside shards that name them",
      [named(1, 0), counted(1, 2), named(0, 1)],
      { found: 3, hit: 3, mayHit: 3 },
    ],
  ])("have a number of at least and at most: %s", (_how, files, wanted) => {
    expect(branchesOf(merged(...files))).toEqual(wanted);
    expect(branchesOf(merged(...files.toReversed()))).toEqual(wanted);
  });

  it("are exact for the kind that counts them, and for the one that names them", () => {
    const file = merged(named(5, 0, 0), counted(2, 3));
    expect(file.byKind.map((of) => [of.kind, branchesOf({ map: file.map, ...of })])).toEqual([
      ["e2e", { found: 3, hit: 2, mayHit: 2 }],
      ["unit", { found: 4, hit: 2, mayHit: 2 }],
    ]);
  });

  it("may have run where the kind that names others did not measure them", () => {
    const file = merged(named(5, -1), counted(1, 2));
    const unit = file.byKind.find(({ kind }) => kind === "unit")!;
    expect(branchesOf({ map: file.map, ...unit })).toEqual({ found: 3, hit: 2, mayHit: 3 });
  });

  it("keep their names on other lines", () => {
    const { map } = merged(named(0, 0), counted(1, 2));
    expect(branchEntities(map).map(({ line }) => line)).toEqual([1]);
    expect([...map.conditions]).toEqual([2, 2]);
  });

  it("never leave the truth outside", () => {
    const truth = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(truth, fc.infiniteStream(fc.boolean()), (runs, isNamed) => {
        const files = [named(0, 0, 0)];
        for (const arms of runs) {
          const taken = arms.map(Number);
          const covered = taken.filter((hits) => hits > 0).length;
          files.push(isNamed.next().value === true ? named(...taken) : counted(covered, 3));
        }
        const all = [0, 1, 2].filter((arm) => runs.some((arms) => arms[arm] === true)).length;
        const { found, hit, mayHit } = branchesOf(merged(...files)) as {
          found: number;
          hit: number;
          mayHit: number;
        };
        expect(found).toBe(4);
        expect(hit).toBeLessThanOrEqual(all + 1);
        expect(mayHit).toBeGreaterThanOrEqual(all + 1);
      }),
    );
  });
});
