import { isFailing, type MergedCase } from "@tollgate/model";
import { aCase, aReport } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderCtrf } from "./ctrf.ts";
import { anyCase } from "./testing/arbitraries.ts";

type Written = {
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly tests: readonly Readonly<Record<string, unknown>>[];
  };
};

const written = (...tests: readonly MergedCase[]): Written =>
  JSON.parse([...renderCtrf(aReport({ tests }))].join("")) as Written;
const onlyTest = (test: Partial<MergedCase>) => written(aCase(test)).results.tests[0];

describe("the merged CTRF", () => {
  it("begins with the name of the format and our own mark", () => {
    const [head] = [...renderCtrf(aReport({}))];
    const wanted =
      '{"reportFormat":"CTRF","specVersion":"0.0.0","generatedBy":"tollgate","extra":{"comment":"written by tollgate"},';
    expect(head?.slice(0, wanted.length)).toBe(wanted);
  });

  it("has what CTRF knows of a test, and beside it what it does not", () => {
    const failing: Partial<MergedCase> = {
      status: "errored",
      durationUs: 1_500,
      environment: "firefox",
      line: 7,
      details: [
        { kind: "failure", message: "a", text: "at x" },
        { kind: "error", message: "b", text: "at y" },
      ],
      earlier: [{ status: "failed", durationUs: 2_499, details: [{ kind: "failure", message: "c" }] }],
    };
    expect(onlyTest(failing)).toEqual({
      name: "adds",
      status: "failed",
      duration: 2,
      suite: ["cart"],
      message: "a\nb",
      trace: "at x\n\nat y",
      line: 7,
      rawStatus: "errored",
      type: "unit",
      filePath: "packages/api/src/cart.test.ts",
      retries: 1,
      retryAttempts: [
        {
          attempt: 1,
          status: "failed",
          duration: 2,
          message: "c",
          extra: {
            tollgate: {
              status: "failed",
              durationUs: 2_499,
              details: [{ kind: "failure", message: "c" }],
            },
          },
        },
      ],
      flaky: false,
      extra: {
        tollgate: {
          package: "@shop/api",
          environment: "firefox",
          durationUs: 1_500,
          details: failing.details,
        },
      },
    });
  });

  it("does not call an unknown duration 0 without saying so", () => {
    const { durationUs: _time, ...test } = aCase();
    expect(written(test).results.tests[0]).toMatchObject({
      duration: 0,
      extra: { tollgate: { durationUs: null } },
    });
  });

  it("keeps to the schema for a test without a name, suite and file", () => {
    const { file: _file, ...test } = aCase({ name: "", suite: [], status: "todo" });
    const [found] = written(test).results.tests;
    expect(found).toMatchObject({ name: "test without a name", status: "pending", rawStatus: "todo" });
    expect(Object.keys(found!)).not.toContain("suite");
    expect(Object.keys(found!)).not.toContain("filePath");
  });

  it("has one test for each, and a summary that counts them", () => {
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 6 }), (tests) => {
        const { results } = written(...tests);
        const count = (...statuses: readonly string[]) =>
          tests.filter(({ status }) => statuses.includes(status)).length;
        expect(results.tests).toHaveLength(tests.length);
        expect(results.summary).toEqual({
          tests: tests.length,
          passed: count("passed"),
          failed: tests.filter(({ status }) => isFailing(status)).length,
          skipped: count("skipped"),
          pending: count("todo"),
          other: 0,
          flaky: tests.filter(({ flaky }) => flaky).length,
          start: 0,
          stop: 0,
        });
      }),
    );
  });
});
