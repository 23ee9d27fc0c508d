import type { RolldownOptions } from "rolldown";

/** What all that is shipped is built by: everything but the platform is bundled, so it has no dependencies. */
export const bundleBase = {
  platform: "node",
  external: [/^node:/],
  onLog(level, log, handler) {
    // All that is imported must be here: what is not found now would be missing at a user's start.
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
} satisfies RolldownOptions;
