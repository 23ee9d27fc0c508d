import {
  type Bundle,
  bundleOf,
  digestOf,
  type Evidence,
  isFailing,
  type Report,
  settleSkip,
  type TestCase,
  type TestStatus,
  testIdentity,
} from "@tollgate/model";
import { evidence, testCase } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeReport } from "./compute-report.ts";
import { missingInAttempts, type SelectedAttempts, selectAttempts, slotOf } from "./select-attempts.ts";

function report(of: Bundle): Report {
  return computeReport(of, {
    subject: {},
    packages: [],
    changes: { reason: "no git", remedy: "" },
    missing: [],
    problems: [],
  });
}

type Place = Partial<Evidence["origin"]>;

function told(place: Place, cases: readonly TestCase[], path = "reports/junit.xml"): Evidence {
  const origin = {
    package: "@shop/api",
    kind: "unit",
    job: "test",
    shard: { index: 1, total: 1 },
    attempt: 1,
    environment: [],
    invocation: "reports",
    ...place,
  };
  const digest = digestOf(JSON.stringify([origin, path, cases]));
  return {
    id: digest,
    origin,
    input: { path, bytes: 1, digest, format: "junit-xml" },
    status: "ok",
    problems: [],
    runs: [],
    tests: { entries: cases.length, cases },
  };
}

function test(name: string, status: TestStatus, message = "no"): TestCase {
  const details = isFailing(status) ? [{ kind: "failure" as const, message }] : [];
  return { package: "@shop/api", file: "packages/api/a.test.ts", suite: ["cart"], name, status, details };
}

const of = (...items: readonly Evidence[]): Report => report(bundleOf(items));

it("what an older attempt alone brought is missing as what it is, whichever report is read first", () => {
  const linted: Evidence = {
    ...told({}, [test("adds", "passed")], "reports/both.json"),
    findings: { tools: ["eslint"], findings: [] },
  };
  const tested = told({}, [test("adds", "passed")]);
  const repeated = told({ attempt: 2, kind: "e2e" }, [test("pays", "passed")]);
  for (const items of [
    [linted, tested, repeated],
    [repeated, tested, linted],
  ])
    expect(missingInAttempts(selectAttempts(items)).map(({ what, about }) => [what, about])).toEqual([
      ["findings of @shop/api", "findings"],
      ["unit tests of @shop/api", "tests"],
    ]);
});

