import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeReferences } from "./references.ts";
import { decodeUsualValue } from "./usual-value.ts";

const decode = (text: string): string | undefined => decodeUsualValue(text, 0, text.length);

describe("the usual value", () => {
  it.each([
    ["", ""],
    ["adds an item", "adds an item"],
    ["a &gt; b &amp;&lt;&quot;&apos;", "a > b &<\"'"],
    ["&amp;gt;", "&gt;"],
    ["caf\u00e9", "caf\u00e9"],
  ])("%j is decoded", (text, decoded) => {
    expect(decode(text)).toBe(decoded);
  });

  it.each([
    "a & b",
    "&#65;",
    "&nbsp;",
    "&gt",
    "a\nb",
    "a\rb",
    "\u001b[31m",
    "\u0100",
    "日本",
    "x".repeat(5_000),
  ])("%j is left to the careful way", (text) => {
    expect(decode(text)).toBeUndefined();
  });

  it("is a part of a text", () => {
    expect(decodeUsualValue('name="a &lt; b" &', 6, 14)).toBe("a < b");
  });

  it("is what the careful way makes of it", () => {
    const piece = fc.constantFrom(
      "a",
      "é",
      "ÿ",
      "Ā",
      "&",
      "&gt;",
      "&apos;",
      "&#65;",
      "&x;",
      ";",
      "\n",
      "\0",
      "🙂",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const usual = decode(text);
        if (usual !== undefined) expect(usual).toBe(decodeReferences(text, () => expect.unreachable()));
        else expect(text).toMatch(/[\u0100-\uffff\n\0]|&(?!gt;|apos;)/);
      }),
    );
  });
});
