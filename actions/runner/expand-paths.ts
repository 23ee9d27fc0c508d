import { globSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";

export type ExpandOptions = {
  readonly cwd: string;
  /** What is taken of a folder; without it a folder stays as it is. */
  readonly inFolder?: string;
};

/** Files for paths and globs, in order. What matches nothing stays as it is written: whoever reads it says that it is not there. */
export function expandPaths(lines: readonly string[], { cwd, inFolder }: ExpandOptions): readonly string[] {
  const files = lines.flatMap((line) => {
    const pattern = inFolder !== undefined && isFolder(resolve(cwd, line)) ? `${line}/${inFolder}` : line;
    if (!/[*?[\]{}]/.test(pattern)) return [line];
    const found = globSync(pattern, { cwd, exclude: (path) => skipped.has(basename(path)) });
    return found.length === 0 ? [line] : found.sort();
  });
  return [...new Set(files)];
}

const skipped = new Set(["node_modules", ".git"]);

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