describe("a test that failed in an older attempt", () => {
  it("and passes now is recovered, and what it said is kept", () => {
    const { tests, totals, missing } = of(
      told({}, [test("adds", "failed", "expected 3")]),
      told({ attempt: 2 }, [test("adds", "errored", "no network")]),
      told({ attempt: 3 }, [test("adds", "passed")]),
    );
    expect(tests).toMatchObject([
      {
        status: "passed",
        recovered: true,
        flaky: false,
        history: [
          { attempt: 1, job: "test", status: "failed", details: [{ message: "expected 3" }] },
          { attempt: 2, job: "test", status: "errored", details: [{ message: "no network" }] },
        ],
      },
    ]);
    expect(totals.tests).toMatchObject({ passed: 1, recovered: 1, flaky: 0 });
    expect(missing).toEqual([]);
  });

  it("and fails again has both failures", () => {
    const { tests } = of(
      told({}, [test("adds", "failed", "first")]),
      told({ attempt: 2 }, [test("adds", "failed", "second")]),
    );
    expect(tests).toMatchObject([
      { status: "failed", recovered: false, details: [{ message: "second" }], history: [{ attempt: 1 }] },
    ]);
  });

  it("and was flaky there is still seen as that", () => {
    const flaky: TestCase = { ...test("adds", "passed"), earlier: [{ status: "failed", details: [] }] };
    const { tests } = of(told({}, [flaky]), told({ attempt: 2 }, [test("adds", "passed")]));
    expect(tests).toMatchObject([
      { flaky: false, recovered: false, history: [{ attempt: 1, status: "failed" }] },
    ]);
  });

  it("is told once where two reports of the attempt tell of it", () => {
    const json = { ...told({}, [test("adds", "failed")], "reports/vitest.json") };
    const views = { ...json, input: { ...json.input, format: "vitest-json" } };
    const { tests } = of(
      told({}, [test("adds", "failed")]),
      views,
      told({ attempt: 2 }, [test("adds", "passed")]),
    );
    expect(tests[0]?.history).toHaveLength(1);
  });

  it.each([
    ["is not there", [test("removes", "passed")]],
    ["is skipped", [test("adds", "skipped"), test("removes", "passed")]],
  ])("and now %s is missing evidence", (_how, now) => {
    const old = told({}, [test("adds", "failed"), test("removes", "passed")]);
    expect(of(old, told({ attempt: 2 }, now)).missing).toEqual([
      {
        what: 'the result of 1 unit test of @shop/api ("cart > adds")',
        kind: "unit",
        package: "@shop/api",
        about: "tests",
        because: "it failed in attempt 1 of test and did not run in the newest one",
        remedy:
          "Let the repeated job run every test that failed before; a skip does not show that it passes.",
      },
    ]);
  });

  it("is named in a few words, and with others at most three times", () => {
    const names = ["a", "b", "c", "d", "e".repeat(500)];
    const old = told(
      {},
      names.map((name) => test(name, "failed")),
    );
    const [missing] = of(old, told({ attempt: 2 }, [test("z", "passed")])).missing;
    expect(missing?.what).toBe(
      'the result of 5 unit tests of @shop/api ("cart > a", "cart > b", "cart > c", …)',
    );
    const [long] = of(
      told({}, [test("e".repeat(500), "failed")]),
      told({ attempt: 2 }, [test("z", "passed")]),
    ).missing;
    expect(long?.what.length).toBeLessThan(200);
  });

  it("is not missing when an attempt in between passed", () => {
    const { missing } = of(
      told({}, [test("adds", "failed")]),
      told({ attempt: 2 }, [test("adds", "passed")]),
      told({ attempt: 3 }, [test("removes", "passed")]),
    );
    expect(missing).toEqual([]);
  });

  it("is missing in its environment, also when it passes in another one", () => {
    const { missing } = of(
      told({ environment: ["os=linux"] }, [test("adds", "failed")]),
      told({ environment: ["os=windows"] }, [test("adds", "passed")]),
      told({ environment: ["os=linux"], attempt: 2 }, [test("removes", "passed")]),
    );
    expect(missing).toMatchObject([{ because: expect.stringContaining("attempt 1 of test") }]);
  });

  it("may be run by another shard of its job", () => {
    const shard = (index: number) => ({ shard: { index, total: 2 } });
    const { missing, tests } = of(
      told(shard(1), [test("adds", "failed")]),
      told(shard(2), [test("removes", "passed")]),
      told({ ...shard(1), attempt: 2 }, [test("removes", "passed")]),
      told({ ...shard(2), attempt: 2 }, [test("adds", "passed")]),
    );
    expect(missing).toEqual([]);
    expect(tests.map(({ name, recovered }) => [name, recovered])).toEqual([
      ["adds", true],
      ["removes", false],
    ]);
  });

  it("does not let a repeated shard stand for the others", () => {
    const { missing, tests } = of(
      told({ shard: { index: 1, total: 3 } }, [test("adds", "failed")]),
      told({ shard: { index: 2, total: 3 } }, [test("removes", "failed")]),
      told({ shard: { index: 1, total: 3 }, attempt: 2 }, [test("adds", "passed")]),
    );
    expect(missing).toMatchObject([{ what: "shard 3 of 3 of test" }]);
    expect(tests.map(({ status }) => status)).toEqual(["passed", "failed"]);
  });
});

