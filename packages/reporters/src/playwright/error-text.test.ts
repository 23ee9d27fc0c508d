import { expect, it } from "vitest";
import { errorText, outsideText } from "./error-text.ts";

it("an error has its lines of source, its stack and its cause", () => {
  const stack = "Error: no\n    at f (/repo/a.spec.ts:1:1)";
  const error = {
    message: "\u001b[31mError: no\u001b[39m",
    snippet: "> 1 | f()",
    stack,
    cause: { message: "Error: why" },
  };
  expect(errorText(error)).toBe(
    "Error: no\n\n> 1 | f()\n    at f (/repo/a.spec.ts:1:1)\nCaused by: Error: why",
  );
});

it("a value that was thrown is shown", () => {
  expect(errorText({ value: "'no'" })).toBe("Thrown: 'no'");
  expect(errorText({})).toBe("An error without a message.");
});

it("an error outside tests has its place where that is a file", () => {
  const location = { file: "/repo/setup.ts", line: 1, column: 2 };
  expect(outsideText({ message: "Error: no", location })).toBe("/repo/setup.ts:1:2: Error: no");
  expect(outsideText({ message: "Error: no", location: { ...location, file: "<anonymous>" } })).toBe(
    "Error: no",
  );
});
