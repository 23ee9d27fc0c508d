import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Name of the innermost package around a folder that has one. */
export function packageName(folder: string): string | undefined {
  const name = nameIn(join(folder, "package.json"));
  const parent = dirname(folder);
  return name ?? (parent === folder ? undefined : packageName(parent));
}

function nameIn(path: string): string | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
    const name = manifest !== null && typeof manifest === "object" && "name" in manifest && manifest.name;
    return typeof name === "string" && name !== "" ? name : undefined;
  } catch {
    return undefined; // there is none, or the runner itself complains about it
  }
}
