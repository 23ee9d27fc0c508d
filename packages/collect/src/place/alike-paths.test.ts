import type { RepoTree } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { createLenientResolver } from "./alike-paths.ts";

const composed = "src/caf\u00E9.ts";
const tree: RepoTree = {
  root: "/Repo",
  hasGit: true,
  files: ["Makefile", "makefile", "packages/api/src/Cart.ts", "packages/web/src/Page.tsx", composed].sort(),
  packages: [],
  goModules: [{ path: "example.com/Shop", dir: "packages/api" }],
};
const bases = { reportFolder: "reports", packageFolder: "" };

function resolve(
  spelling: string,
  files = tree.files,
  mappings: { from: string; to: string }[] = [],
): string {
  const where = createLenientResolver({ ...tree, files }, mappings)
    .resolve([spelling], bases)
    .get(spelling)!;
  return where.found ? where.path : where.why;
}

describe("a path that is spelled otherwise", () => {
  it.each([
    ["packages/api/src/cart.ts", "packages/api/src/Cart.ts"],
    ["C:\\repo\\Packages\\API\\src\\Cart.ts", "packages/api/src/Cart.ts"],
    ["/repo/packages/web/src/page.tsx", "packages/web/src/Page.tsx"],
    ["src/page.tsx", "packages/web/src/Page.tsx"],
    ["example.com/shop/src/cart.ts", "packages/api/src/Cart.ts"],
    ["src/cafe\u0301.ts", composed],
    ["/repo/src/CAFE\u0301.ts", composed],
  ])("in case or accents is one file: %s", (spelling, wanted) => {
    expect(resolve(spelling)).toBe(wanted);
  });

  it("is found where git has the accents apart", () => {
    expect(resolve(composed, ["src/cafe\u0301.ts"])).toBe("src/cafe\u0301.ts");
  });

  it("is never one of two files that differ in case only", () => {
    expect(resolve("MAKEFILE")).toBe("not-in-tree");
    expect(resolve("makefile")).toBe("makefile");
    expect(resolve("Makefile")).toBe("Makefile");
  });

  it("is looked for behind the mappings", () => {
    expect(resolve("/app/cart.ts", tree.files, [{ from: "/app/", to: "packages/api/src/" }])).toBe(
      "packages/api/src/Cart.ts",
    );
  });

  it("is found below the root that the other files of the report tell", () => {
    const [root, other] = ["/w/packages/web/src/Page.tsx", "/w/Src/CAFE\u0301.ts"];
    const resolved = createLenientResolver(tree, []).resolve([root, other], bases);
    expect(resolved.get(root)).toEqual({ found: true, path: "packages/web/src/Page.tsx" });
    expect(resolved.get(other)).toEqual({ found: true, path: composed });
  });

  it("is nothing where nothing is alike", () => {
    expect(resolve("src/gone.ts")).toBe("not-in-tree");
    expect(resolve("src/gone.ts", ["src/cart.ts"])).toBe("not-in-tree");
    expect(resolve("/usr/include/Cart.h")).toBe("outside");
  });
});
