import { sourceText } from "@tollgate/source";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { versionsOf } from "../testing/versions.ts";
import type { LineFate } from "./compared-file.ts";
import { type Fates, lineFates } from "./line-fates.ts";

/** Statements in tokens: between any two of them a formatter may break the line. */
const statements: readonly (readonly string[])[] = [
  ["total", "=", "add", "(", "first", ",", "second", ")", ";"],
  ["if", "(", "limit", ">", "3", ")", "{", "stop", "(", "'late'", ")", ";", "}"],
  ["for", "(", "const", "item", "of", "items", ")", "{", "visit", "(", "item", ",", "1", ")", ";", "}"],
  [
    "order",
    ".",
    "lines",
    ".",
    "push",
    "(",
    "{",
    "sku",
    ":",
    "'tea'",
    ",",
    "price",
    ":",
    "120",
    "}",
    ")",
    ";",
  ],
  ["refuse", "(", "order", ")", ";"],
];
const program = fc.array(fc.constantFrom(...statements), { minLength: 1, maxLength: 8 });
const layout = fc.infiniteStream(fc.constantFrom("", "", " ", " ", "\n", "\n  ", " /* why */ ", " // why\n"));

/** Tokens with something between them that changes nothing; words stay words. */
function print(tokens: readonly string[], gaps: fc.Stream<string>): string {
  let text = "";
  for (const token of tokens) {
    const gap = gaps.next().value;
    text += gap === "" && /\w$/.test(text) && /^\w/.test(token) ? ` ${token}` : gap + token;
  }
  return `${text}\n`;
}

const path = "src/cart.ts";

function fatesOf(before: string, after: string): Fates {
  const { change } = versionsOf(path, before, after);
  return lineFates(
    { baseSha: "b", files: [change] },
    new Map([[path, sourceText(after, path)]]),
    new Map([[path, sourceText(before, path)]]),
  );
}

function isSame(fate: LineFate | "nothing" | undefined): boolean {
  return fate === "nothing" || fate?.what === "reformatted" || fate?.what === "moved";
}

/** Numbers of the added lines that are not the same as on the base. */
function othersIn(before: string, after: string): readonly number[] {
  const { change } = versionsOf(path, before, after);
  const fates = fatesOf(before, after).get(path);
  return change.added
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
    .filter((line) => !change.blank.includes(line) && !isSame(fates?.get(line)));
}

describe("any program", { timeout: 60_000 }, () => {
  it("is only reformatted when it is only laid out in another way", () => {
    fc.assert(
      fc.property(program, layout, layout, (parts, one, two) => {
        const tokens = parts.flat();
        expect(othersIn(print(tokens, one), print(tokens, two))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("has another line wherever a token is another one", () => {
    fc.assert(
      fc.property(program, layout, layout, fc.nat(), (parts, one, two, at) => {
        const tokens = parts.flat();
        const names = tokens.flatMap((token, i) =>
          /^[a-z]{4,}$/.test(token) && token !== "const" ? [i] : [],
        );
        const index = names[at % names.length]!;
        const after = print(tokens.with(index, "another"), two);
        const line = after.slice(0, after.indexOf("another")).split("\n").length;
        expect(othersIn(print(tokens, one), after)).toContain(line);
      }),
      { numRuns: 300 },
    );
  });

  it("has another line wherever a statement is new", () => {
    fc.assert(
      fc.property(program, program, layout, layout, (start, end, one, two) => {
        const added = ["audit", "(", "'new'", ")", ";"];
        const after = print([...start.flat(), ...added, ...end.flat()], two);
        const line = after.slice(0, after.indexOf("audit")).split("\n").length;
        expect(othersIn(print([...start, ...end].flat(), one), after)).toContain(line);
      }),
      { numRuns: 300 },
    );
  });

  it("has another line beside every token that is gone, unless only lines are gone", () => {
    let compared = 0;
    fc.assert(
      fc.property(program, layout, layout, (parts, one, two) => {
        const before = print([...parts, ["save", "(", "order", "+", "tax", ")", ";"]].flat(), one);
        const after = print([...parts, ["save", "(", "order", ")", ";"]].flat(), two);
        const line = after.slice(0, after.lastIndexOf("order")).split("\n").length;
        const { added } = versionsOf(path, before, after).change;
        if (!added.some(([first, last]) => first <= line && line <= last)) return;
        // What stood on lines of its own went with them: the line before it is as it was.
        if (/order[^+]*\n[^+]*\+/.test(before.slice(before.lastIndexOf("save")))) return;
        compared++;
        expect(othersIn(before, after)).toContain(line);
      }),
      { numRuns: 600 },
    );
    expect(compared).toBeGreaterThan(100);
  });
});
