import { cpSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Plugin, type RolldownOptions, rolldown } from "rolldown";
import actions from "../../actions/rolldown.config.ts";
import cli from "../../packages/cli/rolldown.config.ts";
import { siteTemplate } from "../bundle/site-template.ts";
import { countedSource } from "./counted-sources.ts";

/**
 * The command line and the actions built with istanbul's counters in our own sources, for end-to-end tests: every
 * process that they run in leaves its counts when it ends. V8's own coverage of a bundle, mapped back, calls every line
 * covered.
 */
export type MeasuredBuild = {
  /** Runs the command line; takes its arguments. */
  readonly entry: string;
  /** Holds a folder with an action.yml for each action, as `actions` does. */
  readonly actions: string;
};

const root = resolve(import.meta.dirname, "../..");

export async function buildMeasured(folder: string): Promise<MeasuredBuild> {
  await build({ ...cli, input: join(root, "packages/cli/src/main.ts") }, resolve(folder, "cli"));
  const entry = resolve(folder, "cli/entry.js");
  writeFileSync(entry, `${leavesCounts}const { run } = await import("./main.js");\nawait run();\n`);
  await build(actions, resolve(folder, "actions/dist"));
  for (const name of Object.keys(actions.input ?? {})) {
    cpSync(join(root, "actions", name, "action.yml"), resolve(folder, "actions", name, "action.yml"));
    const [action, started] = [`actions/dist/${name}.js`, `actions/dist/${name}-action.js`];
    renameSync(resolve(folder, action), resolve(folder, started));
    writeFileSync(resolve(folder, action), `${leavesCounts}await import("./${name}-action.js");\n`);
  }
  return { entry, actions: resolve(folder, "actions") };
}

async function build({ output, plugins, ...options }: RolldownOptions, dir: string): Promise<void> {
  // The page with counters in its app is found before the one without.
  const bundle = await rolldown({ ...options, plugins: [siteTemplate([counters]), plugins, counters] });
  await bundle.write({ ...(Array.isArray(output) ? output[0] : output), dir, sourcemap: false });
  await bundle.close();
}

const counters: Plugin = {
  name: "counters",
  load: (id) => {
    const source = countedSource(id);
    return source === undefined ? null : { code: source.code, map: null };
  },
};

/** Counters make the code large: hundreds of processes read it compiled, as the first of them left it. */
const leavesCounts = `import { writeFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
enableCompileCache(join(import.meta.dirname, "compiled"));
process.on("exit", () => {
  const folder = process.env.TOLLGATE_COUNTS;
  if (!folder) return;
  const plain = (_, value) => (value instanceof Uint32Array ? Array.from(value) : value);
  writeFileSync(join(folder, process.pid + "-" + Date.now() + ".json"), JSON.stringify(globalThis.__coverage__, plain));
});
`;
