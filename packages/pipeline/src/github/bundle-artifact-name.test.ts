import fc from "fast-check";
import { expect, it } from "vitest";
import { bundleArtifactName } from "./bundle-artifact-name.ts";

const plain = { job: "test", shard: { index: 2, total: 4 }, attempt: 3, environment: [] };

it("names job, shard and attempt", () => {
  expect(bundleArtifactName(plain)).toBe("tollgate-bundle-test-2of4-attempt3");
});

it.each([
  { environment: ["node=24"] },
  { environment: ["node=22"] },
  { kind: "e2e" },
  { package: "@shop/e2e" },
  { job: "a/b" },
  { job: "a b" },
])("has a digest for %o", (more) => {
  expect(bundleArtifactName({ ...plain, ...more })).toMatch(
    /^tollgate-bundle-(?:test|a-b)-2of4-[0-9a-f]{8}-attempt3$/,
  );
});

it("differs where jobs, kinds, packages or environments differ", () => {
  const more = [{}, { environment: ["node=24"] }, { kind: "node=24" }, { package: "node=24" }];
  const jobs = ["test", "a/b", "a b", "a-b", ""];
  const names = jobs.flatMap((job) => more.map((told) => bundleArtifactName({ ...plain, ...told, job })));
  expect(new Set(names).size).toBe(names.length);
});

it("holds nothing that artifacts refuse", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (job, kind) => {
      const name = bundleArtifactName({ ...plain, job, kind });
      expect(name).toMatch(/^[\w.-]{1,200}$/);
    }),
  );
});
