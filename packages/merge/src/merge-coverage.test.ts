import type { Evidence, MergedFile } from "@tollgate/model";
import { evidence as anyEvidence } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { disputedFiles, mergeCoverage } from "./merge-coverage.ts";
import { extents, inText, type Measurement, measure, reportOf, shard } from "./testing/coverage.ts";

function merge(...evidence: readonly Evidence[]): MergedFile {
  return mergeCoverage(evidence).files[0]!;
}

describe("views of one origin", () => {
  const view = (...hits: readonly number[]): ReturnType<typeof measure> =>
    measure({ statements: hits.map((count, i) => [i + 1, 2, count] as const) });

  it("with equal maps take the larger count", () => {
    const file = merge(reportOf([view(1, 0, 5)], {}, "a"), reportOf([view(2, 0, -1)], {}, "b"));
    expect([...file.counts]).toEqual([2, 0, 5]);
  });

  it("with different maps leave the word to the most exact one", () => {
    const lines = measure({
      statements: [
        [1, 9],
        [2, 9],
        [3, 9],
        [4, 9],
      ],
    });
    const file = merge(reportOf([lines], {}, "a"), reportOf([view(1, 0, 0)], {}, "b"));
    expect([...file.counts]).toEqual([1, 0, 0]);
    expect(file.map.precision).toBe("columns");
  });

  it("keep a file that only the less exact one has", () => {
    const other = { ...measure({ statements: [[1, 4]] }), path: "src/page.ts" };
    const { files } = mergeCoverage([reportOf([view(1)], {}, "a"), reportOf([other], {}, "b")]);
    expect(files.map(({ path }) => path)).toEqual(["src/cart.ts", "src/page.ts"]);
  });

  it("keep what any of them excludes", () => {
    const excluded = [{ line: 3, entity: "branch", reason: "unreachable" }] as const;
    const lines = measure({ statements: [[1, 1]], excluded });
    for (const views of [
      [reportOf([lines], {}, "a"), reportOf([view(1)], {}, "b")],
      [reportOf([view(1)], {}, "b"), reportOf([{ ...view(1), excluded }], {}, "a")],
      [reportOf([{ ...view(1), excluded }], {}, "a"), reportOf([view(1)], {}, "b")],
    ])
      expect(merge(...views).excluded).toEqual(excluded);
  });
});

describe("different origins", () => {
  it("that dispute thousands of branches are compared in little time", () => {
    const branches = Array.from({ length: 20_000 }, (_, i) => ({
      type: "branch",
      line: i + 1,
      column: -1,
      taken: [1],
    }));
    const excluded = branches.map(({ line }) => ({ line, entity: "branch" as const, reason: "unreachable" }));
    const bare = measure({ statements: [[1, 1]], excluded });
    const files = [
      reportOf([bare], {}, "a"),
      reportOf([measure({ statements: [[1, 1]], branches })], shard(2), "b"),
    ];
    const { problems } = mergeCoverage(files);
    expect(problems).toMatchObject([
      { code: "excluded-and-measured", message: expect.stringContaining("on line 1, 2, 3, 4, 5…") },
    ]);
  });

  it("add their hits, and saturate", () => {
    const part = (...hits: readonly number[]): ReturnType<typeof measure> =>
      measure({ statements: hits.map((count, i) => [i + 1, 2, count] as const) });
    const file = merge(
      reportOf([part(1, 0, 0, Number.MAX_SAFE_INTEGER)], shard(1), "a"),
      reportOf([part(2, 3, 0, 1)], shard(2), "b"),
    );
    expect([...file.counts]).toEqual([3, 3, 0, Number.MAX_SAFE_INTEGER]);
  });

  it("take the measured one of absent and 0 or n, and leave out what nobody measured", () => {
    const part = (...hits: readonly number[]): ReturnType<typeof measure> =>
      measure({ statements: hits.map((count, i) => [i + 1, 2, count] as const) });
    const file = merge(
      reportOf([part(-1, 0, -1, -1)], shard(1), "a"),
      reportOf([part(4, -1, -1, 0)], shard(2), "b"),
    );
    expect([...file.counts]).toEqual([4, 0, -1, 0]);
    expect(extents(file).lines).toEqual({ found: 3, hit: 1, mayHit: 1 });
  });

  it("keep kinds apart beside their sum", () => {
    const unit = measure({
      statements: [
        [1, 2, 1],
        [2, 2, 0],
      ],
    });
    const e2e = measure({
      statements: [
        [1, 2, 0],
        [2, 2, 5],
      ],
    });
    const file = merge(reportOf([e2e], { kind: "e2e" }, "a"), reportOf([unit], { kind: "unit" }, "b"));
    expect(file.byKind.map(({ kind, counts }) => [kind, ...counts])).toEqual([
      ["e2e", 0, 5],
      ["unit", 1, 0],
    ]);
    expect([...file.counts]).toEqual([1, 5]);
    expect(file.sources).toHaveLength(2);
  });

  it("leave the counts of their evidence alone", () => {
    const measured = measure({ statements: [[1, 2, 1]], conditions: [[1, 1, 2]] });
    merge(reportOf([measured], shard(1), "a"), reportOf([measured], shard(2), "b"));
    expect([...measured.counts]).toEqual([1, 1]);
  });
});

