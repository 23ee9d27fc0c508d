import { defineConfig } from "rolldown";

/** Everything but the platform is bundled: a project that uses a reporter has nothing else of this workspace. */
export default defineConfig({
  input: { vitest: "src/vitest.ts", playwright: "src/playwright.ts" },
  platform: "node",
  external: [/^node:/],
  onLog(level, log, handler) {
    if (log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
    handler(level, log);
  },
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    comments: { legal: true, annotation: false, jsdoc: false },
    cleanDir: true,
  },
});
