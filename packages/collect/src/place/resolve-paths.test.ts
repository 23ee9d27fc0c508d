import type { RepoTree } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { createPathResolver } from "./resolve-paths.ts";

const tree: RepoTree = {
  root: "/repo",
  hasGit: true,
  files: [
    "index.ts",
    "packages/api/src/index.ts",
    "packages/api/src/cart.ts",
    "packages/web/src/index.ts",
    "packages/web/src/page.tsx",
  ].sort(),
  packages: [
    { name: "shop", dir: "", scripts: [] },
    { name: "@shop/api", dir: "packages/api", scripts: [] },
    { name: "@shop/web", dir: "packages/web", scripts: [] },
  ],
};

const inApi = { reportFolder: "packages/api/reports/unit", packageFolder: "packages/api" };
const atRoot = { reportFolder: "reports", packageFolder: "" };

function resolve(
  spelling: string,
  bases = inApi,
  mappings: { from: string; to: string }[] = [],
  others: string[] = [],
): string {
  const found = createPathResolver(tree, mappings)
    .resolve([spelling, ...others], bases)
    .get(spelling)!;
  return found.found ? found.path : `${found.why}: ${found.candidates.join(" ")}`.trim();
}

describe("resolving the import path of a Go file", () => {
  const files = ["go.mod", "cart/cart.go", "tools/go.mod", "tools/gen/gen.go", "other/cart.go"].sort();
  const find = (spelling: string, goModules: RepoTree["goModules"] = [], others: readonly string[] = []) => {
    const resolver = createPathResolver({ ...tree, files, goModules }, []);
    const found = resolver.resolve([spelling, ...others], atRoot).get(spelling)!;
    return found.found ? found.path : `${found.why} ${found.below ?? ""}`.trim();
  };
  const modules = [
    { path: "example.com/shop", dir: "" },
    { path: "example.com/shop/tools", dir: "tools" },
  ];

  it.each([
    ["example.com/shop/cart/cart.go", "cart/cart.go"],
    ["example.com/shop/tools/gen/gen.go", "tools/gen/gen.go"],
    ["example.com/shop/cart/gone.go", "not-in-tree cart/gone.go"],
    ["example.com/shopping/cart/cart.go", "cart/cart.go"],
  ])("%s is %s", (spelling, wanted) => {
    expect(find(spelling, modules)).toBe(wanted);
  });

  it("goes by the tree where no go.mod tells", () => {
    expect(find("github.com/org/shop/cart/cart.go")).toBe("cart/cart.go");
    expect(find("github.com/org/shop/cart/gone.go", [], ["github.com/org/shop/cart/cart.go"])).toBe(
      "not-in-tree cart/gone.go",
    );
    expect(find("golang.org/x/text/text.go")).toBe("outside");
  });
});

describe("resolving the path of a report", () => {
  it.each([
    ["below the root", "/repo/packages/api/src/cart.ts", "packages/api/src/cart.ts"],
    ["as a file URL", "file:///repo/packages/api/src/cart.ts", "packages/api/src/cart.ts"],
    ["relative to the package", "src/index.ts", "packages/api/src/index.ts"],
    ["relative to the report", "../../src/cart.ts", "packages/api/src/cart.ts"],
    ["relative to the root", "packages/web/src/page.tsx", "packages/web/src/page.tsx"],
    ["with backslashes", "src\\cart.ts", "packages/api/src/cart.ts"],
    ["with ./ and inner ..", "./src/../src/cart.ts", "packages/api/src/cart.ts"],
    ["of another checkout", "/builds/ci/build/packages/web/src/index.ts", "packages/web/src/index.ts"],
    ["of a Windows checkout", "C:\\a\\shop\\packages\\web\\src\\index.ts", "packages/web/src/index.ts"],
    ["in a container that holds the package", "/app/src/cart.ts", "packages/api/src/cart.ts"],
    ["by a unique suffix", "page.tsx", "packages/web/src/page.tsx"],
    ["with a bundler's scheme", "webpack:///./src/cart.ts?1234", "packages/api/src/cart.ts"],
  ])("finds a path %s", (_how, spelling, wanted) => {
    expect(resolve(spelling)).toBe(wanted);
  });

  it.each([
    [
      "another package's file of the same name",
      "src/index.ts",
      "ambiguous: packages/api/src/index.ts packages/web/src/index.ts",
    ],
    ["a path that leaves the repository", "../../../etc/passwd", "outside:"],
    ["an absolute path elsewhere", "/etc/passwd", "outside:"],
    ["a dependency", "/repo/node_modules/x/index.ts", "outside:"],
    ["a file that is not there", "src/gone.ts", "not-in-tree:"],
    ["a generated file below the root", "/repo/packages/api/dist/cart.js", "not-in-tree:"],
  ])("does not guess for %s", (_what, spelling, wanted) => {
    expect(resolve(spelling, atRoot)).toBe(wanted);
  });

  it("does not take a root file for a deeper one", () => {
    expect(resolve("/ci/packages/gone/index.ts", atRoot, [], ["/ci/packages/web/src/page.tsx"])).toBe(
      "not-in-tree:",
    );
  });

  it("finds root files of another checkout", () => {
    expect(resolve("/ci/index.ts", atRoot, [], ["/ci/packages/web/src/page.tsx"])).toBe("index.ts");
  });

  it("finds files of a server whose root is the repository, or the package", () => {
    const files = ["packages/web/src/page.tsx", "src/cart.ts", "src/page.tsx"];
    const resolver = createPathResolver({ ...tree, files }, []);
    const find = (spelling: string, packageFolder: string): unknown =>
      resolver.resolve([spelling], { reportFolder: "reports", packageFolder }).get(spelling);
    expect(find("/src/cart.ts", "")).toEqual({ found: true, path: "src/cart.ts" });
    expect(find("/src/page.tsx", "")).toEqual({ found: true, path: "src/page.tsx" });
    expect(find("/src/page.tsx", "packages/web")).toEqual({ found: true, path: "packages/web/src/page.tsx" });
  });

  it("takes of several files the only one in the module in which the report lies, and none beside it", () => {
    const files = [
      "all/app/src/com/x/A.java",
      "all/web/Page.java",
      "lib/src/com/x/A.java",
      "lib/y/com/x/A.java",
    ];
    const resolver = createPathResolver({ ...tree, files }, []);
    const find = (reportFolder: string): unknown =>
      resolver.resolve(["com/x/A.java"], { reportFolder, packageFolder: "" }).get("com/x/A.java");
    expect(find("all/app/build/reports")).toEqual({ found: true, path: "all/app/src/com/x/A.java" });
    expect(find("all/web/build/reports")).toMatchObject({ why: "ambiguous" });
    expect(find("lib/build/reports")).toMatchObject({ why: "ambiguous" });
    expect(find("build/reports")).toMatchObject({ why: "ambiguous" });
  });

  it("applies mappings first", () => {
    expect(resolve("/app/cart.ts", atRoot, [{ from: "/app/", to: "packages/api/src/" }])).toBe(
      "packages/api/src/cart.ts",
    );
  });

  it("treats prototype names as data", () => {
    expect(resolve("__proto__", atRoot)).toBe("not-in-tree:");
  });
});
