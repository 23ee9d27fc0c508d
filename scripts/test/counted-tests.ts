import { join } from "node:path";
import type { Plugin } from "vitest/config";
import { countedSource } from "./counted-sources.ts";

/** What vitest is given to count what its own processes run, where it is told so; nothing otherwise. */
export function countedTests(): { readonly plugins: Plugin[]; readonly setupFiles: string[] } {
  if (process.env["TOLLGATE_COUNTED_TESTS"] === undefined) return { plugins: [], setupFiles: [] };
  return { plugins: [counters], setupFiles: [join(import.meta.dirname, "leave-counts.ts")] };
}

const counters: Plugin = {
  name: "counters",
  load: (id) => {
    const source = countedSource(id);
    return source === undefined ? null : { code: source.code, map: source.map };
  },
};
