import { readSnapshot, type Snapshot } from "../expect/snapshot.ts";
import type { ManifestSource } from "../packages/manifests.ts";
import { readPackages } from "../packages/read-packages.ts";

/** What a repository with these files says. Objects are written as JSON. */
export async function snapshotOf(files: Readonly<Record<string, string | object>>): Promise<Snapshot> {
  const texts = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === "string" ? content : JSON.stringify(content, null, 2),
    ]),
  );
  const source: ManifestSource = {
    files: [...texts.keys()].sort(),
    read(path) {
      const text = texts.get(path);
      return text === undefined ? "gone" : { text };
    },
  };
  return readSnapshot(source, (await readPackages(source, () => undefined)).packages);
}
