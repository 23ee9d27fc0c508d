import { describe, expect, it } from "vitest";
import { parseExpression } from "./parse.ts";
import { ExpressionFault } from "./tokens.ts";
import type { Condition } from "./tree.ts";

describe("an expression", () => {
  it.each([
    ["tests.failing == 0", "tests.failing == 0"],
    [
      "tests.ran > 1 or tests.ran > 2 and tests.ran > 3",
      "(tests.ran > 1 or (tests.ran > 2 and tests.ran > 3))",
    ],
    [
      "(tests.ran > 1 or tests.ran > 2) and tests.ran > 3",
      "((tests.ran > 1 or tests.ran > 2) and tests.ran > 3)",
    ],
    ["not not tests.ran > 1", "not not tests.ran > 1"],
    ['coverage.lines(package: "@shop/api", kind: unit) >= base - 1.5%', undefined],
    ["coverage.lines>=80 %", "coverage.lines>=80 %"],
  ])("is read: %s", (text, shown = text) => {
    expect(show(parseExpression(text))).toBe(shown);
  });

  it("takes the base of the fact that it follows, with its filter", () => {
    expect(parseExpression("coverage.lines(kind: unit) >= base - 1%")).toMatchObject({
      right: {
        terms: [
          { value: { form: "fact", name: "baseline.coverage.lines", filter: { kind: "unit" } } },
          { sign: -1, value: { type: "share", amount: 100 } },
        ],
      },
    });
  });

  it.each([
    ["", 0, "the end of the expression", "a fact or a number"],
    ["tests.failin == 0", 0, 'the unknown fact "tests.failin"', "one of tests.ran"],
    ["tests.failing == 5%", 17, "a count == a percentage", "two counts or two percentages"],
    ["coverage.lines >= 80", 18, "a percentage >= a count", "two counts or two percentages"],
    ["coverage.lines - 1 >= 80%", 17, "a percentage - a count", "two counts or two percentages"],
    ["tests.ran", 9, "the end of the expression", "a comparison"],
    ["tests.ran > 1 tests.ran", 14, '"tests.ran"', "and, or, or the end"],
    ["(tests.ran > 1", 14, "the end of the expression", '")"'],
    ["tests.ran > base", 12, '"base"', "`base` to the right of one fact"],
    ["coverage.lines(kin: unit) > 1%", 15, '"kin"', "one of package, kind, owner, path"],
    ["tests.ran > 1.5", 12, '"1.5"', "a fact, a whole number"],
    ["process.exit(1)", 0, 'the unknown fact "process.exit"', "one of"],
    ["tests.ran > 1; x", 13, '"; x"', "a fact"],
    ["coverage.lines > 101%", 17, '"101%"', "a fact"],
    [`${"not ".repeat(21)}tests.ran > 1`, 84, '"tests.ran"', "at most 20 levels"],
    ["x".repeat(1_001), 1_000, "an expression of 1001 characters", "at most 1000"],
  ])("is refused with its place: %s", (text, at, found, allowed) => {
    const fault = faultOf(text);
    expect(fault).toMatchObject({ at, found });
    expect(fault?.allowed).toContain(allowed);
    expect(fault?.remedy).toMatch(/\.$|\?$/);
  });

  it("names the nearest fact", () => {
    expect(faultOf("coverage.line >= 80%")?.remedy).toMatch(/^Did you mean coverage\.lines/);
  });
});

function faultOf(text: string): ExpressionFault["fault"] | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    return error.fault;
  }
}

function show(condition: Condition): string {
  if (condition.form === "compare") return condition.text;
  if (condition.form === "not") return `not ${show(condition.of)}`;
  return `(${condition.of.map(show).join(` ${condition.form} `)})`;
}
