import type { LineRange } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddedLines, createAddedLines } from "./added-lines.ts";

/** Per line from 1 on: not added, added, added and blank. */
const shape = fc.array(fc.constantFrom("", "text", "blank"), { maxLength: 30 });
const line = fc.integer({ min: 0, max: 32 });

type Create = (change: {
  readonly added: readonly LineRange[];
  readonly blank: readonly number[];
}) => AddedLines;

/** The questions are answered as by looking at every line. */
function law(create: Create): void {
  fc.assert(
    fc.property(shape, line, line, (lines, first, last) => {
      const added = lines.flatMap((kind, i): LineRange[] => (kind === "" ? [] : [[i + 1, i + 1]]));
      const blank = lines.flatMap((kind, i) => (kind === "blank" ? [i + 1] : []));
      const answers = create({ added: joined(added), blank });
      const asked = lines.slice(Math.max(0, first - 1), Math.max(0, last));
      expect(answers.has(first)).toBe(first > 0 && (lines[first - 1] ?? "") !== "");
      if (first > last) return;
      expect(answers.overlaps(first, last)).toBe(asked.some((kind) => kind !== ""));
      expect(answers.hasText(first, last)).toBe(asked.includes("text"));
      expect(answers.withText).toBe(lines.filter((kind) => kind === "text").length);
    }),
    { numRuns: 500 },
  );
}

describe("added lines", () => {
  it("answer as the lines themselves would", () => {
    law(createAddedLines);
  });

  it("would not if blank lines were text", () => {
    expect(() => law(({ added }) => createAddedLines({ added, blank: [] }))).toThrow();
  });
});

function joined(ranges: readonly LineRange[]): readonly LineRange[] {
  const result: [number, number][] = [];
  for (const [first, last] of ranges) {
    const open = result.at(-1);
    if (open?.[1] === first - 1) open[1] = last;
    else result.push([first, last]);
  }
  return result;
}
