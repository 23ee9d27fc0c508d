import { readFileSync } from "node:fs";
import type { Evidence, RepoTree } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { createCollector } from "../src/collector.ts";

const shared = sharedFolder();
const tree: RepoTree = {
  root: "/repo",
  hasGit: true,
  files: ["src/lib.cjs"],
  packages: [{ name: "shop", dir: "", scripts: [] }],
};

/** What a promised report of the corpus comes to. */
function collect(path: string): Evidence {
  const options = { mappings: [], job: "", shard: { index: 1, total: 1 }, attempt: 1, environment: [] };
  const session = createCollector({ tree, ...options, kind: "unit" }).open({ path, promised: true });
  session.write(readFileSync(`${shared}corpus/hostile/${path}`));
  return session.close()!;
}

describe.skipIf(shared === undefined)("hostile coverage", () => {
  it.each([
    ["istanbul-json/generated/c8-empty/coverage-final.json", "invalid", ["no-coverage-data"]],
    ["lcov/generated/c8-empty/lcov.info", "invalid", ["empty-file"]],
    ["lcov/generated/handmade/bom-cr.lcov", "ok", []],
    ["lcov/generated/handmade/lfs-pointer.info", "invalid", ["wrong-content"]],
    ["lcov/generated/handmade/path-traversal.lcov", "invalid", ["unmapped-path"]],
    ["lcov/generated/handmade/truncated.lcov", "partial", ["truncated"]],
  ])("of %s is %s", (path, status, codes) => {
    const evidence = collect(path);
    expect(evidence.status).toBe(status);
    expect(evidence.problems.map(({ code }) => code)).toEqual(codes);
  });

  it("never names a file outside the repository", () => {
    expect(collect("lcov/generated/handmade/path-traversal.lcov").coverage).toEqual({ files: [] });
  });
});
