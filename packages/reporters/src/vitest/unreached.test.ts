import { expect, it } from "vitest";
import type { TestModule, TestSpecification } from "vitest/node";
import { unreached } from "./unreached.ts";

const module = (moduleId: string, state: string): TestModule =>
  ({ moduleId, state: () => state }) as unknown as TestModule; // what is looked at
const specification = (moduleId: string, shard?: object): TestSpecification =>
  ({ moduleId, project: { vitest: { config: { shard } } } }) as unknown as TestSpecification; // what is looked at

it("files that are waiting or running did not end", () => {
  const modules = [module("/a", "passed"), module("/b", "queued"), module("/c", "pending")];
  expect(unreached(modules, [], "failed")).toEqual(["2 test files did not run to the end: /b, /c."]);
});

it("files without a module did not begin when the run stopped", () => {
  const specifications = [specification("/a"), specification("/b")];
  expect(unreached([module("/a", "failed")], specifications, "interrupted")).toEqual([
    "1 test file did not run to the end: /b.",
  ]);
  expect(unreached([module("/a", "passed")], specifications, "passed")).toEqual([]);
});

it("files of other shards are none", () => {
  expect(unreached([], [specification("/a", { index: 1, count: 2 })], "failed")).toEqual([]);
});

it("names ten of many files", () => {
  const specifications = Array.from({ length: 12 }, (_, i) => specification(`/${i}`));
  expect(unreached([], specifications, "failed")[0]).toMatch(/^12 .*\/9 and 2 more\.$/);
});
