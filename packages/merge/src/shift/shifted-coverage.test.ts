import type { Evidence, FileCoverage } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CoverageContext,
  disputedFiles,
  type MergedCoverage,
  mergeCoverage,
} from "../merge-coverage.ts";
import { measure, reportOf } from "../testing/coverage.ts";
import { changeOf, countBefore, type Edit, edits, newLines, undone } from "../testing/edits.ts";
import type { MovedFile } from "./file-shift.ts";

/** A statement on each line, with its hits. */
const lines = (...hits: readonly number[]): FileCoverage =>
  measure({ statements: hits.map((count, i) => [i + 1, 2, count] as const) });

const old = (file: FileCoverage, digit = "b"): Evidence => ({
  ...reportOf([file], { shard: { index: 2, total: 2 } }, digit),
  commit: "old",
});

const now = (file: FileCoverage): Evidence => ({
  ...reportOf([file], { shard: { index: 1, total: 2 } }, "a"),
  commit: "new",
});

const since = (moved: MovedFile): CoverageContext => ({
  headSha: "new",
  otherSource: "shift",
  shifts: new Map([["old", new Map([["src/cart.ts", moved]])]]),
});

const through = (edit: Edit): CoverageContext => ({
  ...since({ change: changeOf(edit), lines: countBefore(edit) }),
  references: new Map([
    ["src/cart.ts", { content: { map: lines(...Array<number>(countBefore(undone(edit))).fill(0)).map } }],
  ]),
});

const ranges = ({ files: [file] }: MergedCoverage): unknown =>
  file && [...file.counts].map((count, i) => [count, file.mayCounts[i]]);

