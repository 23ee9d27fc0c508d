import type { RepoTree, Scope, Waiver } from "@tollgate/model";
import { aWaiver } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { parseOwners } from "../owners/parse-owners.ts";
import { ownersOfWaiver } from "./owners-of-scope.ts";

const findOwners = parseOwners(
  [
    "/packages/api/ @api @leads",
    "/packages/web/ @web @leads",
    "/packages/web/legal/ @legal",
    "/.tollgate/waivers/ @release",
  ].join("\n"),
);
const tree = {
  files: ["README.md", "packages/api/a.ts", "packages/web/b.ts", "packages/web/legal/c.ts"],
  packages: [
    { name: "root", dir: "", scripts: [] },
    { name: "@shop/api", dir: "packages/api", scripts: [] },
    { name: "@shop/web", dir: "packages/web", scripts: [] },
  ],
} as unknown as RepoTree; // as much of a tree as is asked for

function ownersOf(members: Partial<Waiver>): readonly string[] {
  const named = new Map<string, Scope>([["sources", { paths: ["packages/*/*.ts"] }]]);
  return ownersOfWaiver(aWaiver(members).waiver, tree, named, findOwners);
}

describe("who may approve a waiver", () => {
  it.each<[string, Partial<Waiver>, readonly string[]]>([
    ["of a package", { scope: { package: "@shop/api" } }, ["@api", "@leads"]],
    ["of a path", { scope: { path: "packages/web/legal/**" } }, ["@legal"]],
    ["of what an owner owns", { scope: { owner: "@web" } }, ["@web", "@leads"]],
    ["of a named scope", { scope: { name: "sources" } }, ["@leads"]],
    ["of a package that several own in parts", { scope: { package: "@shop/web" } }, ["@release"]],
    ["of the repository", { scope: {} }, ["@release"]],
    [
      "of a test",
      { test: { package: "@shop/web", kind: "unit", title: "a", file: "packages/web/legal/c.ts" } },
      ["@legal"],
    ],
    ["of a test without a file", { test: { package: "@shop/web", kind: "unit", title: "a" } }, ["@release"]],
  ])("%s", (_, members, owners) => {
    expect(ownersOf(members)).toEqual(owners);
  });
});
