import { buildTemplate } from "@tollgate/site/build-template";
import type { Plugin } from "rolldown";

/** The page of the HTML report as it is built, in place of the module that builds it. `plugins` see its app's sources. */
export function siteTemplate(plugins: readonly Plugin[] = []): Plugin {
  const id = "\0site-template";
  return {
    name: "site-template",
    resolveId: (source) => (source === "@tollgate/site/template" ? id : null),
    async load(source) {
      if (source !== id) return null;
      return {
        code: `export const template = ${JSON.stringify(await buildTemplate(plugins))};`,
        moduleSideEffects: false,
      };
    },
  };
}
