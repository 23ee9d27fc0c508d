import { expect, it } from "vitest";
import { isTestTask } from "./test-task.ts";

it.each([
  ["@shop/api#test", true],
  ["@shop/api#test:ci", true],
  ["//#e2e", true],
  ["vitest", true],
  ["@shop/test-kit#build", false],
  ["@shop/api#latest", false],
  ["@shop/api#lint", false],
])("tells that %s runs tests: %s", (task, runs) => {
  expect(isTestTask(task)).toBe(runs);
});
