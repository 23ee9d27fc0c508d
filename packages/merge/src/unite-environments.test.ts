import { type Evidence, type TestCase, unsharded } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { mergeTests } from "./merge-tests.ts";

const passed: TestCase = {
  ...{ package: "@shop/api", file: "packages/api/a.test.ts", suite: [], name: "adds" },
  ...{ status: "passed", durationUs: 5, details: [] },
};

function told(path: string, environment: readonly string[], members: Partial<TestCase>): Evidence {
  return {
    id: path,
    origin: {
      ...{ package: "@shop/api", kind: "unit", job: "test", shard: unsharded, attempt: 1 },
      ...{ environment, invocation: path },
    },
    input: { path, bytes: 1, digest: path, format: "junit-xml" },
    ...{ status: "ok", problems: [], runs: [] },
    tests: { entries: 1, cases: [{ ...passed, ...members }] },
  };
}

describe("environments of a test", () => {
  it("have the worst end and the longest time of their executions", () => {
    const evidence = [
      told("a", ["node=22"], { earlier: [{ status: "failed", details: [] }] }),
      told("b", ["node=20"], { durationUs: 9 }),
      told("c", ["node=20"], { status: "failed", durationUs: 3 }),
    ];
    const [test] = mergeTests(evidence, []);
    expect(test).toMatchObject({ status: "failed", durationUs: 9 });
    expect(test?.byEnvironment).toEqual([
      { environment: ["node=20"], status: "failed", durationUs: 9 },
      { environment: ["node=22"], status: "passed", durationUs: 5, flaky: true },
    ]);
    expect(mergeTests(evidence.toReversed(), [])).toEqual([test]);
  });

  it("are none where none is named", () => {
    expect(mergeTests([told("a", [], {})], [])[0]).not.toHaveProperty("byEnvironment");
  });
});
