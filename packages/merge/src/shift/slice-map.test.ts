import {
  branchColumns,
  type CoverageMap,
  functionColumns,
  functionEntities,
  mapDigest,
  noFunctions,
} from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeOf, countBefore, type Edit, edits, newLines, undone } from "../testing/edits.ts";
import { fileShift, type Move } from "./file-shift.ts";
import { sliceMap } from "./slice-map.ts";

type Span = readonly [first: number, last: number];

const spans = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 25 }), fc.nat(6)).map(([first, more]): Span => [first, first + more]),
  { maxLength: 12 },
);

/** A statement, a function, a branch with an arm and one condition for each span. */
function mapOf(of: readonly Span[]): CoverageMap {
  const shape: Omit<CoverageMap, "digest"> = {
    precision: "columns",
    statements: Int32Array.from(of.flatMap(([first, last], i) => [first, i + 1, last, i + 2])),
    functions: functionColumns(of.map(([line, endLine], i) => ({ name: `f${i}`, line, column: 0, endLine }))),
    branches: branchColumns(
      of.map(([line, last], i) => ({ type: "if", line, column: 100 + i, arms: [last, 0, -1, -1] })),
    ),
    conditions: Int32Array.from(of.flatMap(([first]) => [first, 2])),
  };
  return { ...shape, digest: mapDigest(shape) };
}

/** Every line of a span is still there and next to the one before it. */
function naiveMove(edit: Edit): Move {
  const now = newLines(edit);
  return (first, last) => {
    const start = now.get(first);
    for (let line = first; line <= last; line++)
      if (start === undefined || now.get(line) !== start + line - first) return undefined;
    return start! - first;
  };
}

function isLaw(implementation: (edit: Edit) => Move): () => void {
  return () =>
    fc.assert(
      fc.property(edits, spans, (edit, of) => {
        const map = mapOf(of.filter(([, last]) => last <= countBefore(edit)));
        const [found, wanted] = [sliceMap(map, implementation(edit)), sliceMap(map, naiveMove(edit))];
        expect(found).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
}

const shifted = (edit: Edit): Move => fileShift(changeOf(edit), countBefore(edit)).ofMeasured;

describe("what a change leaves alone of a map", () => {
  it("is what a look at every line leaves", isLaw(shifted));

  it("is told from what keeps only its start, and from what lines were put into", () => {
    expect(
      isLaw((edit) => {
        const move = shifted(edit);
        return (first) => move(first, first);
      }),
    ).toThrow();
  });

  it("is all of it where nothing changed", () => {
    fc.assert(
      fc.property(spans, (of) => {
        const map = mapOf(of);
        const { map: kept, entities } = sliceMap(map, fileShift(changeOf([]), 99).ofMeasured);
        expect(kept.digest).toBe(map.digest);
        expect(entities).toEqual(
          of.flatMap((_, i) => i).length === 0 ? [] : [...Array(of.length * 5).keys()],
        );
      }),
    );
  });

  it("is where it was when the change is undone", () => {
    fc.assert(
      fc.property(edits, spans, (edit, of) => {
        const map = mapOf(of.filter(([, last]) => last <= countBefore(edit)));
        const there = sliceMap(map, shifted(edit));
        const back = sliceMap(there.map, shifted(undone(edit)));
        expect(back.entities).toEqual([...there.entities.keys()]);
        const named = (name: string): object | undefined =>
          functionEntities(map).find((entity) => entity.name === name);
        for (const entity of functionEntities(back.map)) expect(entity).toEqual(named(entity.name));
        for (let i = 0; i < back.map.statements.length; i += 4) {
          const at = there.entities[i / 4]! * 4;
          expect(back.map.statements.slice(i, i + 4)).toEqual(map.statements.slice(at, at + 4));
        }
      }),
    );
  });

  it("has the lines of the judged text that no change touched", () => {
    fc.assert(
      fc.property(edits, spans, (edit, of) => {
        const lines = countBefore(undone(edit));
        const map = mapOf(of.filter(([, last]) => last <= lines));
        const { ofJudged } = fileShift(changeOf(edit), countBefore(edit));
        expect(sliceMap(map, ofJudged).entities).toEqual(sliceMap(map, naiveMove(undone(edit))).entities);
      }),
    );
  });

  it("has no branch whose statement was changed below its arms", () => {
    const shape: Omit<CoverageMap, "digest"> = {
      precision: "columns",
      statements: Int32Array.from([1, 2, 5, 3]),
      functions: noFunctions,
      branches: branchColumns([{ type: "if", line: 1, column: 2, arms: [1, 2, -1, -1] }]),
      conditions: new Int32Array(),
    };
    const map = { ...shape, digest: mapDigest(shape) };
    const change = changeOf(["keep", "keep", "keep", "remove", "add", "keep"]);
    expect(sliceMap(map, fileShift(change, 5).ofMeasured).entities).toEqual([]);
  });

  it("is nothing of what is no text", () => {
    const { ofMeasured, ofJudged } = fileShift({ content: "binary", added: [], removed: [] }, 3);
    expect([ofMeasured(1, 1), ofJudged(1, 1)]).toEqual([undefined, undefined]);
  });
});
