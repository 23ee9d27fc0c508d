import { compareProblems, isFailing } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reader, ReadSession, Sink } from "../reader.ts";
import { failureTags, markupOf } from "./fuzz/xml-marks.ts";
import { type AllRecords, hasError, readAll } from "./read-all.ts";

/** Real files of one format to be damaged, and what an independent look at their text finds. */
export type Damageable = {
  readonly reader: Reader;
  /** In ASCII-compatible encodings, each with a failure. */
  readonly files: readonly Buffer[];
  /** The end of a whole document. */
  readonly ending: RegExp;
};

/** What is broken in the way `reader` takes damaged bytes, in words; nothing when the law holds. */
type Law = (reader: Reader, damaged: Buffer) => string | undefined;

/** Law 6 for a format in XML: cut and changed files keep their failures or are errors, and nothing is thrown. */
export function describeDamage({ reader, files, ending }: Damageable): void {
  const failure = failureTags.get(reader.id)!;

  /** Failures that the bytes hold are found, or an error says that something is lost. */
  const keepsFailures: Law = (by, damaged) => {
    const read = readAll(by, damaged);
    const found = read.tests.filter(({ status }) => isFailing(status)).length;
    const counted = markupOf(damaged.toString("latin1")).match(failure)?.length ?? 0;
    return found >= counted || hasError(read) ? undefined : `${counted} failures, ${found} found`;
  };
  const saysCut: Law = (by, damaged) =>
    ending.test(damaged.toString("latin1")) || hasError(readAll(by, damaged))
      ? undefined
      : "a cut report without an error";

  const anyFile = fc.constantFrom(...files);
  const place = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  const cut = fc.tuple(anyFile, place).map(([file, at]) => file.subarray(0, Math.floor(file.length * at)));
  const changed = fc
    .tuple(anyFile, fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 }))
    .map(([file, changes]) => {
      const damaged = Buffer.from(file);
      for (const [at, byte] of changes) damaged[Math.floor(file.length * at)] = byte;
      return damaged;
    });
  const holds = (law: Law, damaged: Buffer, where: string): void => {
    expect(law(reader, damaged), where).toBeUndefined();
  };

  describe("damaged", { timeout: 120_000 }, () => {
    test("every file has a failure that is found", () => {
      for (const file of files) {
        expect(markupOf(file.toString("latin1")).match(failure)).not.toBeNull();
        expect(readAll(reader, file).tests.some(({ status }) => isFailing(status))).toBe(true);
      }
    });

    test("cut at each byte it keeps its failures and says so", () => {
      const small = files.filter(({ length }) => length < 4_096);
      for (const file of small.length > 0 ? small : files.slice(0, 1)) {
        for (let length = 0; length < file.length; length++) {
          const damaged = file.subarray(0, length);
          holds(keepsFailures, damaged, `cut at ${length}`);
          holds(saysCut, damaged, `cut at ${length}`);
        }
      }
    });

    test("cut anywhere it keeps its failures and says so", () => {
      fc.assert(
        fc.property(cut, (damaged) => {
          holds(keepsFailures, damaged, "failures");
          holds(saysCut, damaged, "cut");
        }),
        { seed, numRuns: 300 },
      );
    });

    test("with bytes changed it keeps its failures or is an error", () => {
      fc.assert(
        fc.property(changed, (damaged) => holds(keepsFailures, damaged, "failures")),
        { seed, numRuns: 600 },
      );
    });

    test("it is read the same in chunks of any size", () => {
      fc.assert(
        fc.property(
          changed,
          fc.integer({ min: 1, max: 300 }),
          (damaged, chunkSize) =>
            void expect(comparable(readAll(reader, damaged, chunkSize))).toEqual(
              comparable(readAll(reader, damaged)),
            ),
        ),
        { seed, numRuns: 60 },
      );
    });

    test("elements are nested as deep as they come without a throw", () => {
      const text = files[0]!.toString("latin1");
      const name = /<(?!\?|!)[\w.:-]+/.exec(text.slice(text.search(failure)))![0];
      const read = readAll(reader, `${text.slice(0, text.search(failure))}${`${name}>`.repeat(60_000)}`);
      expect(hasError(read)).toBe(true);
    });

    test("the laws reject a reader that forgets its first failure", () => {
      expect(breaks(keepsFailures, changed, withoutFirstFailure(reader))).toBe(true);
    });

    test("the laws reject a reader that says nothing about a cut", () => {
      expect(
        breaks(
          saysCut,
          cut,
          withSink(reader, () => ({ problem: () => {} })),
        ),
      ).toBe(true);
    });
  });
}

const seed = 20_260_101;

function breaks(law: Law, inputs: fc.Arbitrary<Buffer>, reader: Reader): boolean {
  return fc.check(
    fc.property(inputs, (damaged) => law(reader, damaged) === undefined),
    { seed, numRuns: 2_000 },
  ).failed;
}

/** When a problem is noticed depends on the chunks; so does whether an offset can be told where bytes are not UTF-8. */
function comparable(read: AllRecords): AllRecords {
  const isUtf8 = !read.problems.some(({ code }) => code === "not-utf8");
  const problems = read.problems.map(({ offset, ...problem }) =>
    isUtf8 && offset !== undefined ? { ...problem, offset } : problem,
  );
  return { ...read, problems: problems.sort(compareProblems) };
}

function withSink(reader: Reader, change: (sink: Sink) => Partial<Sink>): Reader {
  return {
    ...reader,
    open: (context): ReadSession =>
      reader.open({ ...context, sink: { ...context.sink, ...change(context.sink) } }),
  };
}

function withoutFirstFailure(reader: Reader): Reader {
  return withSink(reader, (sink) => {
    let isFirst = true;
    return {
      test(told) {
        if (isFirst && isFailing(told.status)) isFirst = false;
        else sink.test(told);
      },
    };
  });
}
