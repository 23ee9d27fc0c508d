import { isFailing, type MergedCase, type TestStatus } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareWithBaseline } from "../compare-with-baseline.ts";
import { caseKey } from "../tellings.ts";
import { matchRenames } from "./match-renames.ts";

type Match = typeof matchRenames;

const files = ["packages/api/src/a.test.ts", "packages/api/src/b.test.ts", "packages/web/a.test.ts"];

/** Few names, files and lines: tests of both sides meet, and often in more than one way. */
const tests: fc.Arbitrary<readonly MergedCase[]> = fc.uniqueArray(
  fc
    .record({
      file: fc.constantFrom(...files),
      suite: fc.constantFrom([], ["cart"], ["basket"]),
      name: fc.constantFrom("adds", "removes", "on localhost:49731", "on localhost:50712"),
      line: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
      status: fc.constantFrom<TestStatus>("passed", "failed", "errored", "skipped"),
    })
    .map(({ line, ...test }) =>
      aCase({
        ...test,
        package: test.file.includes("web") ? "@shop/web" : "@shop/api",
        ...(line === undefined ? {} : { line }),
      }),
    ),
  { maxLength: 8, selector: caseKey },
);

const sides = fc.tuple(tests, tests);
const stayed = new Map<string, string>();

/** The law that a matcher breaks, so that a wrong one can be shown to be caught. */
function brokenLaw(
  match: Match,
  before: readonly MergedCase[],
  now: readonly MergedCase[],
): string | undefined {
  const told = (matches: ReadonlyMap<MergedCase, MergedCase>): string =>
    JSON.stringify([...matches].map((pair) => pair.map(caseKey)).sort());
  const matches = match(before, now, stayed);
  if (told(match([...before].reverse(), [...now].reverse(), stayed)) !== told(matches)) return "order";
  if (new Set(matches.values()).size !== matches.size) return "a test of the base twice";
  const here = new Set(now.map(caseKey));
  const there = new Set(before.map(caseKey));
  for (const [fresh, old] of matches)
    if (there.has(caseKey(fresh)) || here.has(caseKey(old))) return "a test that stayed";
  return undefined;
}

describe("matching renamed tests", () => {
  it("depends on no order, takes no test twice, and leaves alone what stayed", () => {
    fc.assert(
      fc.property(sides, ([before, now]) => brokenLaw(matchRenames, before, now) === undefined),
      { numRuns: 2_000 },
    );
  });

  it("is told apart from taking the first that fits", () => {
    const greedy: Match = (before, now) =>
      new Map(
        now.flatMap((fresh) => {
          const old = before.find(({ name, file }) => name === fresh.name && file !== fresh.file);
          return old === undefined ? [] : [[fresh, old] as const];
        }),
      );
    const run = fc.check(fc.property(sides, ([before, now]) => brokenLaw(greedy, before, now) === undefined));
    expect(run.failed).toBe(true);
  });
});

describe("a comparison with renames", () => {
  const compared = (
    before: readonly MergedCase[],
    now: readonly MergedCase[],
    moved: readonly (readonly [from: string, to: string])[] = [],
  ) =>
    compareWithBaseline(now, [], {
      packages: [],
      baseline: { how: "bundle main.tollgate", report: aReport({ tests: before }) },
      changes: {
        baseSha: "0".repeat(40),
        files: moved.map(([oldPath, path]) => ({
          path,
          oldPath,
          change: "renamed",
          content: "text",
          added: [],
          blank: [],
          removed: 0,
        })),
      },
    });
  const count = (all: readonly MergedCase[], change: MergedCase["change"]): number =>
    all.filter((test) => test.change === change).length;

  it("never hides a failure: each is new, or takes the place of one that the base has", () => {
    fc.assert(
      fc.property(sides, ([before, now]) => {
        const { tests: marked } = compared(before, now);
        const failing = marked.filter(({ status }) => isFailing(status));
        expect(failing).toHaveLength(now.filter(({ status }) => isFailing(status)).length);
        expect(count(marked, "new-failure") + count(marked, "still-failing")).toBe(failing.length);
        const failedBefore = before.filter(({ status }) => isFailing(status)).length;
        expect(count(marked, "still-failing") + count(marked, "fixed")).toBeLessThanOrEqual(failedBefore);
        for (const test of failing)
          expect(test.change === "new-failure" || test.change === "still-failing").toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("has every test of the base once: here, renamed or gone", () => {
    fc.assert(
      fc.property(sides, ([before, now]) => {
        const { tests: marked, baseline } = compared(before, now);
        const here = new Set(now.map(caseKey));
        const kept = before.filter((test) => here.has(caseKey(test))).length;
        const renamed = marked.filter(({ renamedFrom }) => renamedFrom !== undefined).length;
        expect(kept + renamed + (baseline?.disappeared.length ?? 0)).toBe(before.length);
      }),
    );
  });

  it("says of files that git moved what it says of files that stayed", () => {
    fc.assert(
      fc.property(sides, ([before, now]) => {
        const there = new Set(before.map(caseKey));
        const elsewhere = before.map((test) => ({ ...test, file: `old/${test.file}` }));
        const moved = compared(
          elsewhere,
          now,
          files.map((file) => [`old/${file}`, file]),
        );
        const changes = (all: readonly MergedCase[]): unknown =>
          all.filter((test) => there.has(caseKey(test))).map((test) => [caseKey(test), test.change]);
        expect(changes(moved.tests)).toEqual(changes(compared(before, now).tests));
      }),
    );
  });
});
