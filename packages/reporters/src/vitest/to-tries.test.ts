import { describe, expect, it } from "vitest";
import type { TestCase, TestDiagnostic, TestResult } from "vitest/node";
import { toTries } from "./to-tries.ts";

const thrown = (message: string) => ({ name: "Error", message, stacks: [] });
const said = (message: string) => ({ kind: "failure", type: "Error", message });

/** As vitest 4 tells a test: without attempts. */
const untold = (result: TestResult, diagnostic?: Partial<TestDiagnostic>, mode = "run"): TestCase =>
  ({ result: () => result, diagnostic: () => diagnostic, options: { mode } }) as unknown as TestCase; // what is looked at

const told = (result: TestResult, attempts: readonly object[]): TestCase =>
  ({ ...untold(result), attempts: () => attempts }) as unknown as TestCase; // what is looked at

describe("a test of vitest 5", () => {
  it("has the tries that are told", () => {
    const attempts = [
      { state: "failed", errors: [thrown("a"), thrown("b")], duration: 1.5 },
      { state: "passed", errors: undefined, duration: 0.25 },
    ];
    expect(toTries(told({ state: "passed", errors: undefined }, attempts))).toEqual({
      status: "passed",
      durationUs: 250,
      details: [],
      earlier: [{ status: "failed", durationUs: 1_500, details: [said("a"), said("b")] }],
    });
  });

  it("ends as its failed round when a later round passed", () => {
    const attempts = [
      { state: "failed", errors: [thrown("a")], duration: 1 },
      { state: "passed", errors: undefined, duration: 2 },
    ];
    expect(toTries(told({ state: "failed", errors: [thrown("a")] }, attempts))).toEqual({
      status: "failed",
      durationUs: 1_000,
      details: [said("a")],
    });
  });

  it("keeps a failure before it skipped itself", () => {
    const attempts = [
      { state: "failed", errors: [thrown("a")], duration: 1 },
      { state: "skipped", errors: undefined, duration: 1 },
    ];
    expect(toTries(told({ state: "skipped", errors: undefined, note: "later" }, attempts))).toEqual({
      status: "skipped",
      details: [{ kind: "skip", message: "later" }],
      earlier: [{ status: "failed", durationUs: 1_000, details: [said("a")] }],
    });
  });
});

describe("a test of vitest 4", () => {
  const errors = [thrown("a"), thrown("b")];

  it("that passed at once has its duration", () => {
    expect(toTries(untold({ state: "passed", errors: undefined }, { duration: 1.5 }))).toEqual({
      status: "passed",
      durationUs: 1_500,
      details: [],
    });
  });

  it("that was tried again has an error for each try, and no duration", () => {
    expect(toTries(untold({ state: "failed", errors }, { duration: 9, retryCount: 1 }))).toEqual({
      status: "failed",
      details: [said("b")],
      earlier: [{ status: "failed", details: [said("a")] }],
    });
  });

  it("whose errors belong to nobody knows which try has them at its last failed one", () => {
    expect(toTries(untold({ state: "passed", errors }, { retryCount: 3 }))).toEqual({
      status: "passed",
      details: [],
      earlier: [
        { status: "failed", details: [] },
        { status: "failed", details: [] },
        { status: "failed", details: [said("a"), said("b")] },
      ],
    });
  });

  it("that passed with an error was not green all the time", () => {
    expect(toTries(untold({ state: "passed", errors: [thrown("a")] }, { repeatCount: 1 }))).toMatchObject({
      status: "passed",
      earlier: [{ status: "failed", details: [said("a")] }],
    });
  });
});

it("a test that never ended is errored", () => {
  expect(toTries(untold({ state: "pending", errors: undefined }))).toMatchObject({ status: "errored" });
});

it("a test to be written is todo", () => {
  const skipped = { state: "skipped", errors: undefined, note: undefined } as const;
  expect(toTries(untold(skipped, undefined, "todo"))).toEqual({ status: "todo", details: [] });
});
