import { globSync } from "node:fs";
import { basename } from "node:path";

/** Files for paths and globs, in order. What matches nothing stays as it is written: whoever reads it says that it is not there. */
export function expandPaths(lines: readonly string[], { cwd }: { readonly cwd: string }): readonly string[] {
  const files = lines.flatMap((line) => {
    if (!/[*?[\]{}]/.test(line)) return [line];
    const found = globSync(line, { cwd, exclude: (path) => skipped.has(basename(path)) });
    return found.length === 0 ? [line] : found.sort();
  });
  return [...new Set(files)];
}

const skipped = new Set(["node_modules", ".git"]);
