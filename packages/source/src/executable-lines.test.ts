import { describe, expect, it } from "vitest";
import { executableLines } from "./executable-lines.ts";

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

function markedLines(text: string): readonly number[] {
  return text.split("\n").flatMap((line, i) => (line.startsWith("    * ") ? [i + 1] : []));
}
