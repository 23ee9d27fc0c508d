import { describe, expect, it } from "vitest";
import { isSameJob, jobOf, legOf } from "./job-name.ts";

describe("the shown name of a job", () => {
  it.each([
    ["test", "test", []],
    ["test (24, linux)", "test", ["24", "linux"]],
    ["checks / test (24)", "test", ["24"]],
    ["checks (a / b) / test", "test", []],
    ["test (linux / x64, 24)", "test", ["linux / x64", "24"]],
    ["test (node (lts), 24)", "test", ["node (lts)", "24"]],
    ["test (:), 24)", "test (:), 24)", []],
    ["()", "()", []],
    ["(24)", "(24)", []],
    ["a / ", "", []],
    ["e2e 🧪 (🐧)", "e2e 🧪", ["🐧"]],
  ])("%j is of job %j", (name, job, leg) => {
    expect([jobOf(name), legOf(name)]).toEqual([job, leg]);
  });

  it.each([
    ["Unit tests", "unit-tests", true],
    ["checks / Unit tests 🧪 (24)", "unit_tests", true],
    ["単体テスト", "単体テスト", true],
    ["単体テスト", "結合テスト", false],
    ["test ü", "test ö", false],
    ["🧪", "🧪", true],
    ["🧪", "🚀", false],
  ])("%j is that of %j: %j", (shown, id, isSame) => {
    expect(isSameJob(shown, id)).toBe(isSame);
  });
});
