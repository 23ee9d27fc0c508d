import type { Plugin } from "rolldown";

/** The functions of lodash that junit-report-builder calls. */
const lodash = ["forEach", "isDate"];

/**
 * Bundles of junit-report-builder's dependencies only what our use of it reaches: two functions of lodash, and not
 * make-dir, which its `writeTo` alone calls. The whole of them takes a fifth of a short run.
 */
export function leanJunitBuilder(): Plugin {
  const virtual = "\0junit-report-builder";
  // The ids stand in the bundle: what a checkout is called may not be in them, or no rebuild is the same.
  let imports = "";
  return {
    name: "lean-junit-builder",
    async resolveId(source, importer) {
      if (!importer?.includes("junit-report-builder")) return null;
      if (source === "make-dir") return `${virtual}:make-dir`;
      if (source !== "lodash") return null;
      const parts = await Promise.all(lodash.map((name) => this.resolve(`lodash/${name}.js`, importer)));
      imports = lodash.map((name, i) => `import ${name} from ${JSON.stringify(parts[i]?.id)};\n`).join("");
      return `${virtual}:lodash`;
    },
    load(id) {
      if (!id.startsWith(virtual)) return null;
      if (id.endsWith(":make-dir")) return "export default undefined;\n";
      return `${imports}export default { ${lodash.join(", ")} };\n`;
    },
  };
}
