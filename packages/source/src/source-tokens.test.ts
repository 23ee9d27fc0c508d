import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SourceText, sourceText } from "./source-tokens.ts";
import { program } from "./testing/programs.ts";
import type { SourceTokens } from "./tokens.ts";

/** The parser takes its time on a busy machine. */
const slow = { timeout: 60_000 };

describe("tokens of a script", slow, () => {
  it.each([
    ["another layout", "f(a, b);", "f(\n  a,\n  b,\n);"],
    ["other quotes", "f('a')", 'f("a")'],
    ["a comment", "f(a) // once", "/* twice */ f(a)"],
    ["text of JSX on several lines", "const a = <b>one two</b>;", "const a = <b>\n  one\n  two\n</b>;"],
    ["the comma of a type", "type A = { a: B; c: D }", "type A = {\n  a: B;\n  c: D\n}"],
  ])("are equal for %s", (_, a, b) => {
    expect(keysOf(b)).toEqual(keysOf(a));
  });

  it.each([
    ["another value", "f('a')", "f('b')"],
    ["a line end that ends a statement", "function f() { return\na; }", "function f() { return a; }"],
    ["a line end that moves an operator", "a\n++b", "a++\nb"],
    ["a hole in an array", "f([a,,])", "f([a,])"],
    ["blanks in a template", "f(`a b`)", "f(`a  b`)"],
    ["blanks between words of JSX", "const a = <b>one {c}</b>;", "const a = <b>one{c}</b>;"],
    ["an object and a block", "() => ({})", "() => {}"],
  ])("differ for %s", (_, a, b) => {
    expect(keysOf(b)).not.toEqual(keysOf(a));
  });

  it("know their lines, and where a statement may end", () => {
    expect(tokensOf("if (a) {\n  b`\n`\n}")).toEqual({
      keys: ["\nif", "(", "a", ")", "\n{", "\nb", "`", "\n", "`", "}"],
      lines: [1, 1, 1, 1, 1, 2, 2, 2, 3, 4],
      endLines: [1, 1, 1, 1, 1, 2, 2, 3, 3, 4],
      parts: [true, false, false, false, true, true, false, false, false, true],
    });
  });

  it("are not known of broken text and of other languages", () => {
    expect(sourceText("f(", "a.ts").tokens).toBeUndefined();
    expect(sourceText("f()", "a.py").tokens).toBeUndefined();
  });

  it("are the same for any program that is only indented and spread over more blank lines", () => {
    fc.assert(
      fc.property(program, (text) => {
        fc.pre(tokensOf(text) !== undefined && !text.includes("`"));
        const spread = text.replaceAll("\n", "\n\n   ");
        expect(keysOf(spread)).toEqual(keysOf(text));
      }),
      { numRuns: 50 },
    );
  });
});

describe("lines of any text", slow, () => {
  it("do not differ by white space at their ends, and know where they stand", () => {
    expect(sourceText("a  b\r\n\n\t c\n", "a.py").lines).toEqual({
      keys: ["a b", "c"],
      lines: [1, 3],
      endLines: [1, 3],
      parts: [true, true],
    });
  });

  it("are columns of one length, ascending, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        for (const { keys, lines, endLines, parts } of waysOf(sourceText(text, "a.tsx"))) {
          expect([lines.length, endLines.length, parts.length]).toEqual(Array(3).fill(keys.length));
          expect([...lines].sort((a, b) => a - b)).toEqual(lines);
        }
      }),
    );
  });
});

function waysOf({ tokens, lines }: SourceText): readonly SourceTokens[] {
  return tokens === undefined ? [lines] : [tokens, lines];
}

function tokensOf(text: string): SourceTokens | undefined {
  return sourceText(text, "a.tsx").tokens;
}

function keysOf(text: string): readonly string[] {
  const tokens = tokensOf(text);
  if (tokens === undefined) throw new Error(`not parsed: ${text}`);
  return tokens.keys;
}
