import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { junit } from "../src/junit/reader.ts";
import type { RawTest, Reader } from "../src/reader.ts";
import { tree } from "../src/testing/junit-tree/tree.ts";
import { type WalkedCase, walkTree } from "../src/testing/junit-tree/walk-tree.ts";
import { hand, writeTree } from "../src/testing/junit-tree/write-tree.ts";
import { headOf, readAll } from "../src/testing/read-all.ts";

const runs = { seed: 20_261_125, numRuns: 3_000 };

/** The law: what is read of a tree that was written down is what a walk over the tree finds. */
function checkTrees(reader: Reader, options: { readonly seed: number; readonly numRuns: number }): void {
  fc.assert(
    fc.property(tree, hand, fc.integer({ min: 1, max: 4_000 }), (planted, by, chunkSize) => {
      const bytes = writeTree(planted, by);
      const walked = walkTree(planted);
      const { tests, problems, entries } = readAll(reader, bytes, chunkSize);
      expect(reader.recognises(headOf(bytes))).toBe(true);
      expect(entries).toBe(walked.cases.length);
      expect(tests.filter(isEntry).map(asWalked)).toEqual(walked.cases);
      expect(tests.filter((told) => !isEntry(told)).map(asWalked)).toEqual(walked.suites);
      const codes = new Set(problems.map(({ code }) => code));
      expect(codes.has("unknown-element") || codes.has("unknown-status")).toBe(walked.unknown);
      expect(codes.has("no-tests")).toBe(tests.length === 0);
    }),
    options,
  );
}

test("a tree reads as a walk over it finds, whatever the nesting, order, and encoding", () => {
  checkTrees(junit, runs);
});

describe("the law rejects a reader that", () => {
  const few = { ...runs, numRuns: 300 };

  test.each<[how: string, change: (told: RawTest) => RawTest | undefined]>([
    [
      "lets skipped beat failed",
      (told) => (told.details.some(({ kind }) => kind === "skip") ? undefined : told),
    ],
    ["forgets suites that failed by themselves", (told) => (told.entries === 0 ? undefined : told)],
    ["flattens nested suites", (told) => ({ ...told, suite: told.suite.slice(-1) })],
    ["keeps one message of a test", (told) => ({ ...told, details: told.details.slice(0, 1) })],
    ["forgets tries", ({ earlier: _, ...told }) => told],
  ])("%s", (_how, change) => {
    expect(() => checkTrees(changing(change), few)).toThrow();
  });
});

function isEntry({ entries }: RawTest): boolean {
  return entries !== 0;
}

function asWalked({ suite, name, status, durationUs, earlier = [], details }: RawTest): WalkedCase {
  const isTold = details.every(({ message = "" }) => !/^(?:The report (?:says|has)|status=)/.test(message));
  return {
    suite,
    name,
    status: status === "todo" ? "skipped" : status,
    durationUs: timeOf([durationUs, ...earlier.map((attempt) => attempt.durationUs)]),
    tries: 1 + earlier.length,
    messages:
      isTold && (status === "failed" || status === "errored")
        ? details.map(({ message = "" }) => message)
        : [],
  };
}

/** The time of a case is told once, for whichever of its tries. */
function timeOf(tries: readonly (number | undefined)[]): number | undefined {
  const told = tries.filter((us) => us !== undefined);
  expect(told.length).toBeLessThanOrEqual(1);
  return told[0];
}

function changing(change: (told: RawTest) => RawTest | undefined): Reader {
  return {
    ...junit,
    open: ({ sink, ...context }) =>
      junit.open({
        ...context,
        sink: {
          ...sink,
          test(told) {
            const changed = change(told);
            if (changed !== undefined) sink.test(changed);
          },
        },
      }),
  };
}
