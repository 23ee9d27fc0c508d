import { describe, expect, it } from "vitest";
import { parseOwners } from "./parse-owners.ts";

describe("the owners of a file", () => {
  it.each<[string, string, readonly string[]]>([
    ["* @all", "packages/api/src/cart.ts", ["@all"]],
    ["*.js @js", "a/b/c.js", ["@js"]],
    ["*.js @js", "a/b/c.jsx", []],
    ["/build/logs/ @ops", "build/logs/a/b.txt", ["@ops"]],
    ["/build/logs/ @ops", "x/build/logs/a.txt", []],
    ["docs/* docs@example.com", "docs/start.md", ["docs@example.com"]],
    ["docs/* docs@example.com", "docs/build/start.md", []],
    ["apps/ @octo", "x/apps/y/z.ts", ["@octo"]],
    ["/docs/ @doc", "docs/a/b.md", ["@doc"]],
    ["**/logs @ops", "deep/in/logs/a.txt", ["@ops"]],
    ["/apps/github @x", "apps/github/src/a.ts", ["@x"]],
    ["packages/pay\\ ments @pay", "packages/pay ments/a.ts", ["@pay"]],
    [".env* @ops", "packages/api/.env.local", ["@ops"]],
    ["src/{a,b}.ts @x", "src/a.ts", []],
  ])("by %j of %j are %j", (rule, path, owners) => {
    expect(parseOwners(rule)(path)).toEqual(owners);
  });

  it("are those of the last pattern that matches", () => {
    const find = parseOwners("* @all @more\n/apps/ @octo # the team\n/apps/free\n");
    expect(find("apps/a.ts")).toEqual(["@octo"]);
    expect(find("apps/free/a.ts")).toEqual([]);
    expect(find("a.ts")).toEqual(["@all", "@more"]);
  });

  it("are not told by what GitHub does not take", () => {
    expect(parseOwners("!a.ts @x\n[ab].ts @x\n# * @x\n\n")("a.ts")).toEqual([]);
  });
});
