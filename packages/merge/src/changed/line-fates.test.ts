import { sourceText } from "@tollgate/source";
import { describe, expect, it } from "vitest";
import { type Versions, versionsOf } from "../testing/versions.ts";
import { lineFates } from "./line-fates.ts";

describe("the fate of added lines", () => {
  it("is to be reformatted where only the layout differs", () => {
    expect(fatesOf("total(a, b, 'c');\n", 'total(\n  a,\n  // why\n  b,\n  "c",\n);\n')).toEqual([
      "reformatted 1",
      "reformatted 1",
      "nothing",
      "reformatted 1",
      "reformatted 1",
      "reformatted 1",
    ]);
    expect(fatesOf("a();\nb();\n", "if (c) {\n  a();\n  b();\n}\n")).toEqual([
      "new",
      "reformatted 1",
      "reformatted 2",
      "new",
    ]);
    expect(fatesOf("a();\nb();\n", "a(); b();\n")).toEqual(["reformatted 1,2"]);
    for (const path of ["a.ts", "a.py"])
      expect(fatesOf("a();\r\nb();\r\n", "a();\nb();\n", path)).toEqual(["reformatted 1", "reformatted 2"]);
  });

  it("is not to be reformatted where something is gone or takes part", () => {
    expect(fatesOf("function f() {\n  return a + b;\n}\n", "function f() {\n  return a;\n}\n")).toEqual([
      "changed 2",
    ]);
    expect(fatesOf("function f() {\n  return\n  a;\n}\n", "function f() {\n  return a;\n}\n")).not.toEqual([
      "reformatted 2,3",
    ]);
    expect(fatesOf("f(a, b);\n", "f(\n  a\n);\n")).toEqual(["new", "new", "new"]);
    expect(fatesOf("f(a);\n", "f(a) + g(a);\n")).toEqual(["changed 1"]);
    expect(
      fatesOf(
        "if (code === 1) return one;\nreturn two;\n",
        "switch (code) {\n  case 1:\n    return one;\n  default:\n    return two;\n}\n",
      ),
    ).toEqual(["new", "new", "new", "new", "reformatted 2", "new"]);
    expect(fatesOf("const a = `x y`;\n", "const a = `x  y`;\n")).toEqual(["changed 1"]);
  });

  it("is to be changed where half of it was there, else to be new", () => {
    expect(fatesOf("const limit = price(a, 1);\n", "const limit = price(a, 2);\n")).toEqual(["changed 1"]);
    expect(fatesOf("const limit = price(a, 1);\n", "throw refuse(order, why, when, who);\n")).toEqual([
      "new",
    ]);
    expect(fatesOf("", "a();\n")).toEqual(["new"]);
  });

  const block =
    "export function discount(order) {\n  if (order.total > 100) return order.total / 10;\n  return 0;\n}\n";

  it("is to be moved where the same tokens were removed elsewhere, in this or another file", () => {
    expect(
      fatesOf(
        `${block}start(1);\nsecond(2);\nthird(3);\nfourth(4);\nfifth(5);\n`,
        `start(1);\nsecond(2);\nthird(3);\nfourth(4);\nfifth(5);\n${block}`,
      ),
    ).toEqual(["moved a.ts 1", "moved a.ts 2", "moved a.ts 3", "moved a.ts 4"]);
    const files = [
      versionsOf("a.ts", `keep();\n${block}`, "keep();\n"),
      versionsOf("b.ts", "", `\n${block.replace("  if", "\tif")}more();\n`),
    ];
    expect(told(files).get("b.ts")).toEqual([
      "nothing",
      "moved a.ts 2",
      "moved a.ts 3",
      "moved a.ts 4",
      "moved a.ts 5",
      "new",
    ]);
  });

  it("is to be new where the source is not sure or too short", () => {
    expect(
      told([versionsOf("a.ts", block, ""), versionsOf("b.ts", block, ""), versionsOf("c.ts", "", block)]).get(
        "c.ts",
      ),
    ).toEqual(Array(4).fill("new"));
    expect(told([versionsOf("a.ts", block, ""), versionsOf("b.ts", "", block + block)]).get("b.ts")).toEqual(
      Array(8).fill("new"),
    );
    expect(
      told([versionsOf("a.ts", "refuse(order);\n", ""), versionsOf("b.ts", "", "refuse(order);\n")]).get(
        "b.ts",
      ),
    ).toEqual(["new"]);
  });

  it("is told by lines in other languages", () => {
    expect(fatesOf("if a:\n  return b\n", "if c:\n    return  b\n", "a.py")).toEqual([
      "changed 1",
      "reformatted 2",
    ]);
    const lines = "def discount(order):\n    total = order.total\n    return total\n";
    expect(told([versionsOf("a.py", lines, ""), versionsOf("b.py", "", lines)]).get("b.py")).toEqual([
      "moved a.py 1",
      "moved a.py 2",
      "moved a.py 3",
    ]);
    expect(fatesOf("x = 1\ny = 2\n", "call(x)\n", "a.py")).toEqual(["new"]);
  });

  it("is told by lines where a version has a mistake", () => {
    expect(fatesOf("f(;\na();\n", "f(;\n  a();\nb();\n", "a.ts")).toEqual(["reformatted 2", "new"]);
  });

  it("is nothing without both texts", () => {
    const { change } = versionsOf("a.ts", "a();\n", "b();\n");
    expect(lineFates({ baseSha: "b", files: [change] }, new Map(), new Map()).size).toBe(0);
  });
});

function told(files: readonly Versions[]): ReadonlyMap<string, readonly string[]> {
  const texts = (side: "before" | "after") =>
    new Map(files.map(({ change, [side]: text }) => [change.path, sourceText(text, change.path)]));
  const fates = lineFates(
    { baseSha: "b", files: files.map(({ change }) => change) },
    texts("after"),
    texts("before"),
  );
  return new Map(
    files.map(({ change: { path, added } }) => [
      path,
      added.flatMap(([first, last]) =>
        Array.from({ length: last - first + 1 }, (_, i) => {
          const fate = fates.get(path)?.get(first + i) ?? "new";
          if (typeof fate === "string") return fate;
          return `${fate.what} ${fate.what === "moved" ? `${fate.path} ` : ""}${fate.lines.join()}`;
        }),
      ),
    ]),
  );
}

function fatesOf(before: string, after: string, path = "a.ts"): readonly string[] {
  return told([versionsOf(path, before, after)]).get(path)!;
}
