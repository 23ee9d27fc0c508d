import { describe, expect, it } from "vitest";
import { failureLine } from "./tests.ts";

describe("where a test failed", () => {
  const stack =
    "Error: no\n    at helper (src/a.ts:3:1)\n    at src/a.test.ts:66:34\n    at src/a.test.ts:70:1";
  it.each([
    ["the first line of its file in a stack", "src/a.test.ts", stack, 66],
    ["the line of the test without a stack", "src/a.test.ts", "no", 12],
    ["the line of the test when its file is unknown", undefined, stack, 12],
    ["nothing that is no line", "src/a.test.ts", "src/a.test.ts:0 src/a.test.ts:x", 12],
  ])("is %s", (_what, file, text, line) => {
    const details = [{ kind: "failure" as const, message: "no", text }];
    expect(failureLine({ line: 12, details, ...(file === undefined ? {} : { file }) })).toBe(line);
  });
});
