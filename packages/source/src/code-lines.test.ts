import { describe, expect, it } from "vitest";
import { codeLines } from "./code-lines.ts";

describe("executable lines", () => {
  it("are those on which code begins", () => {
    const marked = `
      import { a } from "./a.ts";
      type Options = {
        readonly limit: number;
      };
    * export const limit = 3; // why
      /** Says it. */
    * export function say(
    *   text: string,
    *   { limit }: Options,
      ): void {
    *   if (text) {
    *     a(
    *       text,
            // the limit
    *       limit,
          );
        } else {
    *     a(\`one
    *       two\`);
        }
      }
      export class Empty extends Error {}
    * export enum Size {
    *   Small = 1,
      }
      declare enum Gone { A }
      export * from "./b.ts";`;
    expect(executableLines(marked.replaceAll("\n    * ", "\n      "), "a.ts")).toEqual(markedLines(marked));
  });

  it("are known in JSX", () => {
    const marked = `
    * const view = (
    *   <p
    *     title="a"
        >
    *     text

    *     {name}
        </p>
      );`;
    expect(executableLines(marked.replaceAll("\n    * ", "\n      "), "a.tsx")).toEqual(markedLines(marked));
  });

  it.each([
    ["a carriage return", "a();\rb();\n"],
    ["a line separator", "a('\u2028');\nb();\n"],
  ])("are unknown where %s ends lines", (_what, text) => {
    expect(executableLines(text, "a.js")).toBeUndefined();
  });

  it("are known with the line ends of Windows", () => {
    expect(executableLines("type A = 1;\r\na();\r\n", "a.ts")).toEqual([2]);
  });

  it("are none of what istanbul never counts", () => {
    const text =
      "export default { a: 1 };\nexport class Gone extends Error {}\nexport class Box { size = f; }\n";
    expect(executableLines(text, "a.ts")).toEqual([3]);
  });

  it("are unknown for text with a mistake", () => {
    expect(executableLines("a(;", "a.ts")).toBeUndefined();
  });
});

describe("statement starts", () => {
  it("are those of the reference map, without further lines and enums", () => {
    const text = "enum Size {\n  Small,\n}\nexport function say(\n  a = 1,\n) {\n  call(\n    a,\n  );\n}\n";
    expect(codeLines(text, "a.ts")?.starts).toEqual([7]);
  });

  it.each<[string, string, readonly number[]]>([
    ["the next node", "/* v8 ignore next */\nif (a) {\n  b();\n}\nc();\n", [5]],
    ["the next lines", "/* c8 ignore next 2 */\na();\nb();\nc();\n", [4]],
    ["the next line", "// node:coverage ignore next\na();\nb();\n", [3]],
    ["an arm", "/* v8 ignore else */\nif (a) {\n  b();\n} else {\n  c();\n}\n", [2, 3]],
    ["the lines between two", "a();\n/* c8 ignore start */\nb();\n/* c8 ignore stop */\nc();\n", [1, 5]],
    ["all that follows", "a();\n/* node:coverage disable */\nb();\nc();\n", [1]],
    ["the file", "a();\n/* v8 ignore file */\n", []],
    [
      "nothing in plain words",
      "// v8 ignores the next line\na();\n// c8 start\n// v8 ignore nextdoor\nb();\n",
      [2, 5],
    ],
  ])("are not where a hint of V8's tools hides %s", (_what, text, starts) => {
    expect(codeLines(text, "a.ts")?.starts).toEqual(starts);
  });
});

function executableLines(text: string, path: string): readonly number[] | undefined {
  return codeLines(text, path)?.executable;
}

function markedLines(text: string): readonly number[] {
  return text.split("\n").flatMap((line, i) => (line.startsWith("    * ") ? [i + 1] : []));
}
