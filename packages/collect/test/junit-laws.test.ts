import { readFileSync } from "node:fs";
import { compareProblems, isFailing } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { junit } from "../src/junit/reader.ts";
import type { Reader, ReadSession, Sink } from "../src/reader.ts";
import { type AllRecords, readAll } from "../src/testing/read-all.ts";
import { corpusRows } from "./corpus-tests.ts";

/** Real files with failures, small enough to be cut and changed often, in ASCII-compatible encodings. */
const files: readonly Buffer[] = corpusRows("junit-xml")
  .filter(({ path, expected }) => path.startsWith("tests/") && "not_ok" in (expected as object))
  .filter(({ expected }) => (expected as { not_ok: number }).not_ok > 0)
  .map(({ absolute }) => readFileSync(absolute))
  .filter(({ length }) => length < 40_000);

/** A law over damaged input: what is broken in the way `read` takes it, in words; nothing when the law holds. */
type Law = (reader: Reader, damaged: Buffer) => string | undefined;

/** Law 6: failure elements that the bytes hold are found, or an error says that something is lost. */
const keepsFailures: Law = (reader, damaged) => {
  const read = readAll(reader, damaged);
  const found = failureElements(read);
  const counted = countFailureElements(damaged);
  return found >= counted || hasError(read) ? undefined : `${counted} failure elements, ${found} found`;
};

/** A report that is cut says so, wherever it is cut; only white space may be missing at its end. */
const saysCut: Law = (reader, damaged) => {
  const isWhole = /<\/(?:testsuites?)>(?:\s|<!--[\s\S]*?-->)*$/.test(damaged.toString("latin1"));
  return isWhole || hasError(readAll(reader, damaged)) ? undefined : "a cut report without an error";
};

const cut: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.constantFrom(...(files.length > 0 ? files : [Buffer.alloc(2)])),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([file, at]) => file.subarray(0, Math.floor(file.length * at)));

const mutated: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.constantFrom(...(files.length > 0 ? files : [Buffer.alloc(2)])),
    fc.array(fc.tuple(fc.double({ min: 0, max: 0.999_999, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([file, changes]) => {
    const damaged = Buffer.from(file);
    for (const [at, byte] of changes) damaged[Math.floor(file.length * at)] = byte;
    return damaged;
  });

describe.skipIf(files.length === 0)("a damaged JUnit file", () => {
  test("cut anywhere keeps its failures or is an error", () => {
    fc.assert(
      fc.property(cut, (damaged) => holds(keepsFailures, damaged)),
      {
        numRuns: 600,
      },
    );
  });

  test("cut anywhere says so", () => {
    fc.assert(
      fc.property(cut, (damaged) => holds(saysCut, damaged)),
      { numRuns: 600 },
    );
  });

  test("cut at each byte of one file keeps its failures and says so", () => {
    const file = files.reduce((smallest, next) => (next.length < smallest.length ? next : smallest));
    for (let length = 0; length < file.length; length++) {
      const damaged = file.subarray(0, length);
      expect(keepsFailures(junit, damaged), `cut at ${length}`).toBeUndefined();
      expect(saysCut(junit, damaged), `cut at ${length}`).toBeUndefined();
    }
  });

  test("with any bytes changed keeps its failures or is an error", () => {
    fc.assert(
      fc.property(mutated, (damaged) => holds(keepsFailures, damaged)),
      {
        numRuns: 1_500,
      },
    );
  });

  test("reads the same in chunks of any size", () => {
    fc.assert(
      fc.property(
        mutated,
        fc.integer({ min: 1, max: 300 }),
        (damaged, chunkSize) =>
          void expect(comparable(readAll(junit, damaged, chunkSize))).toEqual(
            comparable(readAll(junit, damaged)),
          ),
      ),
      { numRuns: 150 },
    );
  });

  test("whatever the bytes, nothing is thrown", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        readAll(junit, Buffer.concat([Buffer.from("<testsuite><testcase name='"), noise]));
      }),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(files.length === 0)("the laws reject a reader that", () => {
  test("stops at a cut without a word", () => {
    expect(breaks(saysCut, cut, withoutProblems(junit))).toBe(true);
  });

  test("reads the first failure of a case only", () => {
    expect(breaks(keepsFailures, mutated, withFirstDetailOnly(junit))).toBe(true);
  });

  test("forgets the last case", () => {
    expect(breaks(keepsFailures, mutated, withoutLastTest(junit))).toBe(true);
  });
});

function holds(law: Law, damaged: Buffer): void {
  expect(law(junit, damaged)).toBeUndefined();
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

function breaks(law: Law, inputs: fc.Arbitrary<Buffer>, reader: Reader): boolean {
  const outcome = fc.check(
    fc.property(inputs, (damaged) => law(reader, damaged) === undefined),
    { numRuns: 2_000 },
  );
  return outcome.failed;
}

function hasError({ problems }: AllRecords): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/** Failures and errors that were told, of all tries. */
function failureElements({ tests }: AllRecords): number {
  let count = 0;
  for (const { status, details, earlier } of tests) {
    // A failing todo of node:test keeps its failure among its details.
    if (isFailing(status) || status === "todo") count += details.filter(({ kind }) => kind !== "skip").length;
    for (const attempt of earlier ?? []) count += attempt.details.length;
  }
  return count;
}

/** Start tags of failures, counted without our scanner: whole tags only, outside comments and CDATA. */
function countFailureElements(bytes: Buffer): number {
  const markup = bytes
    .toString("latin1")
    .replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, "")
    .replace(/<!--[\s\S]*$|<!\[CDATA\[[\s\S]*$|<\?[\s\S]*$/, "");
  return (
    markup.match(/<(?:failure|error|flakyFailure|flakyError|rerunFailure|rerunError)(?:\s[^<>]*|\/?)>/g) ?? []
  ).length;
}

/** The same reader with another sink in between. */
function withSink(reader: Reader, wrap: (sink: Sink) => Sink, atEnd: () => void = () => {}): Reader {
  return {
    ...reader,
    open(context): ReadSession {
      const session = reader.open({ ...context, sink: wrap(context.sink) });
      return {
        write: (chunk) => session.write(chunk),
        end() {
          session.end();
          atEnd();
        },
      };
    },
  };
}

function withoutProblems(reader: Reader): Reader {
  return withSink(reader, (sink) => ({ ...sink, problem: () => {} }));
}

function withFirstDetailOnly(reader: Reader): Reader {
  return withSink(reader, (sink) => ({
    ...sink,
    test: (told) => sink.test({ ...told, details: told.details.slice(0, 1) }),
  }));
}

function withoutLastTest(reader: Reader): Reader {
  return withSink(reader, (sink) => {
    let last: Parameters<Sink["test"]>[0] | undefined;
    return {
      ...sink,
      test(told) {
        if (last !== undefined) sink.test(last);
        last = told;
      },
    };
  });
}
