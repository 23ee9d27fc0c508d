import { join } from "node:path";
import type { Plugin } from "rolldown";

/**
 * The files that action.yml names: each loads its action and runs it, and holds nothing else. Code that several chunks need
 * may be put into the chunk of an entry, and whoever loads it from there would run that action, too.
 */
export function entries(names: readonly string[]): {
  readonly input: Record<string, string>;
  readonly plugin: Plugin;
} {
  return {
    input: Object.fromEntries(names.map((name) => [name, `${prefix}${name}`])),
    plugin: {
      name: "entries",
      resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
      load(id) {
        if (!id.startsWith(`\0${prefix}`)) return null;
        const path = join(import.meta.dirname, id.slice(prefix.length + 1), "main.ts");
        // With a top-level await nothing else is put into fewer chunks either.
        return `import(${JSON.stringify(path)}).then(({ main }) => main());\n`;
      },
    },
  };
}

const prefix = "action:";
