import type { ReportSpec } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileSpecs, specMatcher } from "./spec-matcher.ts";

describe("the policy's reports", () => {
  it("gives a path to the first entry that matches", () => {
    const [unit, rest] = [spec("unit", ["packages/*/reports/unit/**"]), spec("e2e", ["**/reports/**"])];
    const match = specMatcher([unit, rest]);
    expect(match("packages/api/reports/unit/junit.xml")).toBe(unit);
    expect(match("packages/api/reports/e2e/junit.xml")).toBe(rest);
    expect(match("packages/api/junit.xml")).toBeUndefined();
  });

  it("takes files away by an exclamation mark, in any position", () => {
    const match = specMatcher([spec("unit", ["!reports/old/**", "reports/**"])]);
    expect(match("reports/old/junit.xml")).toBeUndefined();
    expect(match("reports/new/junit.xml")?.kind).toBe("unit");
  });

  it("reads a folder as everything in it, and hidden files", () => {
    const match = specMatcher([spec("unit", ["./reports/"])]);
    expect(match("reports/.hidden/junit.xml")?.kind).toBe("unit");
  });

  it.each([
    ["reports/*.xml", true],
    ["reports/junit.xml", true],
    ["reports/**", false],
    ["reports/*", false],
  ])("%s names files: %s", (glob, isSpecific) => {
    expect(compileSpecs([spec("unit", [glob])]).match("reports/junit.xml")?.isSpecific).toBe(isSpecific);
  });

  it("looks into no folder that a glob cannot reach", () => {
    const { mayHold } = compileSpecs([spec("unit", ["packages/*/reports/**", "e2e/*.xml"])]);
    expect(
      ["packages", "packages/api", "packages/api/reports", "packages/api/reports/a/b", "e2e"].map(mayHold),
    ).toEqual([true, true, true, true, true]);
    expect(["src", "packages/api/src", "e2e/deep", "packages/api/src/reports"].map(mayHold)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("reaches every folder above a path that matches", () => {
    const part = fc.constantFrom("a", "b", "*", "**", "{a,b}", "a*", "?", "+(a|b)", "{a/b,b}");
    const name = fc.constantFrom("a", "b", "ab");
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(name, { minLength: 1, maxLength: 4 }),
        (glob, path) => {
          const { match, mayHold } = compileSpecs([spec("unit", [glob.join("/")])]);
          fc.pre(match(path.join("/")) !== undefined);
          for (let length = 1; length < path.length; length++)
            expect(mayHold(path.slice(0, length).join("/"))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function spec(kind: string, files: readonly string[]): ReportSpec {
  return { kind, files, required: true, place: { path: "tollgate.yml", line: 1, column: 1 } };
}
