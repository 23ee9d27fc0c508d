import { compareProblems } from "@tollgate/model";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reader } from "../src/reader.ts";
import { readers } from "../src/registry.ts";
import { damaged } from "../src/testing/fuzz/damage.ts";
import { failureMarks, plainText } from "../src/testing/fuzz/failure-marks.ts";
import { startWatchdog, type Watchdog } from "../src/testing/fuzz/watchdog.ts";
import { silent, withoutLastFailure } from "../src/testing/fuzz/wrong-readers.ts";
import { type AllRecords, hasError, loadAll, readAll } from "../src/testing/read-all.ts";
import { sourcesOf } from "./fuzz-sources.ts";

/*
 * Law 6 for every format of tests, findings, runs and specifications: whatever is done to a report, reading it ends, nothing is thrown, and no
 * fewer failures are found than an independent count of the bytes, or an error is said. Half of the reports are real
 * files of the corpus.
 */

const formats = Object.values(readers).filter(({ holds }) =>
  ["tests", "findings", "runs", "specification"].includes(holds),
);
const casesOf = (id: string): number => (id === "junit-xml" ? 3_000 : 760);
const seed = 20_261_125;
const secondsOfHang = 60;

let cases = 0;
let watchdog: Watchdog;

beforeAll(async () => {
  await loadAll(formats);
  watchdog = startWatchdog("fuzz", secondsOfHang);
});

afterAll(async () => {
  await watchdog.close();
  process.stdout.write(`fuzz: ${cases} damaged reports of ${formats.length} formats, seed ${seed}\n`);
});

test("every format has its marks", () => {
  expect([...failureMarks.keys()].sort()).toEqual(formats.map(({ id }) => id).sort());
});

describe.each(formats)("damaged reports of $id", (reader) => {
  const { corpus, others } = sourcesOf(reader.id);
  const lent = corpus.length > 0 ? corpus : fc.sample(others, { seed, numRuns: 3 });
  const fromCorpus = damaged(corpus.length > 0 ? fc.constantFrom(...corpus) : others, lent);
  const inputs = [fromCorpus, damaged(others, lent)];

  test.each(["as the corpus has them", "made up"])("%s keep their failures or are errors", (which) => {
    const input = inputs[which === "made up" ? 1 : 0]!;
    fc.assert(
      fc.property(input, chunkSize, (bytes, size) => {
        cases++;
        expect(brokenLaw(reader, bytes, size)).toBeUndefined();
      }),
      { seed, numRuns: casesOf(reader.id) / 2 },
    );
  });

  test("are read the same in chunks of any size", () => {
    fc.assert(
      fc.property(fc.oneof(...inputs), fc.integer({ min: 1, max: 300 }), (bytes, size) => {
        watchdog.begin();
        expect(comparable(readAll(reader, bytes, size))).toEqual(comparable(readAll(reader, bytes)));
      }),
      { seed, numRuns: 100 },
    );
  });

  test.each<[how: string, wrong: (reader: Reader) => Reader]>([
    ["says nothing about what it cannot read", silent],
    ["forgets its last failure", withoutLastFailure],
  ])("reject a reader that %s", (_how, wrong) => {
    const outcome = fc.check(
      fc.property(
        fc.oneof(...inputs),
        chunkSize,
        (bytes, size) => brokenLaw(wrong(reader), bytes, size) === undefined,
      ),
      { seed, numRuns: 2_000 },
    );
    expect(outcome.failed).toBe(true);
  });
});

test("are 20,000 at least, and 300 of each format", () => {
  expect(cases).toBeGreaterThanOrEqual(20_000);
  expect(Math.min(...formats.map(({ id }) => casesOf(id)))).toBeGreaterThanOrEqual(300);
});

const chunkSize = fc.oneof(fc.constant(65_536), fc.integer({ min: 1, max: 2_000 }));

/** What is broken, in words; nothing when the law holds. */
function brokenLaw(reader: Reader, bytes: Buffer, size: number): string | undefined {
  watchdog.begin();
  const read = readAll(reader, bytes, size);
  if (hasError(read)) return undefined;
  const { count, found, isBroken } = failureMarks.get(reader.id)!;
  const text = plainText(bytes);
  if (isBroken(text) && read.problems.every(({ severity }) => severity === "info"))
    return "no report, and not a word about it";
  const counted = count(text);
  return found(read) >= counted ? undefined : `${counted} failures, ${found(read)} found`;
}

/**
 * Problems in the order in which they are listed: when one is noticed depends on the chunks. So does whether its
 * offset can be told in a file that is not UTF-8.
 */
function comparable(read: AllRecords): AllRecords {
  const isUtf8 = !read.problems.some(({ code }) => code === "not-utf8");
  const problems = read.problems.map(({ offset, ...problem }) =>
    isUtf8 && offset !== undefined ? { ...problem, offset } : problem,
  );
  return { ...read, problems: problems.sort(compareProblems) };
}
