import { globSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { AbsentEvidence } from "@tollgate/model";
import { bundleExtension } from "../bundle-file.ts";
import type { Environment } from "../environment.ts";
import type { BundleFile, GatheredBundles } from "./gather-bundles.ts";

/** Bundles by path: files, folders with everything below them, and globs. One that names nothing is missing evidence. */
export function namedBundles({ cwd }: Environment, named: readonly string[]): GatheredBundles {
  const files = new Map<string, BundleFile>();
  const absent: AbsentEvidence[] = [];
  for (const name of named) {
    const found = pathsOf(cwd, name);
    if (found.length === 0) absent.push(nothingAt(name));
    for (const path of found)
      files.set(resolve(cwd, path), { path: resolve(cwd, path), shownAs: path.replaceAll("\\", "/") });
  }
  return { files: [...files.values()], problems: [], absent };
}

function pathsOf(cwd: string, name: string): readonly string[] {
  const stats = statSync(resolve(cwd, name), { throwIfNoEntry: false });
  if (stats?.isDirectory() === true)
    return globSync(`**/*${bundleExtension}`, { cwd: resolve(cwd, name) })
      .sort()
      .map((path) => join(name, path));
  return stats === undefined ? globSync(name, { cwd }).sort() : [name];
}

function nothingAt(name: string): AbsentEvidence {
  return {
    what: `every bundle at ${JSON.stringify(name)}`,
    because: "no file matches",
    remedy:
      "Check where the bundles were downloaded to or restored, and that the jobs before collected them.",
  };
}
