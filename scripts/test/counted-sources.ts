import { globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { FileCoverageData } from "istanbul-lib-coverage";
import { addCounts, type CountedSource, countSource } from "./count-source.ts";

/**
 * Coverage of our own tests. Each source is given its counters once for all kinds of tests; every process leaves the
 * counts of what it loaded in a folder: `TOLLGATE_COUNTS`.
 */
const root = resolve(import.meta.dirname, "../..");
const sources = join(root, "node_modules/.cache/tollgate-counted");

/** Forgets the sources of an earlier run. */
export function forgetSources(): void {
  rmSync(sources, { recursive: true, force: true });
}

/** The source at an absolute path with its counters; undefined for what is not counted. */
export function countedSource(path: string): CountedSource | undefined {
  const name = relative(root, path).split(sep).join("/");
  if (!counted.test(name)) return undefined;
  const kept = join(sources, `${name}.json`);
  try {
    return JSON.parse(readFileSync(kept, "utf8"));
  } catch {
    const source = countSource(readFileSync(path, "utf8"), path);
    mkdirSync(dirname(kept), { recursive: true });
    // Another process may read it meanwhile.
    writeFileSync(`${kept}-${process.pid}`, JSON.stringify(source));
    renameSync(`${kept}-${process.pid}`, kept);
    return source;
  }
}

const counted = /^(?:packages\/(?!testkit\/)[a-z]+\/src|actions\/[a-z]+)\/(?:.*\/)?[^/]+(?<!\.test|\.d)\.ts$/;

/** Every source that is counted and that programs in Node, or pages in a browser, can load. */
export function sourcesIn(where: "node" | "browser"): readonly string[] {
  const app = "packages/site/src/app/";
  return globSync("{packages/*/src,actions}/**/*.ts", { cwd: root })
    .map((name) => name.split(sep).join("/"))
    .filter((name) => counted.test(name) && name.startsWith(app) === (where === "browser"))
    .map((name) => join(root, name))
    .sort();
}

/** Writes what processes left as a coverage-final.json; `reachable` is in it even where no process loaded it. */
export function writeCoverage(counts: string, reachable: readonly string[], report: string): void {
  const sums: Record<string, FileCoverageData> = {};
  for (const path of reachable) sums[path] = countedSource(path)!.file;
  for (const name of readdirSync(counts)) {
    const left = countsIn(join(counts, name));
    for (const [file, numbers] of Object.entries(left)) {
      sums[file] ??= countedSource(file)!.file;
      addCounts(sums[file], numbers);
    }
  }
  mkdirSync(dirname(report), { recursive: true });
  writeFileSync(report, JSON.stringify(sums));
}

/** A process that is killed while it writes its counts has not counted. */
function countsIn(path: string): Record<string, readonly number[]> {
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    process.stderr.write(`${path} is cut off: what that process ran does not count.\n`);
    return {};
  }
}
