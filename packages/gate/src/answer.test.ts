import type { Answer } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allOf, anyOf } from "./answer.ts";

const answers = fc.array(fc.constantFrom<Answer>("pass", "fail", "unknown"), { maxLength: 5 });

/** Every way in which the unknown answers may turn out. */
function worlds(given: readonly Answer[]): readonly (readonly boolean[])[] {
  return given.reduce<readonly (readonly boolean[])[]>(
    (known, answer) =>
      known.flatMap((world) =>
        (answer === "unknown" ? [true, false] : [answer === "pass"]).map((value) => [...world, value]),
      ),
    [[]],
  );
}

function agreed(outcomes: readonly boolean[]): Answer {
  if (outcomes.every(Boolean)) return "pass";
  return outcomes.some(Boolean) ? "unknown" : "fail";
}

describe("three-valued logic", () => {
  it("passes all of exactly when every world does", () => {
    fc.assert(
      fc.property(answers, (given) => {
        expect(allOf(given)).toBe(agreed(worlds(given).map((world) => world.every(Boolean))));
      }),
    );
  });

  it("passes any of exactly when every world does", () => {
    fc.assert(
      fc.property(answers, (given) => {
        expect(anyOf(given)).toBe(agreed(worlds(given).map((world) => world.some(Boolean))));
      }),
    );
  });
});
