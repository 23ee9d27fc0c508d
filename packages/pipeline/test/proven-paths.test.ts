import { hash } from "node:crypto";
import { type CoverageMap, type Evidence, mapDigest, noBranches, noFunctions } from "@tollgate/model";
import { createRepository, evidence, type TemporaryRepository } from "@tollgate/testkit";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { provenPaths } from "../src/sources/proven-paths.ts";

const empty: Omit<CoverageMap, "digest"> = {
  precision: "lines",
  statements: new Int32Array(),
  functions: noFunctions,
  branches: noBranches,
  conditions: new Int32Array(),
};
const map: CoverageMap = { ...empty, digest: mapDigest(empty) };

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
});
afterEach(() => shop.cleanup());

it("proves the text of a file by its digest, in every report of a dirty checkout", () => {
  const commit = shop.commit("shop", { "src/a.js": "1;\n", "src/b.js": "2;\n", "src/c.js": "3;\n" });
  const md5 = (text: string): string => `md5:${hash("md5", text)}`;
  const measured = (files: Readonly<Record<string, string | undefined>>, dirty: boolean): Evidence => {
    const [item] = fc.sample(evidence, { numRuns: 1, seed: 1 });
    const { dirty: _dirty, ...clean } = item!;
    return {
      ...clean,
      ...(dirty ? { dirty } : {}),
      coverage: {
        files: Object.entries(files).map(([path, version]) => ({
          ...{ path, package: "shop", map, counts: new Float64Array() },
          ...(version === undefined ? {} : { version }),
        })),
      },
    };
  };
  const proven = (...reports: readonly Evidence[]): readonly string[] => [
    ...provenPaths({ cwd: shop.root, env: shop.env }, reports, commit),
  ];
  const first = measured(
    { "src/a.js": md5("1;\r\n"), "src/b.js": md5("other\n"), "src/c.js": "lcov:1", "src/d.js": md5("4;\n") },
    true,
  );
  expect(proven(first)).toEqual(["src/a.js"]);
  expect(proven(first, measured({ "src/a.js": undefined }, true))).toEqual([]);
  expect(proven(first, measured({ "src/a.js": undefined }, false))).toEqual(["src/a.js"]);
});
