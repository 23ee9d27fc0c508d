import { type Dirent, globSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type AbsentEvidence, usageError } from "@tollgate/model";
import { bundleExtension } from "../bundles/bundle-file.ts";
import type { Environment } from "../environment.ts";
import { systemCodeOf } from "../outputs/replace-file.ts";
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
  if (stats?.isDirectory() === true) return bundlesBelow(cwd, name).toSorted();
  return stats === undefined ? globSync(name, { cwd }).sort() : [name];
}

/** What a shell's pattern finds: nothing whose name begins with a dot, and no link to a folder is followed. */
function bundlesBelow(cwd: string, folder: string): readonly string[] {
  const shown = listFolder(resolve(cwd, folder), folder).filter(({ name }) => !name.startsWith("."));
  return shown.flatMap((entry) => {
    const path = join(folder, entry.name);
    return [
      ...(entry.name.endsWith(bundleExtension) ? [path] : []),
      ...(entry.isDirectory() ? bundlesBelow(cwd, path) : []),
    ];
  });
}

function listFolder(absolute: string, shown: string): readonly Dirent[] {
  try {
    return readdirSync(absolute, { withFileTypes: true });
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    throw usageError(
      `The folder "${shown}" with the bundles cannot be listed (${code}).`,
      "Give the user that runs the gate permission to read it and all that is below.",
      error,
    );
  }
}

function nothingAt(name: string): AbsentEvidence {
  return {
    what: `every bundle at ${JSON.stringify(name)}`,
    because: "no file matches",
    remedy:
      "Check where the bundles were downloaded to or restored, and that the jobs before collected them.",
  };
}