describe("conditions without identity", () => {
  const part = (covered: number, total = 4): ReturnType<typeof measure> =>
    measure({ statements: [[1, 1]], conditions: [[1, covered, total]] });

  it.each([
    [[2, 2], { found: 4, hit: 2, mayHit: 4 }],
    [[1, 2], { found: 4, hit: 2, mayHit: 3 }],
    [[3, 3], { found: 4, hit: 3, mayHit: 4 }],
    [[0, 0], { found: 4, hit: 0, mayHit: 0 }],
    [[1, 1, 1], { found: 4, hit: 1, mayHit: 3 }],
    [[4, 0], { found: 4, hit: 4, mayHit: 4 }],
  ])("of several origins with %j of 4 are an interval", (covered, wanted) => {
    const file = merge(...covered.map((count, i) => reportOf([part(count)], shard(i + 1), "abc"[i]!)));
    expect(extents(file).branches).toEqual(wanted);
  });

  it("of one origin's views are not", () => {
    const file = merge(reportOf([part(2)], {}, "a"), reportOf([part(2)], {}, "b"));
    expect(extents(file).branches).toEqual({ found: 4, hit: 2, mayHit: 2 });
  });

  it("of different totals are not added", () => {
    const file = merge(reportOf([part(2, 2)], shard(1), "a"), reportOf([part(1, 4)], shard(2), "b"));
    expect(extents(file).branches).toEqual({ found: 4, hit: 1, mayHit: 4 });
  });

  it("leave a hit line without branches of its own at that", () => {
    const line = measure({ statements: [[1, 3]] });
    const file = merge(reportOf([line], shard(1), "a"), reportOf([part(0, 2)], shard(2), "b"));
    expect(extents(file).branches).toEqual({ found: 2, hit: 0, mayHit: 0 });
  });
});

