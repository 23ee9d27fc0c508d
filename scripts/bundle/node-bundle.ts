import type { Plugin, RolldownOptions } from "rolldown";
import { bundleBase } from "./bundle-base.ts";
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

/** Small entries and chunks that are loaded when they are needed: start-up is what people wait for. */
export function nodeBundle({
  cwd,
  input,
  plugins = [],
  lean = [],
  define = {},
}: NodeBundle): RolldownOptions {
  return {
    ...bundleBase,
    cwd,
    input,
    resolve: { mainFields: ["module", "main"] },
    transform: { define: { ...define } },
    // Else a command loads all of a package of which it needs one function.
    treeshake: { moduleSideEffects: [ownSources, ...lean].map((test) => ({ test, sideEffects: false })) },
    plugins: [leanJunitBuilder(), ...plugins, siteTemplate(), thirdPartyLicences("third-party-licences.txt")],
    output: {
      ...bundleBase.output,
      // Nearly everything needs some of these, and thirty small files load slower than one.
      codeSplitting: { groups: [{ name: "model", test: kernel }] },
    },
  };
}

const kernel = /packages[\\/](?:model|text)[\\/]src[\\/]/;

const ownSources = /packages[\\/][a-z]+[\\/]src[\\/]/;
