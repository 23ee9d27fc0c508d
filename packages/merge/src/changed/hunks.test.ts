import type { LineRange } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hunksOf, lineBefore } from "./hunks.ts";

/** What became of lines, one after the other. */
const edits = fc.array(fc.constantFrom("keep", "add", "remove"), { maxLength: 30 });

describe("the places of a change", () => {
  it("pair what was removed and what was added between two kept lines, and say what kept lines were", () => {
    fc.assert(
      fc.property(edits, (steps) => {
        const added: LineRange[] = [];
        const removed: LineRange[] = [];
        const kept: [head: number, base: number][] = [];
        const places = new Map<number, string>();
        let [head, base] = [0, 0];
        for (const step of steps) {
          if (step !== "remove") head++;
          if (step !== "add") base++;
          if (step === "keep") kept.push([head, base]);
          else
            places.set(
              kept.length,
              `${places.get(kept.length) ?? ""}${step === "add" ? `+${head}` : `-${base}`}`,
            );
          if (step === "add") extend(added, head);
          if (step === "remove") extend(removed, base);
        }
        const before = lineBefore({ added, removed });
        for (const [now, was] of kept) expect(before(now)).toBe(was);
        const told = hunksOf({ added, removed }).map((hunk) =>
          [...linesOf(hunk.before, "-"), ...linesOf(hunk.after, "+")].sort(),
        );
        expect(told).toEqual([...places.values()].map((place) => (place.match(/[+-]\d+/g) ?? []).sort()));
      }),
    );
  });
});

function extend(ranges: LineRange[], line: number): void {
  const last = ranges.at(-1);
  if (last?.[1] === line - 1) ranges[ranges.length - 1] = [last[0], line];
  else ranges.push([line, line]);
}

function linesOf(range: LineRange, sign: string): readonly string[] {
  return Array.from({ length: range[1] - range[0] + 1 }, (_, i) => `${sign}${range[0] + i}`);
}
