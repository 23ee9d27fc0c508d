import type { RepoPath } from "@tollgate/model";
import picomatch from "picomatch";

/**
 * Which folders the globs of a workspace mean, as pnpm, npm, yarn and bun read them: relative to the workspace's
 * folder, `!` takes away whatever its position.
 */
export function matchMembers(
  base: RepoPath,
  globs: readonly string[],
  folders: readonly RepoPath[],
): readonly RepoPath[] {
  const cleaned = globs.map((glob) => glob.trim()).filter((glob) => glob !== "" && glob.length < maxLength);
  const included = compile(cleaned.filter((glob) => !glob.startsWith("!")));
  const excluded = compile(cleaned.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1)));
  return folders.filter((folder) => {
    const inside = relativeTo(base, folder);
    return inside !== undefined && included(inside) && !excluded(inside);
  });
}

/** The matcher throws at 65,536. */
const maxLength = 4096;

/** Globs name folders; matching a file in them gives `**` and `a/**` the meaning that package managers give them. */
function compile(globs: readonly string[]): (folder: RepoPath) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch(globs.map((glob) => `${glob.replace(/^\.\//, "").replace(/\/+$/, "")}/_`));
  return (folder) => matches(`${folder}/_`);
}

function relativeTo(base: RepoPath, folder: RepoPath): RepoPath | undefined {
  if (base === "") return folder === "" ? undefined : folder;
  return folder.startsWith(`${base}/`) ? folder.slice(base.length + 1) : undefined;
}