describe("coverage of another commit that is moved", () => {
  const hits = fc.array(fc.nat(3), { minLength: 30, maxLength: 30 });

  it("has the hits of lines that are the same, and knows nothing of others", () => {
    fc.assert(
      fc.property(edits, hits, (edit, counts) => {
        fc.pre(countBefore(edit) > 0 && countBefore(undone(edit)) > 0);
        const measured = counts.slice(0, countBefore(edit));
        const wanted = Array.from({ length: countBefore(undone(edit)) }, () => [0, 1]);
        for (const [before, after] of newLines(edit))
          wanted[after - 1] = [counts[before - 1]!, counts[before - 1]!];
        const merged = mergeCoverage([old(lines(...measured))], through(edit));
        expect(ranges(merged)).toEqual(wanted);
        expect(merged.problems).toEqual([]);
      }),
    );
  });

  it("adds to what the judged commit's reports know", () => {
    const context = through(["keep", "add", "keep", "remove"]);
    expect(ranges(mergeCoverage([now(lines(1, 1, 0)), old(lines(0, 2, 5))], context))).toEqual([
      [1, 1],
      [1, 2],
      [2, 2],
    ]);
  });

  it("is as good as of the judged commit where the file is the same", () => {
    fc.assert(
      fc.property(hits, (counts) => {
        const [a, b] = [lines(...counts), lines(...counts.toReversed())];
        const ofHead = mergeCoverage([now(a), { ...old(b), commit: "new" }], since("same"));
        expect(mergeCoverage([now(a), old(b)], since("same"))).toEqual(ofHead);
        expect(disputedFiles([now(a), old(b)], since("same"))).toEqual([]);
      }),
    );
  });

  it("is found under the new name", () => {
    const moved = {
      change: { ...changeOf(["keep", "add"]), path: "src/basket.ts", oldPath: "src/cart.ts" },
      lines: 1,
    };
    expect(disputedFiles([old(lines(1))], since(moved))).toEqual(["src/basket.ts"]);
    const references = new Map([["src/basket.ts", { content: { map: lines(0, 0).map } }]]);
    const merged = mergeCoverage([old(lines(1))], { ...since(moved), references });
    expect(merged.files[0]!.path).toBe("src/basket.ts");
    expect(ranges(merged)).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it("is also what names the version of an older text, before what else its run says", () => {
    const edit: Edit = ["add", "keep", "keep"];
    const { shifts: _shifts, ...context } = through(edit);
    const shifts = new Map([["md5:aa", new Map([["src/cart.ts", { change: changeOf(edit), lines: 2 }]])]]);
    const ofVersion = (hits: readonly number[], version: string, digit: string): Evidence => ({
      ...reportOf([{ ...lines(...hits), version }], {}, digit),
      commit: "new",
    });
    const old = ofVersion([7, 0], "md5:aa", "c");
    const wanted = [
      [0, 1],
      [7, 7],
      [0, 0],
    ];
    expect(ranges(mergeCoverage([old], { ...context, shifts }))).toEqual(wanted);
    expect(disputedFiles([old], { headSha: "new", shifts })).toEqual(["src/cart.ts"]);
    const other = ofVersion([1, 1, 1], "lcov:1", "b");
    for (const evidence of [
      [old, other],
      [other, old],
    ])
      expect(ranges(mergeCoverage(evidence, { ...context, shifts }))).toEqual(wanted);
  });

  it("says nothing of a file that is gone", () => {
    expect(mergeCoverage([old(lines(1))], since("gone")).files).toEqual([]);
  });

  const doubtsOf = ({ problems }: MergedCoverage): unknown =>
    problems.map(({ code, severity, message }) => [code, severity, message]);

  it("is unknown where nothing tells what the change added", () => {
    const merged = mergeCoverage([old(lines(1, 1))], {
      ...through(["keep", "keep", "add"]),
      references: new Map(),
    });
    expect(ranges(merged)).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(doubtsOf(merged)).toEqual([
      [
        "map-mismatch",
        "warning",
        'The report measured "src/cart.ts" on another commit, and nothing tells what can be covered in the text that is judged. What it covers there is unknown, from nothing to all.',
      ],
    ]);
  });

  it("is unknown where git does not have the file", () => {
    const merged = mergeCoverage([old(lines(1, 1)), now(lines(0, 1))], since("unknown"));
    expect(ranges(merged)).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(doubtsOf(merged)).toMatchObject([
      ["map-mismatch", "warning", expect.stringContaining("git does not tell")],
    ]);
  });

  it("is no coverage of that commit where it has code behind the end of its text", () => {
    const merged = mergeCoverage([old(lines(1, 1, 1, 1))], through(["keep", "add", "add"]));
    expect(doubtsOf(merged)).toMatchObject([
      ["map-mismatch", "error", expect.stringContaining("behind the end")],
    ]);
    expect(ranges(merged)).toEqual(Array(3).fill([0, 1]));
  });

  it("gives a line's hits to nothing in a function that was not called, also where that was changed", () => {
    const name = { name: "f", line: 1, column: 0, endLine: 4 };
    const wholeLines = measure({
      statements: [1, 2, 3, 4].map((line) => [line, 0, line === 1 ? 1 : 0] as const),
      functions: [{ ...name, hits: 0 }],
    });
    const { map } = measure({
      statements: [
        [1, 15, 0],
        [4, 2, 0],
      ],
      functions: [{ ...name, hits: 0 }],
    });
    const merged = mergeCoverage([old(wholeLines)], {
      ...through(["keep", "keep", "remove", "add", "keep"]),
      references: new Map([["src/cart.ts", { content: { map } }]]),
    });
    expect(ranges(merged)).toEqual([
      [0, 0],
      [0, 0],
      [0, 1],
    ]);
  });

  it("gives a line's hits to no other statement of the line", () => {
    const reference = measure({
      statements: [
        [1, 0, 0],
        [1, 9, 0],
        [3, 0, 0],
      ],
    }).map;
    const map = { ...reference, statements: reference.statements.slice() };
    map.statements[2] = 3; // the first statement of line 1 ends on line 3
    const merged = mergeCoverage(
      [
        old(
          measure({
            statements: [
              [1, 7],
              [3, 7],
            ],
          }),
        ),
      ],
      {
        ...through(["keep", "remove", "add", "keep"]),
        references: new Map([["src/cart.ts", { content: { map } }]]),
      },
    );
    expect(ranges(merged)).toEqual([
      [0, 1],
      [0, 1],
      [7, 7],
    ]);
  });
});
