import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import istanbul from "istanbul-lib-coverage";
import { createInstrumenter } from "istanbul-lib-instrument";
import { type Plugin, rolldown } from "rolldown";
import config from "../../packages/cli/rolldown.config.ts";
import { leanJunitBuilder } from "../bundle/lean-junit-builder.ts";

/**
 * The command line built with istanbul's counters in our own sources, for end-to-end tests: every process that it
 * runs in leaves its counts when it ends. V8's own coverage of a bundle, mapped back, calls every line covered.
 */
export type MeasuredBuild = {
  /** Runs the command line; takes its arguments. */
  readonly entry: string;
  /** Where processes leave their counts: TOLLGATE_COUNTS. */
  readonly counts: string;
};

const root = resolve(import.meta.dirname, "../..");

export async function buildMeasured(folder: string): Promise<MeasuredBuild> {
  const { input, plugins: _shipped, output, ...options } = config;
  const bundle = await rolldown({
    ...options,
    input: join(root, "packages/cli", String(input)),
    plugins: [leanJunitBuilder(), withCounters()],
  });
  await bundle.write({ ...output, dir: resolve(folder), sourcemap: false });
  await bundle.close();
  const entry = resolve(folder, "entry.js");
  writeFileSync(entry, entryText);
  const counts = resolve(folder, "counts");
  mkdirSync(counts, { recursive: true });
  return { entry, counts };
}

/** Adds what the processes left to one coverage-final.json; the counts are gone afterwards. */
export function collectCounts({ counts }: MeasuredBuild, path: string): void {
  const map = istanbul.createCoverageMap({});
  for (const name of readdirSync(counts)) map.merge(JSON.parse(readFileSync(join(counts, name), "utf8")));
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, JSON.stringify(map));
  rmSync(counts, { recursive: true });
}

const entryText = `import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./main.js";
process.on("exit", () => {
  const folder = process.env.TOLLGATE_COUNTS;
  if (folder) writeFileSync(join(folder, process.pid + "-" + Date.now() + ".json"), JSON.stringify(globalThis.__coverage__));
});
await run();
`;

function withCounters(): Plugin {
  return {
    name: "counters",
    transform(code, id) {
      const path = relative(root, id).split(sep).join("/");
      if (!/^packages\/[a-z]+\/src\/.*\.ts$/.test(path)) return null;
      const instrumenter = createInstrumenter({
        esModules: true,
        autoWrap: true,
        compact: false,
        parserPlugins: ["typescript"],
      });
      return { code: instrumenter.instrumentSync(code, id), map: null };
    },
  };
}