describe("different maps of a file", () => {
  const exact: Measurement = {
    statements: [
      [2, 2, 0],
      [2, 20, 0],
      [4, 2, 0],
    ],
  };
  const everyLine: Measurement = {
    statements: [
      [1, 0, 1],
      [2, 0, 1],
      [3, 0, 1],
      [4, 0, 0],
      [5, 0, 1],
    ],
  };

  it("have the exact one as denominator, and say what it does not have", () => {
    const { files, problems } = mergeCoverage([
      reportOf([measure(everyLine)], { kind: "e2e" }, "a"),
      reportOf([measure(exact)], { kind: "unit" }, "b"),
    ]);
    expect(files[0]!.map.digest).toBe(measure(exact).map.digest);
    expect([...files[0]!.counts]).toEqual([1, 0, 0]);
    expect(extents(files[0]!).lines).toEqual({ found: 2, hit: 1, mayHit: 1 });
    expect(problems).toMatchObject([
      {
        code: "phantom-entities",
        severity: "info",
        message: expect.stringContaining('3 lines, functions or branches of "src/cart.ts"'),
      },
    ]);
    expect(files[0]!.phantoms).toBe(3);
  });

  const build: Measurement = {
    statements: [
      [2, 2, 1],
      [2, 20, 1],
      [7, 2, 1],
    ],
  };
  const other: Measurement = {
    statements: [
      [2, 2, 1],
      [7, 2, 1],
    ],
  };
  const twoBuilds = (one: Measurement): readonly Evidence[] => [
    reportOf([measure(one)], shard(1), "a"),
    reportOf([measure(exact)], shard(2), "b"),
  ];
  const source = measure({
    statements: [
      [1, 0, 0],
      [2, 2, 0],
      [2, 20, 0],
      [4, 2, 0],
      [7, 2, 0],
    ],
  }).map;

  it("that are both exact are told as two builds where the source is not known", () => {
    const { files, problems } = mergeCoverage(twoBuilds(build));
    expect([...files[0]!.counts]).toEqual([1, 1, 0]);
    expect(problems).toMatchObject([
      {
        code: "map-mismatch",
        severity: "warning",
        message: expect.stringContaining("does not decide which is right: its source was not read."),
      },
    ]);
  });

  it("are projected on the map of the source where it is known", () => {
    const reports = twoBuilds(build);
    expect(disputedFiles(reports)).toEqual(["src/cart.ts"]);
    const { files, problems } = mergeCoverage(reports, inText(9, source));
    expect(files[0]!.map).toBe(source);
    expect([...files[0]!.counts]).toEqual([-1, 1, 1, 0, 1]);
    expect(problems).toEqual([]);
  });

  it("of which one fits less than half are unknown, from what the others cover to all", () => {
    for (const known of [{}, inText(9, measure(exact).map)]) {
      const { files, problems } = mergeCoverage(twoBuilds(other), known);
      expect([...files[0]!.counts]).toEqual([0, 0, 0]);
      expect(extents(files[0]!).lines).toEqual({ found: 2, hit: 0, mayHit: 2 });
      expect(problems).toMatchObject([
        { code: "map-mismatch", severity: "warning", path: "coverage/a.json" },
      ]);
    }
  });

  it("of one origin dispute nothing, nor do equal maps", () => {
    const views = [reportOf([measure(everyLine)], {}, "a"), reportOf([measure(exact)], {}, "b")];
    expect(disputedFiles(views)).toEqual([]);
    expect(
      disputedFiles([
        reportOf([measure(exact)], shard(1), "a"),
        reportOf([measure({ statements: exact.statements.map(([l, c]) => [l, c!, 7]) })], shard(2), "b"),
      ]),
    ).toEqual([]);
  });

  it("that name every line fit a text with as many lines, and no other", () => {
    const reports = [
      reportOf([measure(everyLine)], { kind: "e2e" }, "a"),
      reportOf([measure(exact)], { kind: "unit" }, "b"),
    ];
    const merged = (lines: number): MergedFile =>
      mergeCoverage(reports, inText(lines, measure(exact).map)).files[0]!;
    expect(extents(merged(5)).lines).toEqual({ found: 2, hit: 1, mayHit: 1 });
    expect(extents(merged(8)).lines).toEqual({ found: 2, hit: 0, mayHit: 2 });
  });

  it("that know lines only are united", () => {
    const file = merge(
      reportOf(
        [
          measure({
            statements: [
              [1, 1],
              [2, 0],
            ],
          }),
        ],
        shard(1),
        "a",
      ),
      reportOf(
        [
          measure({
            statements: [
              [2, 3],
              [3, 0],
            ],
          }),
        ],
        shard(2),
        "b",
      ),
    );
    expect([...file.counts]).toEqual([1, 3, 0]);
  });

  it("tell where one excludes what another measures", () => {
    const unreachable = { line: 2, entity: "branch", reason: "unreachable" } as const;
    const branch = { type: "branch", line: 2, column: -1 };
    const excluding = measure({
      statements: [[2, 1]],
      branches: [{ ...branch, taken: [1, -1] }],
      excluded: [unreachable],
    });
    const measuring = measure({ statements: [[2, 1]], branches: [{ ...branch, taken: [0, 3] }] });
    const { files, problems } = mergeCoverage([
      reportOf([excluding], shard(1), "a"),
      reportOf([measuring], shard(2), "b"),
    ]);
    expect([...files[0]!.counts]).toEqual([2, 1, 3]);
    expect(files[0]!.excluded).toEqual([unreachable]);
    expect(problems).toMatchObject([{ code: "excluded-and-measured", severity: "info" }]);
    expect(
      mergeCoverage([reportOf([excluding], shard(1), "a"), reportOf([excluding], shard(2), "b")]).problems,
    ).toEqual([]);
  });
});

