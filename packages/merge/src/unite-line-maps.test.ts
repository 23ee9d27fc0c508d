import { branchEntities, type FunctionEntity, functionEntities } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { type Measurement, measure } from "./testing/coverage.ts";
import { uniteLineMaps } from "./unite-line-maps.ts";

const f = (line: number, name: string): FunctionEntity & { hits: number } => ({
  name,
  line,
  column: -1,
  endLine: -1,
  hits: 1,
});
const branch = (line: number, arms: number): NonNullable<Measurement["branches"]>[number] => ({
  type: "branch",
  line,
  column: -1,
  taken: new Array<number>(arms).fill(0),
});

function unite(
  ...measurements: readonly Omit<Measurement, "statements">[]
): ReturnType<typeof uniteLineMaps> {
  return uniteLineMaps(measurements.map((members) => measure({ statements: [], ...members }).map));
}

function namesOf(...maps: readonly (readonly FunctionEntity[])[]): readonly string[] {
  const counted = maps.map((functions) => ({
    functions: functions.map((entity) => ({ ...entity, hits: 1 })),
  }));
  return functionEntities(unite(...counted)).map(({ line, name }) => `${line} ${name}`);
}

describe("functions of maps that know lines only", () => {
  it("unite by line and name", () => {
    expect(namesOf([f(1, "a"), f(2, "b")], [f(2, "b"), f(3, "a")])).toEqual(["1 a", "2 b", "3 a"]);
  });

  it("are the same under another name where one tool has none for as many", () => {
    expect(namesOf([f(1, "(anonymous_0)"), f(4, "anonymous_3")], [f(1, "add"), f(4, "get size")])).toEqual([
      "1 (anonymous_0)",
      "4 anonymous_3",
    ]);
    expect(namesOf([f(1, "add")], [f(1, "(anonymous_0)")])).toEqual(["1 add"]);
  });

  it("are different where both have names, as templates have, or one has more", () => {
    expect(namesOf([f(1, "_Z1aIiE")], [f(1, "_Z1aIlE")])).toHaveLength(2);
    expect(namesOf([f(1, "(anonymous_0)")], [f(1, "add"), f(1, "sub")])).toHaveLength(3);
  });

  it("that share line and name in one map stay as many", () => {
    expect(namesOf([f(1, "x"), f(1, "x")], [f(1, "x")])).toEqual(["1 x", "1 x"]);
  });
});

describe("branches and conditions", () => {
  it("unite by line and number of arms, in order", () => {
    const united = unite(
      { branches: [branch(1, 2), branch(1, 2)] },
      { branches: [branch(1, 2), branch(1, 3)] },
    );
    expect(branchEntities(united).map(({ line, arms }) => [line, arms.length / 2])).toEqual([
      [1, 2],
      [1, 2],
      [1, 3],
    ]);
  });

  it("take the larger total of a line, and yield to branches with arms", () => {
    const { conditions } = unite(
      {
        conditions: [
          [1, 0, 2],
          [2, 0, 2],
        ],
      },
      { conditions: [[1, 0, 4]] },
      { branches: [branch(2, 2)] },
    );
    expect([...conditions]).toEqual([1, 4]);
  });
});

it("lists every line once, and does not depend on doubled maps", () => {
  const one = measure({
    statements: [
      [3, 1],
      [1, 1],
    ],
  }).map;
  const other = measure({
    statements: [
      [2, 1],
      [3, 1],
    ],
  }).map;
  const united = uniteLineMaps([one, other]);
  expect(united.statements.filter((_, i) => i % 4 === 0)).toEqual(Int32Array.of(1, 2, 3));
  expect(uniteLineMaps([one, other, one]).digest).toBe(united.digest);
});
