import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Bundle, ChangeSet, RepoPath, RepoTree } from "@tollgate/model";

/**
 * Lines with code that runs, of changed JavaScript and TypeScript that no coverage in the bundle mentions: tools
 * leave files without any out of their reports. A file that cannot be read or parsed is not in the map. The parser is
 * loaded only when there is such a file.
 */
export async function readExecutableLines(
  tree: RepoTree,
  changes: ChangeSet,
  { evidence }: Bundle,
): Promise<ReadonlyMap<RepoPath, readonly number[]>> {
  const lines = new Map<RepoPath, readonly number[]>();
  const measured = new Set(evidence.flatMap(({ coverage }) => coverage?.files.map(({ path }) => path) ?? []));
  const candidates = candidatesOf(tree, changes).filter((path) => !measured.has(path));
  if (measured.size === 0 || candidates.length === 0) return lines;
  const { executableLines } = await import("@tollgate/source");
  for (const path of candidates) {
    const text = readText(tree.root, path);
    const found = text === undefined ? undefined : executableLines(text, path);
    if (found !== undefined) lines.set(path, found);
  }
  return lines;
}

function candidatesOf({ files }: RepoTree, changes: ChangeSet): readonly RepoPath[] {
  const known = new Set(files);
  return changes.files
    .filter(({ change, content, added }) => content === "text" && added.length > 0 && read.has(change))
    .map(({ path }) => path)
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && known.has(path));
}

const read = new Set<ChangeSet["files"][number]["change"]>(["added", "modified", "renamed", "copied"]);

/** 2 MiB: a larger file is generated. */
const maxBytes = 2 * 1024 * 1024;

/** The text of a file of the work tree; `undefined` for links, files behind links, large and unreadable ones. */
function readText(root: string, path: RepoPath): string | undefined {
  const file = join(root, path);
  try {
    const stats = lstatSync(file);
    if (!stats.isFile() || stats.size > maxBytes) return undefined;
    if (realpathSync(file) !== join(realpathSync(root), path)) return undefined;
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
