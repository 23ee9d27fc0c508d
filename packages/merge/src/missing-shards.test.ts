import type { Evidence } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { missingShards } from "./missing-shards.ts";
import { measure, reportOf, shard } from "./testing/coverage.ts";

const packages = [{ name: "shop", dir: "", scripts: [] }];
const exact = measure({ statements: [[1, 2, 1]] });

describe("shards that did not arrive", () => {
  it("are named with their job", () => {
    expect(openOf([reportOf([], shard(2))], undefined)).toEqual({
      what: "shard 1, 3 of 3 of test",
      because: "1 of 3 shards arrived",
      shard: {},
    });
  });

  it("leave nothing open where every source is measured as a whole", () => {
    const tree = ["src/cart.ts", "src/cart.test.ts", "README.md"];
    expect(openOf([reportOf([exact], shard(1))], tree)).toMatchObject({ shard: { open: [] } });
  });

  it("leave sources open that no shard measured", () => {
    const tree = ["src/cart.ts", "src/tax.py"];
    expect(openOf([reportOf([exact], shard(1))], tree)).toMatchObject({
      shard: { open: [{ path: "src/tax.py", package: "shop" }] },
    });
  });

  it("leave files open of which lines only are known", () => {
    const lines = measure({ statements: [[1, 1]] });
    expect(openOf([reportOf([lines], shard(1))], ["src/cart.ts"])).toMatchObject({
      shard: { open: [{ path: "src/cart.ts" }] },
    });
  });

  it("leave files open that another job alone measured", () => {
    const all = [reportOf([exact], { job: "e2e" }), reportOf([], shard(1), "1")];
    expect(openOf(all, ["src/cart.ts"])).toMatchObject({ shard: { open: [{ path: "src/cart.ts" }] } });
  });

  it("leave tests open where tests are measured", () => {
    const test = { ...exact, path: "src/cart.test.ts" };
    expect(openOf([reportOf([exact, test], shard(1))], ["src/tax.test.ts"])).toMatchObject({
      shard: { open: [{ path: "src/tax.test.ts" }] },
    });
  });
});

function openOf(current: readonly Evidence[], treeFiles: readonly string[] | undefined): unknown {
  const [item] = missingShards(current, { packages, ...(treeFiles === undefined ? {} : { treeFiles }) });
  const { what, because, shard: told } = item!;
  return { what, because, shard: told };
}
