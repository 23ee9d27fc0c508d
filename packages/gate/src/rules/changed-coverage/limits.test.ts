import type { Answer } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerOf, type Limits, rangeOf } from "./limits.ts";

type Judge = (covered: number, uncovered: number, limits: Limits) => Answer;

const real: Judge = (covered, uncovered, limits) =>
  answerOf(
    rangeOf(
      { found: covered + uncovered, hit: covered, mayHit: covered, notCharged: 0, files: [], unmeasured: [] },
      "lines",
      [],
    ),
    limits,
  );

const limits: fc.Arbitrary<Limits> = fc.record({
  min: fc.integer({ min: 1, max: 10_000 }),
  minSample: fc.nat(12),
  maxUncovered: fc.nat(4),
});

/** No cliff: an uncovered line never helps, a covered line never hurts. */
function law(judge: Judge): void {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(8), limits, (covered, uncovered, wanted) => {
      if (judge(covered, uncovered, wanted) === "fail")
        expect(judge(covered, uncovered + 1, wanted)).toBe("fail");
      if (judge(covered, uncovered, wanted) === "pass")
        expect(judge(covered + 1, uncovered, wanted)).toBe("pass");
    }),
    { numRuns: 2_000 },
  );
}

describe("the limits of changed code", () => {
  it("have no cliff", () => {
    law(real);
  });

  it("would have one if the sample were what changed", () => {
    expect(() =>
      law((covered, uncovered, { min, minSample, maxUncovered }) => {
        const found = covered + uncovered;
        const passes = found < minSample ? uncovered <= maxUncovered : covered * 10_000 >= min * found;
        return passes ? "pass" : "fail";
      }),
    ).toThrow();
  });
});
