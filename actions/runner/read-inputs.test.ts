import { expect, it } from "vitest";
import { readInputs } from "./read-inputs.ts";

const from = (given: Record<string, string>) => (name: string) => given[name] ?? "";

it("takes an empty input as one that is not given", () => {
  const inputs = readInputs(from({ a: " ", b: "\n \n" }), ({ text, lines, flag, choice, count, id }) => [
    text("a"),
    lines("b"),
    flag("a", true),
    choice("a", ["x", "y"], "y"),
    count("a", { least: 1, most: 2 }),
    id("a", "tollgate"),
  ]);
  expect(inputs).toEqual([undefined, [], true, "y", undefined, "tollgate"]);
});

it("takes what is given", () => {
  const given = from({ a: " a b ", b: "x\r\n\n y \n", c: "False", d: "x", e: "2", f: "web-1" });
  const inputs = readInputs(given, ({ text, lines, flag, choice, count, id }) => [
    text("a"),
    lines("b"),
    flag("c", true),
    choice("d", ["x", "y"], "y"),
    count("e", { least: 1, most: 2 }),
    id("f", "tollgate"),
  ]);
  expect(inputs).toEqual(["a b", ["x", "y"], false, "x", 2, "web-1"]);
});

it("names every wrong value with what is valid", () => {
  const given = from({ a: "yes", b: "z", c: "3", d: "a b", e: "1e1" });
  const read = () =>
    readInputs(given, ({ flag, choice, count, id }) => [
      flag("a", true),
      choice("b", ["x", "y"], "y"),
      count("c", { least: 1, most: 2 }),
      id("d", "tollgate"),
      count("e", { least: 1, most: 20 }),
    ]);
  expect(read).toThrowErrorMatchingInlineSnapshot(`
    [TollgateError: The input \`a\` is "yes"; true or false was wanted.
    The input \`b\` is "z"; x or y was wanted.
    The input \`c\` is "3"; a whole number from 1 to 2 was wanted.
    The input \`d\` is "a b"; an id of small letters and digits with single \`.\`, \`-\`, \`_\` between them was wanted.
    The input \`e\` is "1e1"; a whole number from 1 to 20 was wanted.]
  `);
});