describe("attempts", () => {
  const bundle = fc.array(evidence, { maxLength: 6 }).map(bundleOf);

  /** The law that a choice of attempts breaks, so that a wrong one can be shown to be caught. */
  function brokenLaw(select: typeof selectAttempts, items: readonly Evidence[]): string | undefined {
    const { current, superseded }: SelectedAttempts = select(items);
    if (current.length + superseded.length !== items.length) return "evidence is lost";
    const slots = (list: readonly Evidence[]): Set<string> =>
      new Set(list.map(({ origin }) => slotOf(origin)));
    if (slots(current).size !== slots(items).size) return "a shard has no evidence";
    for (const old of superseded)
      if (
        !current.some(
          ({ origin }) => slotOf(origin) === slotOf(old.origin) && origin.attempt > old.origin.attempt,
        )
      )
        return "nothing newer takes the place";
    return undefined;
  }

  it("are chosen for each shard and environment", () => {
    fc.assert(fc.property(bundle, ({ evidence: items }) => brokenLaw(selectAttempts, items) === undefined));
  });

  it("are told apart from the newest attempt of a job", () => {
    const newestOfJob: typeof selectAttempts = (items) => {
      const newest = Math.max(...items.map(({ origin }) => origin.attempt));
      return {
        current: items.filter(({ origin }) => origin.attempt === newest),
        superseded: items.filter(({ origin }) => origin.attempt !== newest),
      };
    };
    const run = fc.check(
      fc.property(bundle, ({ evidence: items }) => brokenLaw(newestOfJob, items) === undefined),
    );
    expect(run.failed).toBe(true);
  });

  it("lose no failure: it is in a test's history, or evidence is missing", () => {
    fc.assert(
      fc.property(bundle, (value) => {
        const { tests, missing } = report(value);
        for (const { origin, tests: held } of selectAttempts(value.evidence).superseded) {
          for (const old of held?.cases ?? []) {
            if (!isFailing(settleSkip(old).status)) continue;
            const kept = tests.some(
              (now) =>
                testIdentity(now) === testIdentity(old) &&
                now.kind === origin.kind &&
                now.history?.some(({ attempt, job }) => attempt === origin.attempt && job === origin.job),
            );
            expect(kept || missing.length > 0).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("in shards equal the whole run, for any split by test file", () => {
    const files = ["packages/api/a.test.ts", "packages/api/b.test.ts", undefined];
    const cases = fc.array(testCase, { maxLength: 6 });
    const split = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(cases, cases, split, (first, second, shardOf) => {
        const attempts = [first, second];
        const whole = attempts.map((tests, i) => told({ attempt: i + 1 }, tests));
        const parts = attempts.flatMap((tests, i) =>
          [1, 2].map((index) =>
            told(
              { attempt: i + 1, shard: { index, total: 2 } },
              tests.filter(({ file }) => shardOf[files.indexOf(file)] === index),
            ),
          ),
        );
        const facts = (value: Report): unknown => value.tests.map(({ sources: _evidence, ...rest }) => rest);
        expect(facts(report(bundleOf(parts)))).toEqual(facts(report(bundleOf(whole))));
      }),
      { numRuns: 300 },
    );
  });
});

it("the exit code of a command is missing when the newest attempt does not tell it again", () => {
  const run = { package: "@shop/api", source: "command", verdict: "failed", errors: [] } as const;
  const { tests: _none, ...record } = told({}, [], ".tollgate/runs/test.json");
  const again = told({ attempt: 2 }, [test("adds", "passed")]);
  const first = { ...record, runs: [run] };
  expect(of(first, again).missing).toMatchObject([{ what: "exit code of @shop/api" }]);
  const { tests: _neither, ...later } = told({ attempt: 2 }, [], ".tollgate/runs/test.json");
  expect(of(first, again, { ...later, runs: [{ ...run, verdict: "passed" }] }).missing).toEqual([]);
});
