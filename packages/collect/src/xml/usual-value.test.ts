import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeReferences } from "./references.ts";
import { decodeUsualValue } from "./usual-value.ts";

const decode = (text: string): string | undefined => {
  const bytes = Buffer.from(text);
  return decodeUsualValue(bytes, 0, bytes.length);
};

describe("the usual value", () => {
  it.each([
    ["", ""],
    ["adds an item", "adds an item"],
    ["a &gt; b &amp;&lt;&quot;&apos;", "a > b &<\"'"],
    ["&amp;gt;", "&gt;"],
  ])("%j is decoded", (text, decoded) => {
    expect(decode(text)).toBe(decoded);
  });

  it.each(["a & b", "&#65;", "&nbsp;", "&gt", "&g;t;", "&aamp;", "x".repeat(5_000)])(
    "%j is left to the careful way",
    (text) => {
      expect(decode(text)).toBeUndefined();
    },
  );

  it("is a part of a text", () => {
    expect(decodeUsualValue(Buffer.from('name="a &lt; b" &lt;'), 6, 14)).toBe("a < b");
  });

  it("is what the careful way makes of it", () => {
    const piece = fc.constantFrom(
      "a",
      "&",
      "&gt;",
      "&apos;",
      "&quot;",
      "&amp;",
      "&#65;",
      "&x;",
      ";",
      "apo",
      "s;",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const usual = decode(text);
        if (usual !== undefined) expect(usual).toBe(decodeReferences(text, () => expect.unreachable()));
        else expect(text).toMatch(/&(?!gt;|apos;|quot;|amp;)/);
      }),
    );
  });
});
