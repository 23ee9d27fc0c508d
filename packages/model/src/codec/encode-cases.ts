import type { TestCase } from "../tests.ts";
import {
  annotationOrder,
  attachmentOrder,
  attemptOrder,
  detailOrder,
  inOrder,
  tryOrder,
} from "./member-order.ts";

/** Test cases in one line of a bundle: bounds the memory of a reader. */
export const casesPerLine = 500;

/**
 * The lines of the test cases of one report; nothing else of the bundle changes them. Packages, files and suites, which
 * are most of the text of a case and the same for many, stand once in a line.
 */
export function* encodeCases(cases: readonly TestCase[]): Iterable<string> {
  for (let i = 0; i < cases.length; i += casesPerLine)
    yield `${JSON.stringify(encodeLine(cases.slice(i, i + casesPerLine)))}\n`;
}

function encodeLine(tests: readonly TestCase[]): object {
  const places = createTable<Pick<TestCase, "package" | "file">>((test) =>
    JSON.stringify([test.package, test.file]),
  );
  const suites = createTable<readonly string[]>((suite) => JSON.stringify(suite));
  let last: TestCase | undefined;
  let place = 0;
  let suite = 0;
  const cases = tests.map((test) => {
    // Tests of one file, and of one suite, follow each other.
    if (last === undefined || test.file !== last.file || test.package !== last.package)
      place = places.indexOf(test);
    if (last === undefined || test.suite !== last.suite) suite = suites.indexOf(test.suite);
    last = test;
    return encodeCase(test, place, suite);
  });
  return {
    cases,
    places: places.entries.map(({ package: owner, file }) => ({ package: owner, file })),
    suites: suites.entries,
  };
}

/** In one order, however the case was made: equal cases have equal bytes. What is `undefined` is left out. */
function encodeCase(test: TestCase, place: number, suite: number): object {
  const { name, status, durationUs, details } = test;
  if (isPlain(test)) return { place, suite, name, status, durationUs };
  const { environment, line, attachments, annotations, earlier, tryOf } = test;
  return {
    place,
    suite,
    name,
    environment,
    line,
    status,
    durationUs,
    details: details.length === 0 ? undefined : inOrder(details, detailOrder),
    attachments: inOrder(attachments, attachmentOrder),
    annotations: inOrder(annotations, annotationOrder),
    earlier: inOrder(earlier, attemptOrder),
    tryOf: inOrder(tryOf, tryOrder),
  } satisfies Encoded;
}

/** All members of a case, so that a new one is not forgotten. */
type Encoded = { readonly [Member in Exclude<keyof TestCase, "package" | "file" | "suite">]-?: unknown } & {
  readonly place: number;
  readonly suite: number;
};

function isPlain(test: TestCase): boolean {
  return (
    test.details.length === 0 &&
    test.environment === undefined &&
    test.line === undefined &&
    test.attachments === undefined &&
    test.annotations === undefined &&
    test.earlier === undefined &&
    test.tryOf === undefined
  );
}

/** Gives each distinct value an index, in the order of first sight. */
type Table<Value> = { readonly entries: readonly Value[]; indexOf(value: Value): number };

function createTable<Value>(keyOf: (value: Value) => string): Table<Value> {
  const entries: Value[] = [];
  const byKey = new Map<string, number>();
  /** Most equal values are one object; making keys of them would take as long as all the rest. */
  const known = new Map<Value, number>();
  return {
    entries,
    indexOf(value) {
      let index = known.get(value);
      if (index !== undefined) return index;
      const key = keyOf(value);
      index = byKey.get(key) ?? entries.length;
      known.set(value, index);
      if (index < entries.length) return index;
      byKey.set(key, index);
      entries.push(value);
      return index;
    },
  };
}
