import type { MergedCase, TestStatus } from "@tollgate/model";
import { worstStatus } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import fc from "fast-check";
import { expect, it } from "vitest";
import { judge } from "../../testing/judge.ts";

const status = fc.constantFrom<TestStatus>("passed", "passed", "failed", "skipped");
const nodes = ["node=20", "node=22", "node=24"];

const ends = fc
  .uniqueArray(fc.record({ environment: fc.constantFrom(...nodes).map((node) => [node]), status }), {
    minLength: 1,
    selector: ({ environment }) => environment[0],
  })
  .map((byEnvironment) => ({
    byEnvironment,
    status: byEnvironment.map((end) => end.status).reduce(worstStatus),
  }));

const options = fc.record({ skipped: fc.constantFrom("counted", "ignored") });

function answer(tests: readonly Partial<MergedCase>[], written: { readonly skipped: string }): string {
  const named = tests.map((test, i) => aCase({ ...test, name: `test ${i}` }));
  return judge(aReport({ tests: named }), { rule: "environments-agree", options: written }).answer;
}

it("never agrees again after one more test that fails in one environment alone", () => {
  fc.assert(
    fc.property(
      fc.array(ends, { maxLength: 5 }),
      options,
      fc.constantFrom(...nodes),
      (tests, written, node) => {
        fc.pre(answer(tests, written) !== "pass");
        const failing = {
          status: "failed",
          byEnvironment: [{ environment: [node], status: "failed" }],
        } as const;
        expect(answer([...tests, failing], written)).not.toBe("pass");
      },
    ),
    { numRuns: 500 },
  );
});

it("never passes by counting skipped tests", () => {
  fc.assert(
    fc.property(fc.array(ends, { maxLength: 5 }), (tests) => {
      fc.pre(answer(tests, { skipped: "ignored" }) !== "pass");
      expect(answer(tests, { skipped: "counted" })).not.toBe("pass");
    }),
    { numRuns: 500 },
  );
});

it("does not depend on the order of arrival", () => {
  fc.assert(
    fc.property(fc.array(ends, { maxLength: 5 }), options, (tests, written) => {
      expect(answer(tests.toReversed(), written)).toBe(answer(tests, written));
    }),
    { numRuns: 200 },
  );
});
