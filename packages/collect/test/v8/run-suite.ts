import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createInstrumenter } from "istanbul-lib-instrument";
import { rolldown } from "rolldown";

const suite = join(import.meta.dirname, "suite");
/** Kept as plain texts, since no tool of the repository is to read them. */
const suiteFiles: readonly string[] = readdirSync(suite).map((name) => name.replace(/\.txt$/, ""));

/** A way from the suite's TypeScript to something that node runs. */
export type Build = {
  /** Writes what runs below `folder`, where the sources lie in `src`; answers what node is to be called with. */
  readonly prepare: (folder: string, main: string) => readonly string[] | Promise<readonly string[]>;
  readonly main?: string;
  /** The largest share of a file's entities that V8 may not tell. @default 0.12 */
  readonly mostUnknown?: number;
};

export const builds: Readonly<Record<string, Build>> = {
  "types stripped by node": { main: "plain.ts", prepare: (folder, main) => [join(folder, "src", main)] },
  "types transformed by node": {
    main: "plain.ts",
    prepare: (folder, main) => ["--experimental-transform-types", join(folder, "src", main)],
  },
  "oxc for today's engines": { prepare: (folder, main) => built(folder, main, { isBundle: false }) },
  "oxc for ES2016": { prepare: (folder, main) => built(folder, main, { isBundle: false, target: "es2016" }) },
  "tsc for today's engines": {
    prepare: (folder, main) => compiled(folder, main, ["--target", "esnext", "--module", "nodenext"]),
  },
  "tsc for ES2017": {
    prepare: (folder, main) => compiled(folder, main, ["--target", "es2017", "--module", "nodenext"]),
    mostUnknown: 0.2,
  },
  "a bundle": { prepare: (folder, main) => built(folder, main, { isBundle: true }) },
  "a bundle for ES2016": {
    prepare: (folder, main) => built(folder, main, { isBundle: true, target: "es2016" }),
  },
  "a minified bundle": {
    prepare: (folder, main) => built(folder, main, { isBundle: true, minify: true }),
    mostUnknown: 0.3,
  },
};

function compiled(folder: string, main: string, options: readonly string[]): readonly string[] {
  const fixed =
    "--sourceMap --rewriteRelativeImportExtensions --experimentalDecorators --jsx react --jsxFactory h --ignoreConfig --skipLibCheck --noCheck";
  const tsc = join(import.meta.dirname, "../../../../node_modules/.bin/tsc");
  const files = suiteFiles.map((file) => join(folder, "src", file));
  const out = ["--outDir", join(folder, "dist"), "--rootDir", join(folder, "src")];
  execFileSync(tsc, [...fixed.split(" "), ...options, ...out, ...files], { cwd: folder });
  return [join(folder, "dist", main.replace(/ts$/, "js"))];
}

type BuildOptions = { readonly isBundle: boolean; readonly target?: string; readonly minify?: boolean };

async function built(
  folder: string,
  main: string,
  { isBundle, minify = false, target = "esnext" }: BuildOptions,
): Promise<readonly string[]> {
  const build = await rolldown({
    input: join(folder, "src", main),
    transform: { target, decorator: { legacy: true }, jsx: { runtime: "classic", pragma: "h" } },
    platform: "node",
    treeshake: false,
    onLog: () => {},
  });
  const dir = join(folder, "dist");
  await build.write({ dir, format: "esm", sourcemap: true, minify, preserveModules: !isBundle });
  return [join(dir, main.replace(/ts$/, "js"))];
}

/** Runs the suite under V8's coverage; answers the folder of its files. */
export async function runWithV8(folder: string, { prepare, main = "suite.ts" }: Build): Promise<string> {
  lay(folder);
  const call = await prepare(folder, main);
  run(call, { NODE_V8_COVERAGE: join(folder, "v8") });
  return join(folder, "v8");
}

/** Runs the suite as istanbul instruments it; answers its coverage by the names of the files. */
export async function runWithIstanbul(
  folder: string,
  main: string,
): Promise<ReadonlyMap<string, IstanbulCounts>> {
  lay(folder);
  for (const file of suiteFiles) {
    const parserPlugins = ["typescript", "decorators-legacy", ...(file.endsWith("x") ? ["jsx"] : [])];
    const instrumenter = createInstrumenter({ esModules: true, autoWrap: true, parserPlugins });
    const instrumented = instrumenter.instrumentSync(readFileSync(join(suite, `${file}.txt`), "utf8"), file);
    writeFileSync(join(folder, "src", file), instrumented);
  }
  const [entry] = await built(folder, main, { isBundle: true });
  const print = "process.stdout.write(JSON.stringify(globalThis.__coverage__))";
  writeFileSync(join(folder, "main.js"), `await import(${JSON.stringify(entry)}); ${print};`);
  const told = JSON.parse(run([join(folder, "main.js")], {})) as Record<string, IstanbulCounts>; // istanbul's own
  return new Map(Object.entries(told).map(([path, counts]) => [basename(path), counts]));
}

/** What node's test runner says of the same run, as lcov. */
export function runWithNodesReporter(folder: string, main: string): string {
  lay(folder);
  const call = ["--test", "--experimental-test-coverage", "--test-reporter=lcov", join(folder, "src", main)];
  return run(call, {});
}

export type IstanbulCounts = {
  readonly s: Readonly<Record<string, number>>;
  readonly f: Readonly<Record<string, number>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
};

function lay(folder: string): void {
  mkdirSync(join(folder, "src"));
  for (const file of suiteFiles) copyFileSync(join(suite, `${file}.txt`), join(folder, "src", file));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
}

export function run(call: readonly string[], env: Readonly<Record<string, string>>): string {
  return execFileSync(process.execPath, [...call], {
    env: { ...env, NODE_NO_WARNINGS: "1" },
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
  });
}
