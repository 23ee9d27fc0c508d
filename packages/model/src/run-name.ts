import type { RunManifest } from "./evidence.ts";

/** What a run is called in a sentence: `turbo task @shop/api#test:unit`, `` `pnpm test` ``, `vitest in @shop/api`. */
export function runName({ source, task, package: owner }: RunManifest): string {
  if (source === "command") return task === undefined ? "the run of the tests" : `\`${task}\``;
  return task === undefined ? `${source} in ${owner}` : `${source} task ${task}`;
}
