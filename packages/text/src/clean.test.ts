import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inertLine, plainLine, plainText, stripAnsi } from "./clean.ts";

const hostile = fc.string({ unit: "binary", maxLength: 40 });

describe("plain text", () => {
  it.each([
    ["a colour", "\u001B[31mred\u001B[39m", "red"],
    ["a colour with the 8-bit introducer", "\u009B1;31mred", "red"],
    ["a window title", "\u001B]0;title\u0007after", "after"],
    ["a terminal link", "\u001B]8;;https://x.test\u001B\\text\u001B]8;;\u001B\\", "text"],
    ["a cursor move", "a\u001B[2Ab\u001B7c", "abc"],
    ["a sequence that is cut off", "a\u001B[", "a"],
    ["bidi controls", "\u202Eabc\u2066d\u2069", "abcd"],
    ["zero-width characters", "a\u200Bb\uFEFFc\u2060d", "abcd"],
    ["tag characters", "a\u{E0041}b", "ab"],
    ["controls", "a\u0000b\u0008c\u007Fd\u0090e", "abcde"],
    ["a lone surrogate", "a\uD800b", "a\uFFFDb"],
    ["every line break", "a\r\nb\rc\u2028d\u0085e\vf", "a\nb\nc\nd\ne\nf"],
    ["an emoji with its selector", "\u2714\uFE0F", "\u2714\uFE0F"],
    ["tabs", "a\tb", "a\tb"],
  ])("treats %s", (_what, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it("is the same when made plain again", () => {
    fc.assert(fc.property(hostile, (text) => plainText(plainText(text)) === plainText(text)));
  });

  it("removes only terminal sequences where asked for that", () => {
    expect(stripAnsi("\u001B[1mbold\u001B[0m \u202E \u0000")).toBe("bold \u202E \u0000");
  });
});

describe("a plain line", () => {
  it("has no line break or tab and keeps its indentation", () => {
    expect(plainLine("  at a\r\n\tb \n")).toBe("  at a  b");
  });

  it.each([
    ["::error::x", ": :error::x"],
    ["  ::set-output name=a::b", "  : :set-output name=a::b"],
    ["\u200B::error::x", ": :error::x"],
    ["a ##[error]x", "a ## [error]x"],
    ["a ::error::x", "a ::error::x"],
    [":::", ": ::"],
  ])("disarms %j", (text, line) => {
    expect(plainLine(text)).toBe(line);
  });

  it("never reads as a workflow command", () => {
    const parts = fc.constantFrom(
      ":",
      "::",
      "#",
      "##[",
      "[",
      " ",
      "\t",
      "\n",
      "\u001B[31m",
      "\u200B",
      "error",
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
        expect(isCommand(plainLine(pieces.join("")))).toBe(false);
        expect(isCommand(inertLine(pieces.join("").replace(/\n/g, " ")))).toBe(false);
      }),
    );
  });
});

/** As the runner decides it: `::` after leading blanks, `##[` anywhere; stricter, as colours may come before. */
function isCommand(line: string): boolean {
  const bare = line.replace(/^(?:\s|\u001B\[[0-9;]*m)+/, "");
  return bare.startsWith("::") || line.includes("##[");
}
