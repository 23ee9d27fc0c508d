import type { PackageRef } from "@tollgate/model";
import { expect, it } from "vitest";
import { markCodeless } from "./codeless-packages.ts";

const packages: readonly PackageRef[] = ["", "packages/api", "packages/e2e", "packages/settings"].map(
  (dir) => ({
    name: dir === "" ? "shop" : dir,
    dir,
    scripts: [],
  }),
);

it("marks packages without product code, where git tells the files", () => {
  const files = [
    "eslint.config.js",
    "packages/api/src/cart.ts",
    "packages/e2e/pay.spec.ts",
    "packages/settings/tsconfig.json",
  ];
  const codeless = markCodeless(packages, files).filter((item) => item.codeless);
  expect(codeless.map(({ name }) => name)).toEqual(["shop", "packages/e2e", "packages/settings"]);
  expect(markCodeless(packages, undefined)).toBe(packages);
});
