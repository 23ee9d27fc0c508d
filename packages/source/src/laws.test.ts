import { branchEntities, functionEntities } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeLines } from "./code-lines.ts";
import { referenceMap } from "./reference-map.ts";
import { instrument } from "./testing/instrument.ts";
import { program } from "./testing/programs.ts";

/** The instrumenter takes its time. */
const slow = { timeout: 60_000 };

const path = fc.constantFrom("a.ts", "a.tsx", "a.js", "a.cjs", "a.mts");

describe("the reference map", slow, () => {
  it("is what istanbul's instrumenter makes of any program", () => {
    let compared = 0;
    fc.assert(
      fc.property(program, (text) => {
        const expected = instrument(text, "a.ts");
        if (expected !== undefined) compared++;
        expect(referenceMap(text, "a.ts")).toEqual(expected);
      }),
      { numRuns: 50 },
    );
    expect(compared).toBeGreaterThan(25);
  });

  it("has no line that is not executable", () => {
    fc.assert(
      fc.property(program, (text) => {
        const map = referenceMap(text, "a.ts");
        const lines = new Set(codeLines(text, "a.ts")?.executable);
        const starts = map?.statements.filter((_, i) => i % 4 === 0) ?? new Int32Array();
        for (const line of starts) expect(lines).toContain(line);
        for (const { line } of map === undefined ? [] : functionEntities(map)) expect(lines).toContain(line);
        for (const { line } of map === undefined ? [] : branchEntities(map)) expect(lines).toContain(line);
      }),
    );
  });
});

describe("any text", slow, () => {
  const answers = (text: string, file: string): void => {
    const last = text.split("\n").length;
    for (const line of codeLines(text, file)?.executable ?? [])
      expect(line).toSatisfy((n: number) => n > 0 && n <= last);
    expect(referenceMap(text, file)?.conditions.length ?? 0).toBe(0);
  };

  it("has an answer", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 80 }), path, answers));
  });

  it("has an answer when a program is cut or changed", () => {
    fc.assert(
      fc.property(program, fc.nat(), fc.string({ maxLength: 3 }), path, (text, at, change, file) => {
        const cut = at % (text.length + 1);
        answers(text.slice(0, cut), file);
        answers(text.slice(0, cut) + change + text.slice(cut + 1), file);
      }),
    );
  });

  it.each([
    "a<b>(",
    "async<T>(",
    "<T>(",
    "a?(b):",
    "a=>(",
    "[",
    "{",
    "`${",
    "!",
    "a+",
    "<a>{",
    "@d ",
    "if(a)",
  ])("has an answer when it repeats %s", (part) => {
    for (const count of [30, 10_000]) {
      answers(part.repeat(count), "a.ts");
    }
  });
});
