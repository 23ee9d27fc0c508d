import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { FileCoverageData } from "istanbul-lib-coverage";
import { createInstrumenter } from "istanbul-lib-instrument";
import { type Plugin, type RolldownOptions, rolldown } from "rolldown";
import actions from "../../actions/rolldown.config.ts";
import cli from "../../packages/cli/rolldown.config.ts";
import { siteTemplate } from "../bundle/site-template.ts";

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
  /** Where processes leave their counts: TOLLGATE_COUNTS. */
  readonly counts: string;
  /** What the counters stand for, by file. */
  readonly files: ReadonlyMap<string, FileCoverageData>;
};

/** What one process leaves of each file that it loaded: statements, functions, and branches with their ways. */
type Counts = Record<
  string,
  { readonly s: readonly number[]; readonly f: readonly number[]; readonly b: readonly (readonly number[])[] }
>;

const root = resolve(import.meta.dirname, "../..");

export async function buildMeasured(folder: string): Promise<MeasuredBuild> {
  const counters = createCounters();
  await build({ ...cli, input: join(root, "packages/cli/src/main.ts") }, resolve(folder, "cli"), counters);
  const entry = resolve(folder, "cli/entry.js");
  writeFileSync(entry, `${leavesCounts}const { run } = await import("./main.js");\nawait run();\n`);
  await build(actions, resolve(folder, "actions/dist"), counters);
  for (const name of Object.keys(actions.input ?? {})) {
    cpSync(join(root, "actions", name, "action.yml"), resolve(folder, "actions", name, "action.yml"));
    const [action, started] = [`actions/dist/${name}.js`, `actions/dist/${name}-action.js`];
    renameSync(resolve(folder, action), resolve(folder, started));
    writeFileSync(resolve(folder, action), `${leavesCounts}await import("./${name}-action.js");\n`);
  }
  const counts = resolve(folder, "counts");
  mkdirSync(counts, { recursive: true });
  return { entry, actions: resolve(folder, "actions"), counts, files: counters.files };
}

async function build(
  { output, plugins, ...options }: RolldownOptions,
  dir: string,
  counters: Counters,
): Promise<void> {
  // The page with counters in its app is found before the one without.
  const bundle = await rolldown({
    ...options,
    plugins: [siteTemplate([counters.plugin]), plugins, counters.plugin],
  });
  await bundle.write({ ...(Array.isArray(output) ? output[0] : output), dir, sourcemap: false });
  await bundle.close();
}

/** Adds what the processes left to one coverage-final.json; the counts are gone afterwards. */
export function collectCounts({ counts, files }: MeasuredBuild, path: string): void {
  const sums: Record<string, FileCoverageData> = {};
  for (const name of readdirSync(counts)) {
    const left: Counts = JSON.parse(readFileSync(join(counts, name), "utf8"));
    for (const [file, { s, f, b }] of Object.entries(left)) {
      const sum = sums[file] ?? structuredClone(files.get(file)!);
      sums[file] = sum;
      for (const [i, count] of s.entries()) sum.s[i]! += count;
      for (const [i, count] of f.entries()) sum.f[i]! += count;
      for (const [i, ways] of b.entries()) for (const [j, count] of ways.entries()) sum.b[i]![j]! += count;
    }
  }
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, JSON.stringify(sums));
  rmSync(counts, { recursive: true });
}

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

type Counters = { readonly plugin: Plugin; readonly files: ReadonlyMap<string, FileCoverageData> };

/** Most files are in both builds, and are given their counters once. */
function createCounters(): Counters {
  const files = new Map<string, FileCoverageData>();
  const counting = new Map<string, string>();
  const transform = (code: string, id: string): { code: string; map: null } | null => {
    const path = relative(root, id).split(sep).join("/");
    if (!/^(?:packages\/[a-z]+\/src|actions\/[a-z]+)\/.*\.ts$/.test(path)) return null;
    const counted = counting.get(id) ?? instrument(code, id, files);
    counting.set(id, counted);
    return { code: counted, map: null };
  };
  return { plugin: { name: "counters", transform }, files };
}

function instrument(code: string, id: string, files: Map<string, FileCoverageData>): string {
  const instrumenter = createInstrumenter({
    esModules: true,
    autoWrap: true,
    compact: false,
    parserPlugins: ["typescript"],
    // The policy of the HTML report lets no text become code.
    coverageGlobalScope: "globalThis",
    coverageGlobalScopeFunc: false,
  });
  const counted = instrumenter.instrumentSync(code, id);
  const file = instrumenter.lastFileCoverage();
  files.set(id, file);
  return withoutMaps(counted, file);
}

/**
 * Counters alone in place of all that the instrumenter says of each: the build keeps that. Else a process spends
 * more on reading what its counters stand for than on its own work.
 */
function withoutMaps(code: string, { s, f, b }: FileCoverageData): string {
  const zeros = (counters: object): string => `new Uint32Array(${Object.keys(counters).length})`;
  const ways = Object.values(b).map(zeros);
  const start = code.indexOf("var coverageData = {");
  const end = code.indexOf("var coverage = global[gcv]", start);
  if (start < 0 || end < 0) throw new Error("the instrumenter writes its counters differently now");
  const counters = `{ hash, s: ${zeros(s)}, f: ${zeros(f)}, b: [${ways.join(", ")}] }`;
  return `${code.slice(0, start)}var coverageData = ${counters};\n${code.slice(end)}`;
}
