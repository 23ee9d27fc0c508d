import { defineConfig } from "rolldown";

/**
 * One small entry and chunks that are loaded when a command needs them: start-up is what people wait for.
 * Everything is bundled, so the published package has no dependencies.
 */
export default defineConfig({
  input: "src/main.ts",
  platform: "node",
  external: [/^node:/],
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    legalComments: "inline",
    // For coverage of the built command line; not part of the package.
    sourcemap: true,
    cleanDir: true,
  },
});
