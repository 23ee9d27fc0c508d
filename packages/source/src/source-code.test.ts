import { expect, it } from "vitest";
import { codeLines } from "./code-lines.ts";
import { sourceCode } from "./source-code.ts";
import { sourceText } from "./source-tokens.ts";

it.each([
  ["TypeScript", "src/cart.ts", "type Sum = number;\nexport function sum(a: Sum) {\n  return a + 1;\n}\n"],
  ["a mistake", "src/cart.ts", "export type = ;\n"],
  ["lines that git does not count", "src/cart.js", "a();\rb();\n"],
  ["another language", "src/cart.py", "a()\n"],
  ["decorators", "src/cart.ts", "class Cart {\n  add(@log item: string) {\n    add(item);\n  }\n}\n"],
])("what is said of both at once is what is said of each: %s", (_what, path, text) => {
  const code = codeLines(text, path);
  expect(sourceCode(text, path)).toEqual({
    text: sourceText(text, path),
    ...(code === undefined ? {} : { code }),
  });
});
