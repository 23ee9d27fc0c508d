import fc from "fast-check";

/** A JUnit document as a tree, before it is written down. What is absent is left out of the document. */
export type Tree = { readonly root: "testsuites" | "testsuite"; readonly suites: readonly Suite[] };

export type Suite = {
  readonly name: string | undefined;
  readonly children: readonly (Suite | Case | Result | Noise)[];
};

export type Case = {
  readonly case: true;
  readonly name: string | undefined;
  readonly classname: string | undefined;
  readonly time: string | undefined;
  readonly status: string | undefined;
  readonly children: readonly (Result | Noise)[];
};

export type Result = {
  readonly result: ResultElement;
  readonly message: string | undefined;
  readonly text: string;
};

/** What says nothing about results, or is not known to do so. */
export type Noise = {
  readonly noise: "properties" | "system-out" | "system-err" | "gailure";
  readonly text: string;
};

export type ResultElement =
  | "failure"
  | "error"
  | "skipped"
  | "flakyFailure"
  | "flakyError"
  | "rerunFailure"
  | "rerunError";

/** Names and texts that are hard to write down, and all in Latin-1 so that every encoding can have them. */
const words = [
  "adds",
  "a < b",
  'says "no"',
  "a & b",
  "it's",
  "é ÿ",
  "]]>",
  "__proto__",
  "ünïcode > x",
  "&amp;",
];
const text: fc.Arbitrary<string> = fc.constantFrom(...words);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

function result(...elements: readonly ResultElement[]): fc.Arbitrary<Result> {
  return fc.record({
    result: fc.constantFrom(...elements),
    message: maybe(text),
    text: fc.constantFrom("", "at line 1", "first\nsecond", ...words),
  });
}

const noise: fc.Arbitrary<Noise> = fc.record({
  noise: fc.constantFrom("properties", "properties", "system-out", "system-err", "gailure"),
  text,
});

const testCase: fc.Arbitrary<Case> = fc.record({
  case: fc.constant(true as const),
  name: maybe(text),
  classname: maybe(fc.constantFrom("pkg.Alpha", "pkg.Beta")),
  time: maybe(fc.constantFrom("0", "0.5", "1.25", "3", "0.000001")),
  status: maybe(fc.constantFrom("run", "completed", "passed", "failed", "error", "disabled", "gailed")),
  children: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    {
      weight: 4,
      arbitrary: fc.array(
        fc.oneof(
          { weight: 3, arbitrary: result("failure", "error", "skipped") },
          { weight: 1, arbitrary: result("flakyFailure", "flakyError", "rerunFailure", "rerunError") },
          { weight: 2, arbitrary: noise },
        ),
        { maxLength: 4 },
      ),
    },
  ),
});

const suite: fc.Arbitrary<Suite> = fc.letrec<{ suite: Suite }>((tie) => ({
  suite: fc.record({
    name: maybe(fc.constantFrom("Outer", "Inner", "checkout", "é", "__proto__")),
    children: fc.array(
      fc.oneof(
        { maxDepth: 4, depthIdentifier: "suite" },
        { weight: 5, arbitrary: testCase },
        { weight: 1, arbitrary: result("failure", "error") },
        { weight: 1, arbitrary: fc.record({ noise: fc.constant("properties" as const), text }) },
        { weight: 2, arbitrary: tie("suite") },
      ),
      { maxLength: 5 },
    ),
  }),
})).suite;

/** Trees of any nesting and order, with attributes missing here and there. */
export const tree: fc.Arbitrary<Tree> = fc.record({
  root: fc.constantFrom("testsuites", "testsuite"),
  suites: fc.array(suite, { maxLength: 3 }),
});
