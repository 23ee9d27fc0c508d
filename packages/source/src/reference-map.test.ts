import { branchColumns, functionColumns, noBranches, noFunctions } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { referenceMap } from "./reference-map.ts";

describe("the reference map", () => {
  it("has the statements, functions and branches of the text", () => {
    expect(
      referenceMap(
        "export const limit = 3;\nfunction outer(a = 1) {\n  if (a) return limit;\n}\n",
        "cart.ts",
      ),
    ).toMatchObject({
      precision: "columns",
      statements: Int32Array.from([1, 21, 1, 22, 3, 2, 3, 22, 3, 9, 3, 22]),
      functions: functionColumns([{ name: "outer", line: 2, column: 9, endLine: 4 }]),
      branches: branchColumns([
        { type: "default-arg", line: 2, column: 15, arms: [2, 19] },
        { type: "if", line: 3, column: 2, arms: [3, 2, -1, -1] },
      ]),
    });
  });

  it.each<[string, string]>([
    ["types", "export type A = { a: string };\nexport interface B extends A { b(): void }\n"],
    [
      "ambient code",
      "declare const a = 1;\ndeclare function f(): void;\ndeclare global { interface Window { a: 1 } }\n",
    ],
    ["imports and exports", 'import { a } from "./a.ts";\nexport { a };\nexport * from "./b.ts";\n'],
    ["comments", "// const a = 1;\n/* f(); */\n"],
    ["a file that is ignored", "/* istanbul ignore file */\nexport const a = 1;\n"],
    ["nothing", ""],
  ])("is empty for %s", (_what, text) => {
    const map = referenceMap(text, "a.ts");
    expect(map).toMatchObject({ statements: new Int32Array(), functions: noFunctions, branches: noBranches });
  });

  it.each<[string, string, string]>([
    ["a mistake", "const a = ;", "a.ts"],
    ["a mistake in the names", "const a = 1;\nconst a = 2;", "a.ts"],
    ["another language", "const a = 1;", "a.vue"],
    ["a declaration file", "export const a: number;", "a.d.ts"],
    ["types in JavaScript", "const a: number = 1;", "a.js"],
  ])("is unknown for %s", (_what, text, path) => {
    expect(referenceMap(text, path)).toBeUndefined();
  });

  it.each<[string, string, string]>([
    ["TypeScript's casts", "a(<number>b);", "a.ts"],
    ["JSX", "a(<b>{c}</b>);", "a.tsx"],
    ["JSX in JavaScript", "a(<b>{c}</b>);", "a.js"],
    ["CommonJS", "with (a) b(010); return;", "a.cjs"],
    ["await at the top", "await a();", "a.mjs"],
    ["decorators of parameters", "class A { constructor(@b() c) { d(); } }", "a.ts"],
    ["decorators behind export", "export @a class B { accessor b; c = 1; }", "a.ts"],
    ["using", "using a = b();", "a.ts"],
  ])("is known for %s", (_what, text, path) => {
    expect(referenceMap(text, path)?.statements.length).toBeGreaterThan(0);
  });

  it("has no hints but istanbul's", () => {
    const text = "/* v8 ignore next */\na();\n/* c8 ignore next */\nb();\n/* istanbul ignore next */\nc();\n";
    expect(referenceMap(text, "a.js")?.statements).toEqual(Int32Array.from([2, 0, 2, 4, 4, 0, 4, 4]));
  });
});
