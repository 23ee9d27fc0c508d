import { describe, expect, it } from "vitest";
import { mergeCoverage } from "../src/merge-coverage.ts";
import { corpus, corpusFile, readEvidence, totalsOf } from "./read-evidence.ts";

/** Real runs of which both reports are there. */
const runs = ["cov-nyc", "cov-vitest-istanbul", "cov-vitest-v8", "cov-jest", "cov-jest-v8", "cov-c8"];
const lines = (run: string): string => `coverage/istanbul-json/generated/alpha/${run}/coverage-final.json`;
const lcov = (run: string): string => `coverage/lcov/generated/alpha/${run}/lcov.info`;
const summary = (run: string): string =>
  `coverage/istanbul-summary/generated/alpha/${run}/coverage-summary.json`;

describe.skipIf(corpus === undefined)("istanbul's summary of a real run", () => {
  const from = { shard: { index: 1, total: 1 }, invocation: "coverage" };
  const read = (paths: readonly string[]): ReturnType<typeof readEvidence> =>
    readEvidence(paths.map((path) => ({ ...corpusFile(path), from }))).map((item) => ({
      ...item,
      coverage: {
        // istanbul's lcov has relative paths.
        files: item.coverage!.files.map((file) => ({ ...file, path: `src/${file.path.split("/").at(-1)}` })),
      },
    }));

  it.each(runs)("adds nothing to the reports with lines beside it: %s", (run) => {
    for (const beside of [lines(run), lcov(run)]) {
      const [file, ...more] = mergeCoverage(read([beside])).files;
      const both = mergeCoverage(read([summary(run), beside])).files;
      const facts = both.map(({ sources: _sources, ...of }) => of);
      expect(facts).toEqual([file!, ...more].map(({ sources: _sources, ...of }) => of));
    }
  });

  it.each(["cov-nyc", "cov-vitest-istanbul", "cov-vitest-v8", "cov-jest"])(
    "has alone the figures of the report with lines: %s",
    (run) => {
      expect(totalsOf(mergeCoverage(read([summary(run)])).files)).toEqual(
        totalsOf(mergeCoverage(read([lines(run)])).files),
      );
    },
  );
});
