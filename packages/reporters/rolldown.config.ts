import { defineConfig } from "rolldown";
import { bundleBase } from "../../scripts/bundle/bundle-base.ts";

/** A project that uses a reporter has nothing else of this workspace. */
export default defineConfig({
  ...bundleBase,
  input: { vitest: "src/vitest.ts", playwright: "src/playwright.ts" },
});
