import { describe, expect, it } from "vitest";
import type { ResolvedPath } from "./resolve-paths.ts";
import { findInSourceRoot, sourceRootPlacer } from "./source-root.ts";

const files = [
  "app/src/main/java/com/core/Both.java",
  "app/src/main/java/com/x/Util.java",
  "app/src/main/kotlin/Main.kt",
  "app/src/main/kotlin/cart/Cart.kt",
  "app/src/test/resources/Main.kt",
  "libs/all/app/src/main/java/com/y/Deep.java",
  "libs/core/src/main/java/com/core/Both.java",
  "libs/core/src/main/java/com/x/Util.java",
  "other/app/src/main/java/com/y/Deep.java",
];

const tree = {
  endingWith: (tail: string): readonly string[] => files.filter((file) => `/${file}`.endsWith(`/${tail}`)),
  has: (folder: string): boolean => files.some((file) => file.startsWith(`${folder}/`)),
};

function find(path: string, modules: readonly string[], reportFolder = "build"): string | undefined {
  return findInSourceRoot({ modules, path }, tree, reportFolder);
}

describe("the place of a path from a source root", () => {
  const mappings = [{ from: "mapped/", to: "" }];
  const place = (told: ResolvedPath, modules: readonly string[], path: string, spelling = path): string => {
    const where = sourceRootPlacer(tree, mappings, "app/build")(told, spelling, { modules, path });
    return where.found ? where.path : where.why;
  };
  const nearest: ResolvedPath = { found: true, path: "app/src/main/java/com/x/Util.java" };
  const nowhere: ResolvedPath = { found: false, why: "not-in-tree", cleaned: "x", candidates: [] };

  it("is that of its module, whatever lies nearest to the report", () => {
    expect(place(nearest, [], "com/x/Util.java")).toBe(nearest.path);
    expect(place(nearest, ["core"], "com/x/Util.java")).toBe("libs/core/src/main/java/com/x/Util.java");
    expect(place(nearest, ["shop-core"], "com/x/Util.java")).toBe("ambiguous");
    expect(place(nowhere, ["shop-core"], "com/x/Util.java")).toBe("ambiguous");
  });

  it("is what a mapping says", () => {
    expect(place(nearest, ["core"], "com/x/Util.java", "mapped/com/x/Util.java")).toBe(nearest.path);
  });

  it("stays what it was where the tree says no more", () => {
    expect(place(nowhere, ["app"], "com/x/Gone.java")).toBe("not-in-tree");
    expect(place({ found: true, path: "only/A.java" }, ["renamed"], "only/A.java")).toBe("only/A.java");
  });
});

describe("a path from a source root", () => {
  it.each([
    ["com/x/Util.java", ["app"], "app/src/main/java/com/x/Util.java"],
    ["com/x/Util.java", ["shop", "core"], "libs/core/src/main/java/com/x/Util.java"],
    ["com/y/Deep.java", ["all", "app"], "libs/all/app/src/main/java/com/y/Deep.java"],
    ["com/y/Deep.java", ["app"], undefined],
    ["com/x/Util.java", ["app", "web"], undefined],
    ["com/x/Util.java", [""], undefined],
    ["com/x/Gone.java", ["app"], undefined],
    ["com/core/Both.java", ["core"], "libs/core/src/main/java/com/core/Both.java"],
    ["com/core/Both.java", ["com"], undefined],
  ])("%s in the modules %j is %s", (path, modules, wanted) => {
    expect(find(path, modules)).toBe(wanted);
  });

  it("is in the module in which the report lies, where none is told", () => {
    const core = "libs/core/src/main/java/com/x/Util.java";
    expect(find("com/x/Util.java", [], "libs/core/build/reports")).toBe(core);
    expect(find("com/x/Util.java", [], "libs/other/build")).toBe(core);
    expect(find("com/x/Util.java", [], "libs/all/app/build")).toBeUndefined();
    expect(find("com/x/Util.java", [])).toBeUndefined();
  });

  it("may leave out Kotlin's first packages directly below the root", () => {
    expect(find("com/x/Main.kt", [])).toBe("app/src/main/kotlin/Main.kt");
    expect(find("com/x/cart/Cart.kt", ["app"])).toBe("app/src/main/kotlin/cart/Cart.kt");
    expect(find("com/x/other/Cart.kt", [])).toBeUndefined();
    expect(find("x/Util.kt", [])).toBeUndefined();
  });
});
