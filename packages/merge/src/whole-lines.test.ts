import { extentsOf, type MergedFile } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { type MergedCoverage, mergeCoverage } from "./merge-coverage.ts";
import { type Measurement, measure, reportOf } from "./testing/coverage.ts";
import { changeOf } from "./testing/edits.ts";

/**
 *  2  export function total(order) {
 *  3    const sum = order.lines.reduce(
 *  4
 *  5      add);
 *  6    if (sum) { log(sum); } else { warn(); }
 *  7  }
 *  8  function add(a, b) { return a + b; }
 *  9  switch (mode) {
 * 10    case "dry": dry();
 * 11    // Six lines that say why.
 * 17  }
 */
const source: Measurement = {
  statements: [
    [3, 14, 0],
    [6, 2, 0],
    [6, 13, 0],
    [6, 32, 0],
    [8, 21, 0],
    [9, 0, 0],
    [10, 14, 0],
  ],
  functions: [
    { name: "total", line: 2, column: 16, endLine: 7, hits: 0 },
    { name: "add", line: 8, column: 9, endLine: 8, hits: 0 },
  ],
  branches: [{ type: "if", line: 6, column: 2, taken: [0, 0] }],
};

/** As vitest's v8 provider up to version 3 writes it: all lines but the empty ones, blocks, and functions that it saw. */
const wholeLines = (hits: (line: number) => number, blocks: Measurement["branches"] = []): Measurement => ({
  statements: [2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17].map((line) => [line, 0, hits(line)]),
  functions: [{ name: "add", line: 8, column: 0, endLine: 8, hits: 0 }],
  branches: [{ type: "branch", line: 2, column: 7, taken: [1] }, ...blocks],
});

function merge(...[unit, e2e]: readonly [unit: Measurement, e2e: Measurement]): MergedCoverage {
  const references = new Map([["src/cart.ts", { lines: 18, content: { map: measure(source).map } }]]);
  const evidence = [reportOf([measure(unit)], {}, "a"), reportOf([measure(e2e)], { kind: "e2e" }, "b")];
  return mergeCoverage(evidence, { references });
}

describe("a map of whole lines", () => {
  it("without the empty ones is no exact map, and its blocks are no branches", () => {
    const called = wholeLines(() => 1);
    const [file] = mergeCoverage([reportOf([measure(called)])]).files;
    expect(extents(file!).branches).toEqual({ found: 0, hit: 0, mayHit: 0 });
  });

  it("fits its source, whatever lines and functions it has more or less", () => {
    const { files, problems } = merge(
      source,
      wholeLines((line) => (line < 8 ? 4 : 0)),
    );
    expect(problems.map(({ code }) => code)).toEqual(["phantom-entities"]);
    expect(extents(files[0]!)).toEqual({
      lines: { found: 5, hit: 2, mayHit: 2 },
      functions: { found: 2, hit: 0, mayHit: 0 },
      branches: { found: 2, hit: 0, mayHit: 0 },
    });
  });

  it("covers nothing in a function that was not called, though its line ran", () => {
    expect(
      hitLines(
        merge(
          source,
          wholeLines(() => 1),
        ),
      ),
    ).not.toContain(8);
  });

  it("covers nothing behind the start of a block that did not run, though its line ran", () => {
    const dry = { type: "branch", line: 10, column: 2, taken: [0] } as const;
    expect(
      hitLines(
        merge(
          source,
          wholeLines(() => 1, [dry]),
        ),
      ),
    ).toEqual([3, 6, 9]);
    expect(
      hitLines(
        merge(
          source,
          wholeLines(() => 1, [{ ...dry, taken: [1] }]),
        ),
      ),
    ).toEqual([3, 6, 9, 10]);
  });

  it("covers what stands in front of a block that did not run", () => {
    const warn = { type: "branch", line: 6, column: 30, taken: [0] } as const;
    expect(
      hitLines(
        merge(
          source,
          wholeLines(() => 1, [warn]),
        ),
      ),
    ).toContain(6);
  });

  it("of another commit has its gaps where the lines are now", () => {
    const older: Measurement = {
      ...wholeLines(() => 1),
      statements: wholeLines(() => 1).statements.map(([line, , hits]) => [line - 1, 0, hits!] as const),
      branches: [{ type: "branch", line: 9, column: 2, taken: [0] }],
      functions: [],
    };
    const context = {
      references: new Map([["src/cart.ts", { lines: 18, content: { map: measure(source).map } }]]),
      headSha: "new",
      otherSource: "shift" as const,
      shifts: new Map([["old", new Map([["src/cart.ts", { change: changeOf(["add"]), lines: 17 }]])]]),
    };
    const merged = mergeCoverage([{ ...reportOf([measure(older)]), commit: "old" }], context);
    expect(hitLines(merged)).toEqual([3, 6, 8, 9]);
  });

  it("of one run has only the gaps that all its reports have", () => {
    const gap = (taken: number): Measurement =>
      wholeLines(() => 1, [{ type: "branch", line: 10, column: 2, taken: [taken] }]);
    const references = new Map([["src/cart.ts", { lines: 18, content: { map: measure(source).map } }]]);
    const reports = [gap(0), gap(1)].map((one, i) => reportOf([measure(one)], { kind: "e2e" }, `${i}`));
    const unit = reportOf([measure(source)], {}, "a");
    expect(hitLines(mergeCoverage([unit, ...reports], { references }))).toContain(10);
  });
});

function extents(file: MergedFile): ReturnType<typeof extentsOf> {
  return extentsOf(file.map, file.counts, file.mayCounts);
}

/** Lines with a statement that may have run. */
function hitLines({ files: [file] }: MergedCoverage): readonly number[] {
  const { statements } = file!.map;
  const lines = new Set<number>();
  for (let i = 0; i * 4 < statements.length; i++) if (file!.mayCounts[i]! > 0) lines.add(statements[i * 4]!);
  return [...lines];
}
