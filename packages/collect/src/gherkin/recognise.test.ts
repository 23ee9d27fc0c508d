import { dialects } from "@cucumber/gherkin";
import { describe, expect, test } from "vitest";
import { headOf } from "../testing/read-all.ts";
import { featureKeywords } from "./feature-keywords.ts";
import { recogniseGherkin } from "./recognise.ts";

const recognises = (text: string | Uint8Array, path = "report"): boolean =>
  recogniseGherkin(headOf(text, path));

test("the keywords are those of all languages that the parser knows", () => {
  const known = Object.values(dialects).flatMap(({ feature }) => feature);
  expect(known.length).toBeGreaterThan(130);
  expect([...featureKeywords].sort()).toEqual([...new Set(known)].sort());
});

describe("a feature is recognised", () => {
  test.each(Object.entries(dialects))("in %s, with its header and without", (language, { feature }) => {
    for (const keyword of feature) {
      expect(recognises(`${keyword}: x\n`), keyword).toBe(true);
      expect(recognises(`# language: ${language}\n${keyword}: x\n`), keyword).toBe(true);
    }
  });

  test.each([
    ["behind comments, tags and blank lines", "# about\r\n\r\n  @slow @cart\r\n  Feature: cart\r\n"],
    ["by the header of its language alone", "#language:tlh\n@cut"],
    ["in a language that nobody knows", "# language: xx\nPony: cart\n"],
    ["without a line feed", "Feature: cart"],
    ["with a byte order mark", "\ufeffFeature: cart\n"],
    ["in UTF-16", Buffer.from("\ufeffFunktionalität: Korb\n", "utf16le")],
  ])("%s", (_how, text) => {
    expect(recognises(text)).toBe(true);
  });

  test.each([
    ["by its name, when its beginning is no Gherkin", "nonsense\nFeature: x\n", "a/cart.feature"],
    ["in Markdown", "Intro\n\n## Scenario: pays\n", "a/cart.feature.md"],
  ])("%s", (_how, text, path) => {
    expect(recognises(text, path)).toBe(true);
    expect(recognises(text, "a/cart.txt")).toBe(false);
  });
});

test.each([
  ["", "a.feature"],
  ["@slow\n# x\n", "a.feature"],
  ["<testsuite/>", "a.feature"],
  ['{"a":1}', "a.feature"],
  ["ok 1 - Feature\n1..1\n", "a.feature"],
  ["##teamcity[testStarted name='a']\nFeature: a\n", "a.feature"],
  ["\0\0\0\0", "a.feature"],
  ["Features: none\n", "a.txt"],
  ["Feature\n", "a.txt"],
  ["TAP version 13\nFeature: x\n", "a.txt"],
  ["# language: en\nTAP version 13\nok 1\n", "a.txt"],
  ["# Cart\n\nNothing to run.\n", "a.feature.md"],
])("%j in %s is no feature", (text, path) => {
  expect(recognises(text, path)).toBe(false);
});

test("a long head of comments takes no time to speak of", () => {
  expect(recognises(`${"# ".repeat(40_000)}\n`.repeat(2))).toBe(false);
});
