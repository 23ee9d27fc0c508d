import fc from "fast-check";

/*
 * Reports of JSON in the shapes that their tools write, with hostile names. Members that decide nothing are left out.
 */

const name = fc.constantFrom("a", "b", "__proto__", "constructor", "");
const jestWord = fc.constantFrom("passed", "passed", "failed", "skipped", "pending", "todo");

const jestEntry = fc.record({
  ancestorTitles: fc.array(name, { maxLength: 2 }),
  title: name,
  status: jestWord,
  duration: fc.double(),
  failureMessages: fc.array(fc.string(), { maxLength: 2 }),
  invocations: fc.integer({ min: 0, max: 3 }),
});

export const jestReport: fc.Arbitrary<unknown> = fc.record({
  success: fc.boolean(),
  testResults: fc.array(
    fc.record({
      assertionResults: fc.array(jestEntry, { maxLength: 4 }),
      status: fc.constantFrom("passed", "failed"),
      message: fc.string(),
      name,
    }),
    { maxLength: 3 },
  ),
});

const playwrightTest = fc.record({
  expectedStatus: fc.constantFrom("passed", "failed", "skipped"),
  projectName: name,
  status: fc.constantFrom("expected", "unexpected", "flaky", "skipped"),
  results: fc.array(
    fc.record({
      status: fc.constantFrom("passed", "failed", "timedOut", "skipped", "interrupted"),
      duration: fc.nat(),
    }),
    { maxLength: 2 },
  ),
});

const playwrightSuite = fc.letrec((tie) => ({
  suite: fc.record({
    title: name,
    file: name,
    specs: fc.array(
      fc.record({ title: name, file: name, tests: fc.array(playwrightTest, { maxLength: 2 }) }),
      { maxLength: 2 },
    ),
    suites: fc.option(fc.array(tie("suite"), { maxLength: 2 }), { maxDepth: 2 }),
  }),
})).suite;

export const playwrightReport: fc.Arbitrary<unknown> = fc.record({
  config: fc.record({ rootDir: name, shard: fc.constant(null) }),
  suites: fc.array(playwrightSuite, { maxLength: 2 }),
  errors: fc.constant([]),
  stats: fc.record({ startTime: name }),
});

export const turboReport: fc.Arbitrary<unknown> = fc.record({
  turboVersion: fc.constant("2.11.11"),
  monorepo: fc.boolean(),
  execution: fc.record({ attempted: fc.nat(3), exitCode: fc.nat(2) }),
  tasks: fc.array(
    fc.record({
      taskId: name,
      package: name,
      execution: fc.record({ exitCode: fc.nat(2), startTime: fc.nat() }),
    }),
    { maxLength: 4 },
  ),
});

const gtestSuite = fc
  .tuple(name, fc.array(fc.tuple(name, fc.boolean()), { minLength: 1, maxLength: 4 }))
  .map(([suite, tests]) => ({
    name: suite,
    tests: tests.length,
    failures: tests.filter(([, fails]) => fails).length,
    time: "0s",
    testsuite: tests.map(([test, fails]) => ({
      name: test,
      status: "RUN",
      result: "COMPLETED",
      timestamp: "2026-01-01T00:00:00Z",
      time: "0.001s",
      classname: suite,
      ...(fails ? { failures: [{ failure: "t.cc:1\nFailure", type: "" }] } : {}),
    })),
  }));

export const gtestReport: fc.Arbitrary<unknown> = fc
  .array(gtestSuite, { minLength: 1, maxLength: 3 })
  .map((testsuites) => ({
    tests: testsuites.reduce((sum, { tests }) => sum + tests, 0),
    failures: testsuites.reduce((sum, { failures }) => sum + failures, 0),
    disabled: 0,
    errors: 0,
    time: "0.01s",
    name: "AllTests",
    testsuites,
  }));
