import { defineConfig } from "rolldown";
import { leanJunitBuilder } from "./lean-junit-builder.ts";
import { policySchemaFile } from "./policy-schema-file.ts";
import { thirdPartyLicences } from "./third-party-licences.ts";

/**
 * One small entry and chunks that are loaded when a command needs them: start-up is what people wait for.
 * Everything is bundled, so the published package has no dependencies.
 */
export default defineConfig({
  input: "src/main.ts",
  platform: "node",
  external: [/^node:/],
  resolve: { mainFields: ["module", "main"] },
  // Else a command loads all of a package of which it needs one function.
  treeshake: { moduleSideEffects: [{ test: /packages[\\/][a-z]+[\\/]src[\\/]/, sideEffects: false }] },
  plugins: [
    leanJunitBuilder(),
    policySchemaFile("policy.schema.json"),
    thirdPartyLicences("third-party-licences.txt"),
  ],
  onLog(level, log, handler) {
    // The package must hold everything that it imports: what is not found now would be missing at a user's start.
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
