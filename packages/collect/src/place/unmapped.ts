import { cleanPath, folderOf, isAbsolute } from "./clean-path.ts";
import type { ResolvedPath } from "./resolve-paths.ts";

/**
 * Tells whether a path that is not in the tree looks like a file of this repository: then its coverage is lost, and the
 * figures of the rest look better than they are. Relative paths do, paths below the checkout's root, and paths in a
 * folder from which other files of the report were found. Build outputs, dependencies and virtual modules do not.
 */
export function looksLikeOurs(
  resolved: ReadonlyMap<string, ResolvedPath>,
): (where: ResolvedPath & { readonly found: false }) => boolean {
  let folders: Set<string> | undefined;
  return ({ why, cleaned }) => {
    if (made.test(cleaned.replace(/^[A-Za-z]:/, "")) || generated.test(cleaned) || !/\.\w+$/.test(cleaned))
      return false;
    if (why === "not-in-tree") return true;
    folders ??= foldersOfFound(resolved);
    return folders.has(folderOf(cleaned)) && (isAbsolute(cleaned) || cleaned.startsWith("../"));
  };
}

function foldersOfFound(resolved: ReadonlyMap<string, ResolvedPath>): Set<string> {
  const folders = new Set<string>();
  for (const [spelling, { found }] of resolved) if (found) folders.add(folderOf(cleanPath(spelling)));
  folders.delete("");
  return folders;
}

/** Virtual modules and evaluated code have colons, brackets or NUL in their names. */
const made = /[\0:<>]|^\/(?:Program Files|Windows|usr|opt|lib|nix|Library|System)\//;

/** Folders and names of what tools write or fetch. A point in front hides a tool's own folder. */
const generated =
  /(?:^|\/)(?:node_modules|vendor|third_party|site-packages|dist|build|out|output|target|obj|bin|gen|generated|__generated__|\.[^./][^/]*)\/|[._-](?:g|gen|generated|pb|min|designer)\.\w+$/i;
