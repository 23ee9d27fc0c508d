import { expect, test } from "vitest";
import { detach } from "./detach.ts";

test.each([
  "",
  "a",
  "twelve chars",
  "thirteen char",
  "größer als dreizehn Zeichen",
  "😀 begins with two units",
  "\ud83d alone, and long",
])("%j stays what it is", (text) => {
  expect(detach(text)).toBe(text);
});
