import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMapPool } from "../map-pool.ts";
import type { RawFileCoverage } from "../reader.ts";
import { type CountedFile, createCountedFile } from "./counted-file.ts";

type Told = (file: CountedFile) => void;

const line = fc.integer({ min: 1, max: 6 });
const hits = fc.nat(3);
const name = fc.constantFrom("0", "1", "9", "10", "-1", "", "then", "__proto__");
const told: fc.Arbitrary<Told> = fc.oneof(
  fc.tuple(line, hits).map(
    ([at, count]): Told =>
      (file) =>
        file.addLine(at, count),
  ),
  fc.tuple(line, name, name, hits).map(
    ([at, branch, arm, taken]): Told =>
      (file) =>
        file.addArm({ line: at, branch, name: arm }, taken),
  ),
  fc.tuple(line, name, hits).map(
    ([at, called, count]): Told =>
      (file) =>
        file.addFunction({ name: called, line: at, endLine: -1 }, count),
  ),
);

function coverageOf(parts: readonly Told[]): RawFileCoverage {
  const file = createCountedFile();
  for (const part of parts) part(file);
  return file.toCoverage("a.c", createMapPool());
}

describe("what is told about a file", () => {
  it("does not depend on its order", () => {
    fc.assert(
      fc.property(
        fc
          .array(told, { maxLength: 12 })
          .chain((parts) =>
            fc.tuple(
              fc.constant(parts),
              fc.shuffledSubarray(parts, { minLength: parts.length, maxLength: parts.length }),
            ),
          ),
        ([parts, shuffled]) => {
          expect(coverageOf(shuffled)).toEqual(coverageOf(parts));
        },
      ),
    );
  });

  it("adds when it is told twice", () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 12 }), (parts) => {
        const once = coverageOf(parts);
        const twice = coverageOf([...parts, ...parts]);
        expect(twice.map).toEqual(once.map);
        expect(twice.counts).toEqual(once.counts.map((count) => count * 2));
      }),
    );
  });

  it("keeps numbered arms in the order of their numbers", () => {
    const arm = (of: string, taken: number): Told => {
      return (file) => file.addArm({ line: 1, branch: "", name: of }, taken);
    };
    const { counts } = coverageOf([arm("else", 4), arm("10", 3), arm("9", 2), arm("-1", 1)]);
    expect([...counts]).toEqual([1, 2, 3, 4]);
  });
});
