import { readFileSync } from "node:fs";
import type { Plugin } from "rolldown";

/**
 * Bundles of the artifact client only what uploads. Downloads are our own, within limits; the client's bring a second
 * Octokit and an unpacker without them.
 */
export function uploadOnly(): Plugin {
  return {
    name: "upload-only",
    load(id) {
      if (!/@actions[\\/]artifact[\\/]lib[\\/]internal[\\/](?:delete|download|find)[\\/]/.test(id))
        return null;
      const names = [...readFileSync(id, "utf8").matchAll(/^export function (\w+)\(/gm)].map(
        ([, name]) => name,
      );
      return names.map((name) => `export function ${name}() { throw new Error("not bundled"); }\n`).join("");
    },
  };
}
