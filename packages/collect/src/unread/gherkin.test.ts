import { expect, test } from "vitest";
import { headOf } from "../testing/read-all.ts";
import { gherkinRefused } from "./gherkin.ts";

test.each([
  "Feature: cart\n",
  "# about the cart\n\n@slow @cart\nFeature: cart\n  Scenario: adds\n",
  "# language: de\nFunktionalität: Korb\n",
  "  Business Need: sell\r\n",
])("%j is a feature", (text) => {
  expect(gherkinRefused(headOf(text))?.message).toContain("Gherkin");
});

test.each(["", "@slow\n", "Features: none\n", "TAP version 13\nFeature: x\n", "# language\nFeature\n"])(
  "%j is none",
  (text) => {
    expect(gherkinRefused(headOf(text))).toBeUndefined();
  },
);

test("a long head of comments takes no time to speak of", () => {
  expect(gherkinRefused(headOf(`${"# ".repeat(40_000)}\n`.repeat(2)))).toBeUndefined();
});
