import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { headOf, readAll } from "../testing/read-all.ts";
import { cucumberJson } from "./reader.ts";

const fixture = (name: string) =>
  readAll(cucumberJson, readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
const step = (status: unknown, told: object = {}) => ({
  keyword: "When ",
  name: "it ships",
  result: { status, ...told },
});
const scenario = (steps: unknown, told: object = {}) => ({
  type: "scenario",
  keyword: "Scenario",
  name: "ships",
  steps,
  ...told,
});
const feature = (elements: unknown, told: object = {}) => ({
  keyword: "Feature",
  name: "Cart",
  uri: "features/cart.feature",
  elements,
  ...told,
});
const read = (...features: readonly unknown[]) => readAll(cucumberJson, JSON.stringify(features));
const statuses = ({ tests }: ReturnType<typeof readAll>) =>
  tests.map(({ name, status }) => `${name}: ${status}`);
const codes = ({ problems }: ReturnType<typeof readAll>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

describe("cucumber-js (13.3)", () => {
  test("has features, lines, nanoseconds and messages", () => {
    const all = fixture("failures.json");
    expect(statuses(all)).toEqual([
      "adding 1: passed",
      "adding 2: failed",
      "shipping: failed",
      "stock: passed",
    ]);
    expect(all.tests[1]).toMatchObject({
      file: "features/cart.feature",
      suite: ["Cart"],
      line: 12,
      details: [
        { kind: "failure", type: "AssertionError", message: "Expected values to be strictly equal:" },
      ],
    });
    expect(all.tests[2]?.details).toEqual([
      { kind: "failure", message: 'The step "When it ships" is "undefined".' },
    ]);
    expect(all.tests.every(({ durationUs }) => durationUs !== undefined && durationUs < 100_000)).toBe(true);
    expect(all.problems).toEqual([]);
  });

  test("with a hook that failed has a failure, not a skip", () => {
    const all = fixture("hook-failure.json");
    expect(all.producer).toBe("cucumber-js");
    expect(all.tests).toMatchObject([
      { name: "stock", status: "failed", details: [{ message: "no database" }] },
    ]);
  });
});

describe("a scenario", () => {
  test.each([
    ["passed", ["passed"], "passed"],
    ["failed", ["passed", "failed", "skipped"], "failed"],
    ["undefined", ["passed", "undefined"], "failed"],
    ["ambiguous", ["ambiguous"], "failed"],
    ["pending", ["pending", "skipped"], "failed"],
    ["skipped", ["passed", "skipped"], "skipped"],
    ["of an unknown word", ["passed", "odd", "skipped"], "errored"],
    ["without a word", [undefined], "errored"],
    ["without steps", [], "errored"],
  ])("%s", (_what, words, status) => {
    expect(read(feature([scenario(words.map((word) => step(word)))])).tests[0]?.status).toBe(status);
  });

  test("has the failure of its hooks (jvm)", () => {
    const failed = { result: { status: "failed", error_message: "java.lang.Error: no database" } };
    for (const told of [{ before: [failed] }, { after: [failed] }])
      expect(statuses(read(feature([scenario([step("passed")], told)])))).toEqual(["ships: failed"]);
    const around = { ...step("passed"), after: [failed] };
    expect(statuses(read(feature([scenario([around])])))).toEqual(["ships: failed"]);
  });

  test("has the failure of its background, which is no case", () => {
    const background = { type: "background", keyword: "Background", name: "", steps: [step("failed")] };
    const all = read(feature([background, scenario([step("skipped")]), scenario([step("passed")])]));
    expect(statuses(all)).toEqual(["ships: failed", "ships: passed"]);
  });

  test("that never came after its background is a case of the background", () => {
    const background = { type: "background", keyword: "Background", name: "", steps: [step("failed")] };
    expect(statuses(read(feature([background])))).toEqual(["Background: failed"]);
  });
});

describe("behave (1.2)", () => {
  const told = (status: string, steps: readonly object[]) =>
    read({
      keyword: "Feature",
      name: "Cart",
      location: "features/cart.feature:2",
      elements: [{ type: "scenario", name: "ships", location: "features/cart.feature:3", steps, status }],
    });

  test("tells seconds, places as text, and lists of lines", () => {
    const result = { status: "failed", duration: 0.0005, error_message: ["Traceback:", "ValueError: boom"] };
    const all = told("failed", [{ step_type: "then", name: "it ships", result }]);
    expect(all.producer).toBe("behave");
    expect(all.tests).toMatchObject([
      {
        file: "features/cart.feature",
        line: 3,
        durationUs: 500,
        details: [{ text: "Traceback:\nValueError: boom" }],
      },
    ]);
  });

  test.each([
    ["skipped", "skipped"],
    ["failed", "failed"],
    ["untested", "errored"],
    ["passed", "errored"],
    ["odd", "errored"],
  ])("with steps without results and the status %s is %s", (status, wanted) => {
    expect(told(status, [{ step_type: "given", name: "a" }]).tests[0]?.status).toBe(wanted);
  });
});

test.each([
  ["no list", JSON.stringify({ keyword: "Feature" }), ["error malformed"]],
  ["no feature", "[]", ["error no-tests"]],
  [
    "a feature that is no object",
    JSON.stringify([1, feature([scenario([step("passed")])])]),
    ["error missing-field"],
  ],
  [
    "steps that are no list",
    JSON.stringify([feature([scenario("x")])]),
    ["warning missing-field", "error missing-field"].reverse(),
  ],
  [
    "a negative duration",
    JSON.stringify([feature([scenario([step("passed", { duration: -1 })])])]),
    ["warning unknown-duration"],
  ],
  [
    "a cut document",
    JSON.stringify([feature([scenario([step("failed")])])]).slice(0, -3),
    ["error truncated"],
  ],
])("%s is told", (_what, text, wanted) => {
  expect(codes(readAll(cucumberJson, text))).toEqual(wanted);
});

test.each([
  ["a feature", JSON.stringify([feature([])]), true],
  ["the beginning of a long feature", '[{"elements":[{"keyword":"Scenario","steps":[{"name"', true],
  ["another list", '[{"name":"a","steps":[]}]', false],
  ["a feature that is not in a list", JSON.stringify(feature([])), false],
])("recognises %s: %s", (_what, text, wanted) => {
  expect(cucumberJson.recognises(headOf(text))).toBe(wanted);
});
