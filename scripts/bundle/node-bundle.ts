import type { Plugin, RolldownOptions } from "rolldown";
import { leanJunitBuilder } from "./lean-junit-builder.ts";
import { siteTemplate } from "./site-template.ts";
import { thirdPartyLicences } from "./third-party-licences.ts";

export type NodeBundle = {
  /** Folder of the package: paths in the output are below it, wherever the build is started. */
  readonly cwd: string;
  readonly input: string | Record<string, string>;
  readonly plugins?: readonly Plugin[];
  /** Packages of which only what is imported is taken, although they do not say that they allow it. */
  readonly lean?: readonly RegExp[];
  /** Names in the code, and the expressions that take their place. */
  readonly define?: Readonly<Record<string, string>>;
};

/**
 * Small entries and chunks that are loaded when they are needed: start-up is what people wait for. Everything is bundled,
 * so what is shipped has no dependencies.
 */
export function nodeBundle({
  cwd,
  input,
  plugins = [],
  lean = [],
  define = {},
}: NodeBundle): RolldownOptions {
  return {
    cwd,
    input,
    platform: "node",
    external: [/^node:/],
    resolve: { mainFields: ["module", "main"] },
    transform: { define: { ...define } },
    // Else a command loads all of a package of which it needs one function.
    treeshake: { moduleSideEffects: [ownSources, ...lean].map((test) => ({ test, sideEffects: false })) },
    plugins: [leanJunitBuilder(), ...plugins, siteTemplate(), thirdPartyLicences("third-party-licences.txt")],
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
      // Nearly everything needs some of these, and thirty small files load slower than one.
      codeSplitting: { groups: [{ name: "model", test: kernel }] },
      comments: { legal: true, annotation: false, jsdoc: false },
      cleanDir: true,
    },
  };
}

const kernel = /packages[\\/](?:model|text)[\\/]src[\\/]/;

const ownSources = /packages[\\/][a-z]+[\\/]src[\\/]/;