describe("the merge of coverage", () => {
  const reports = fc.array(anyEvidence, { maxLength: 5 });

  it("does not depend on the order of arrival, also of what is excluded", () => {
    const exclusion = fc.record({
      line: fc.integer({ min: 1, max: 3 }),
      entity: fc.constantFrom("line" as const, "branch" as const, "function" as const),
      reason: fc.constantFrom("unreachable", "v8 ignore"),
    });
    const excluding = fc
      .tuple(reports, fc.infiniteStream(fc.array(exclusion, { maxLength: 2 })))
      .map(([items, exclusions]) =>
        items.map((item) =>
          item.coverage === undefined
            ? item
            : {
                ...item,
                coverage: {
                  files: item.coverage.files.map((file) => ({ ...file, excluded: exclusions.next().value! })),
                },
              },
        ),
      );
    fc.assert(
      fc.property(
        excluding.chain((items) =>
          fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
        ),
        ([items, shuffled]) => {
          // Equal ids stand for equal bytes: what differs only in made-up exclusions is no two reports.
          fc.pre(new Set(items.map(({ id }) => id)).size === items.length);
          expect(mergeCoverage(shuffled)).toEqual(mergeCoverage(items));
        },
      ),
    );
  });

  it("never covers a line that no report covers", () => {
    const rejects = (mergeFiles: typeof mergeCoverage): boolean =>
      fc.check(
        fc.property(reports, (items) => {
          const hitLines = new Set(
            items.flatMap(({ coverage }) =>
              (coverage?.files ?? []).flatMap(({ path, map, counts }) =>
                Array.from({ length: map.statements.length / 4 }, (_, i) => i)
                  .filter((i) => counts[i]! > 0)
                  .map((i) => `${path}:${map.statements[i * 4]}`),
              ),
            ),
          );
          return mergeFiles(items).files.every(({ path, map, counts }) =>
            Array.from({ length: map.statements.length / 4 }, (_, i) => i)
              .filter((i) => counts[i]! > 0)
              .every((i) => hitLines.has(`${path}:${map.statements[i * 4]}`)),
          );
        }),
      ).failed;
    expect(rejects(mergeCoverage)).toBe(false);
    // A wrong merge, as libraries do it: what a report does not know borrows the hits of what stands before it.
    const borrowing: typeof mergeCoverage = (items) => {
      const { files, problems } = mergeCoverage(items);
      return {
        problems,
        files: files.map((file) => ({
          ...file,
          counts: file.counts.map((count, i) => (count < 0 ? (file.counts[i - 1] ?? count) : count)),
        })),
      };
    };
    expect(rejects(borrowing)).toBe(true);
  });
});
