import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { describeReportLaws } from "../testing/report-laws.ts";
import { rspecJson } from "./reader.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}.json`, import.meta.url));
const example = (status: unknown, told: object = {}) => ({
  id: "./spec/cart_spec.rb[1:1]",
  description: "adds",
  full_description: "Cart adds",
  status,
  file_path: "./spec/cart_spec.rb",
  line_number: 5,
  run_time: 0.001_5,
  pending_message: null,
  ...told,
});
const report = (examples: readonly unknown[], summary: object = {}, told: object = {}) =>
  JSON.stringify({
    version: "3.12.0",
    examples,
    summary: { example_count: examples.length, ...summary },
    ...told,
  });
const read = (examples: readonly unknown[], summary: object = {}, told: object = {}) =>
  readAll(rspecJson, report(examples, summary, told));
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

test("a real run with failures and a failed hook is read", () => {
  const all = readAll(rspecJson, fixture("failures"));
  expect(all.producer).toBe("RSpec 3.12.0");
  expect(all.entries).toBe(11);
  expect(all.tests.map(({ suite, name, status }) => [...suite, name, status])).toEqual([
    ["Cart", "adds", "passed"],
    ["Cart", "fails", "failed"],
    ["Cart", "raises", "failed"],
    ["Cart", "later", "todo"],
    ["Cart", "is pending", "skipped"],
    ["Cart", "is fixed", "failed"],
    ["Cart", "is skipped", "skipped"],
    ["Cart with coins", "is expected to eq 1", "passed"],
    ["Cart with coins", "fails twice", "failed"],
    ["Cart hooked", "never", "failed"],
    ["Cart after", "rings", "passed"],
    ["An error occurred in an `after(:context)` hook.", "errored"],
  ]);
  expect(all.tests[5]?.details).toMatchObject([{ type: "RSpec::Core::Pending::PendingExampleFixedError" }]);
  expect(codes(all)).toEqual([]);
});

test("a real run whose spec file did not load has a failing case of that file", () => {
  const all = readAll(rspecJson, fixture("load-error"));
  expect(all.entries).toBe(0);
  expect(all.tests).toMatchObject([
    {
      file: "./spec/load_spec.rb",
      suite: [],
      name: "An error occurred while loading ./spec/load_spec.rb.",
      status: "errored",
    },
  ]);
  expect(codes(all)).toEqual([]);
});

test("an example keeps file, group, line, microseconds and its failure", () => {
  const exception = { class: "ArgumentError", message: "neg", backtrace: ["bag.rb:6:in `add'", "x.rb:7"] };
  expect(read([example("failed", { exception })], { failure_count: 1 }).tests).toEqual([
    {
      file: "./spec/cart_spec.rb",
      suite: ["Cart"],
      name: "adds",
      line: 5,
      status: "failed",
      durationUs: 1_500,
      details: [
        { kind: "failure", type: "ArgumentError", message: "neg", text: "neg\nbag.rb:6:in `add'\nx.rb:7" },
      ],
    },
  ]);
});

describe("a status", () => {
  test.each([
    ["passed", {}, "passed", []],
    ["passed", { exception: { message: "x" } }, "failed", []],
    ["failed", {}, "failed", []],
    ["pending", { pending_message: "bug 1" }, "skipped", []],
    ["pending", { pending_message: "Not yet implemented" }, "todo", []],
    ["odd", {}, "errored", ["warning unknown-status"]],
    [undefined, {}, "errored", ["warning unknown-status"]],
  ])("%s with %j is %s", (status, told, wanted, problems) => {
    const all = read([example(status, told)]);
    expect(all.tests.map((found) => found.status)).toEqual([wanted]);
    expect(codes(all)).toEqual(problems);
  });

  test("pending keeps its reason", () => {
    expect(read([example("pending", { pending_message: "bug 1" })]).tests[0]?.details).toEqual([
      { kind: "skip", message: "bug 1" },
    ]);
  });
});

test.each([[-1], ["0.1"], [1e300]])("a run time of %s is left out", (run_time) => {
  const all = read([example("passed", { run_time })]);
  expect(all.tests[0]).not.toHaveProperty("durationUs");
  expect(codes(all)).toEqual(["warning unknown-duration"]);
});

describe("errors outside of examples", () => {
  test("that no message tells are cases as well", () => {
    const all = read(
      [],
      { errors_outside_of_examples_count: 2 },
      { messages: ["No examples found.", "\nAn error occurred in a hook.\nx"] },
    );
    expect(all.tests.map(({ name, status }) => [name, status])).toEqual([
      ["An error occurred in a hook.", "errored"],
      ["An error occurred outside of examples.", "errored"],
    ]);
    expect(codes(all)).toEqual([]);
  });

  test("that are too many to be true are still an error", () => {
    const all = read([], { errors_outside_of_examples_count: 1e9 });
    expect(all.tests).toHaveLength(100);
    expect(codes(all)).toContain("error declared-totals-differ");
  });
});

describe("a summary", () => {
  test.each([
    [{ example_count: 2 }, "error cases-dropped"],
    [{ failure_count: 1 }, "error declared-totals-differ"],
  ])("that says %j is an error", (summary, code) => {
    expect(codes(read([example("passed")], summary))).toEqual([code]);
  });

  test("of nothing is no pass", () => {
    expect(codes(read([]))).toEqual(["error no-tests"]);
  });
});

test("examples of another type are errors, and hide nothing beside them", () => {
  const all = read([null, example("failed")], { example_count: 1, failure_count: 1 });
  expect(all.tests.map(({ status }) => status)).toEqual(["failed"]);
  expect(codes(all)).toEqual(["error missing-field"]);
  expect(codes(readAll(rspecJson, '{"examples":{},"summary":{}}'))).toEqual([
    "error no-tests",
    "error missing-field",
  ]);
});

test("is recognised by its summary, or by its examples when they are long", () => {
  const long = report(Array.from({ length: 400 }, () => example("passed")));
  expect(rspecJson.recognises(headOf(long))).toBe(true);
  expect(rspecJson.recognises(headOf(report([])))).toBe(true);
  expect(rspecJson.recognises(headOf('{"examples":[],"summary":{"total":1}}'))).toBe(false);
  expect(rspecJson.recognises(headOf('{"version":"1","examples":[]}'))).toBe(false);
});

describeReportLaws({
  reader: rspecJson,
  files: [fixture("failures"), fixture("load-error")],
});
