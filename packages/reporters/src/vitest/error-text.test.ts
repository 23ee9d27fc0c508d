import { expect, it } from "vitest";
import { errorText, outsideText } from "./error-text.ts";

const stacks = [
  { method: "pay", file: "/repo/cart.ts", line: 3, column: 5 },
  { method: "", file: "/repo/cart.test.ts", line: 9, column: 1 },
  { method: "run", file: "/repo/node_modules/vitest/dist/run.js", line: 1, column: 1 },
];

it("an error has its class, its difference without colours, and its places", () => {
  const diff = "\u001b[32m- 2\u001b[39m\n\u001b[31m+ 1\u001b[39m";
  expect(errorText({ name: "AssertionError", message: "1 is not 2", diff, stacks })).toBe(
    "AssertionError: 1 is not 2\n\n- 2\n+ 1\n    at pay (/repo/cart.ts:3:5)\n    at /repo/cart.test.ts:9:1",
  );
});

it("an error has its causes to a stated depth", () => {
  const cause: { name: string; message: string; cause?: object } = { name: "Error", message: "round" };
  cause.cause = cause;
  const text = errorText({ name: "Error", message: "outer", cause } as never); // a circle, as hostile data may have
  expect(text.match(/Caused by: /g)).toHaveLength(5);
});

it("an error of a stack only has the frames that are not the runner's", () => {
  const stack =
    "Error: a\n    at f (/repo/a.ts:1:1)\n    at g (/x/node_modules/vitest/b.js:1:1)\n    at node:internal/c:1:1";
  expect(errorText({ name: "Error", message: "a", stack })).toBe("Error: a\n    at f (/repo/a.ts:1:1)");
});

it("what was thrown and is no error is shown", () => {
  expect(errorText({ message: undefined as never, stacks: [] })).toBe("undefined");
});

it("an error outside tests says when it was seen", () => {
  const error = { message: "late", name: "Error", stacks: [] };
  expect(
    outsideText({
      ...error,
      type: "Unhandled Rejection",
      VITEST_TEST_NAME: "pays",
      VITEST_TEST_PATH: "/a.ts",
    }),
  ).toBe("Unhandled Rejection: Error: late\nSeen during pays in /a.ts.");
  expect(outsideText(error)).toBe("Error: late");
});
