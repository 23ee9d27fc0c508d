import { hash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Every file of a folder by its path with `/`, and the digest of its bytes. */
export function folderDigests(folder: string): ReadonlyMap<string, string> {
  const files = globSync("**/*", { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  return new Map(
    files
      .map((path) => path.replaceAll("\\", "/"))
      .sort()
      .map((path) => [path, hash("sha256", readFileSync(join(folder, path)))]),
  );
}

/** Files that are not the same in both, or are in one only. */
export function differingFiles(one: string, other: string): readonly string[] {
  const [left, right] = [folderDigests(one), folderDigests(other)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((path) => left.get(path) !== right.get(path));
}
