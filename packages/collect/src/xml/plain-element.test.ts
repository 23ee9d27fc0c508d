import { describe, expect, it } from "vitest";
import { readPlainElement } from "./plain-element.ts";

describe("a plain element", () => {
  it("is cut at the numbers in its values", () => {
    expect(readPlainElement('<line nr="12" of="50% (1/2)" is="no"/>\n  </lines>')).toEqual({
      name: "line",
      attributes: new Map([
        ["nr", { text: "12", numbers: [0] }],
        ["of", { text: "50% (1/2)", numbers: [1, 2, 3] }],
        ["is", { text: "no", numbers: [] }],
      ]),
      inner: new Set(),
      literals: ['<line nr="', '" of="', "% (", "/", ')" is="no"/>\n  '],
    });
  });

  it("has its own attributes, and the names and numbers of what is inside", () => {
    expect(readPlainElement('<a x="1"><b x="2"></b >')).toBeUndefined();
    expect(readPlainElement('<a x="1" >\n <b1 x="2"><c/></b1></a><a')).toEqual({
      name: "a",
      attributes: new Map([["x", { text: "1", numbers: [0] }]]),
      inner: new Set(["b1", "c"]),
      literals: ['<a x="', '" >\n <b1 x="', '"><c/></b1></a>'],
    });
  });

  it.each([
    ['<a x="1"/>', "may go on behind the end"],
    ['<a x="1"/>\n ', "may have more white space behind the end"],
    ['<a x="1"><b/>', "is not closed"],
    ['<a x="1"></b><', "is closed by another"],
    ['<a x="1" x="2"/><', "has an attribute twice"],
    ["<a x='1'/><", "has single quotes"],
    ['<a x=" 1&#9;"/><', "has a reference"],
    ['<a x="<"/><', "has a `<` in a value"],
    ['<a x="é"/><', "has more than ASCII"],
    ['<a x="\t"/><', "has a control character"],
    ['<a x = "1"/><', "has space around the sign"],
    ['<a x="1"y="2"/><', "has no space between attributes"],
    ['<n:a x="1"/><', "has a namespace"],
    ['<a x="1">text</a><', "has text"],
    ['<a x="1"><!-- --></a><', "has a comment"],
    ["</a><", "begins with an end tag"],
    ["<a", "is cut"],
    ["", "is not there"],
  ])("is none that is written %j: it %s", (text) => {
    expect(readPlainElement(text)).toBeUndefined();
  });
});
