import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "rolldown";

/** Writes the licences of everything that was bundled from other packages into one file beside the bundle. */
export function thirdPartyLicences(fileName: string): Plugin {
  return {
    name: "third-party-licences",
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk") continue;
        for (const id of output.moduleIds)
          if (id.includes("node_modules") && !id.startsWith("\0")) folders.add(packageFolder(id));
      }
      const texts = [...folders].map(licenceOf).sort();
      this.emitFile({
        type: "asset",
        fileName,
        source: `${[...new Set(texts)].join(`\n${"-".repeat(80)}\n\n`)}`,
      });
    },
  };
}

/** Not the nearest package.json: packages have more of them inside, to tell the kind of module. */
function packageFolder(id: string): string {
  const [folder] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? [];
  if (folder === undefined) throw new Error(`${id} is of no package`);
  return folder;
}

function manifestOf(folder: string): {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
} {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Name, version and licence text; a package without a licence must not be shipped. */
function licenceOf(folder: string): string {
  const { name, version, license } = manifestOf(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (license === undefined && file === undefined) throw new Error(`${name} has no licence and is bundled`);
  const text = file === undefined ? "" : `\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  return `${name} ${version} (${license ?? "see below"})\n${text}`;
}
