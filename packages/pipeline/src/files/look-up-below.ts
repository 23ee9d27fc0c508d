import { lstatSync, readlinkSync, realpathSync, type Stats } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { FoundFile, LookUp } from "@tollgate/collect";

/**
 * Looks for files below a folder without opening them. Links are followed by hand, so that what lies behind one that
 * leads out of the folder is not even looked at: paths come from reports, and reports may be hostile.
 */
export function lookUpBelow(root: string): LookUp {
  const roots = [root, ...realRoot(root)];
  const known = new Map<string, FoundFile>();
  return (path) => {
    const found = known.get(path) ?? walk(path.split("/"));
    known.set(path, found);
    return found;
  };

  function walk(parts: readonly string[], links = mostLinks): FoundFile {
    for (let length = 1; length <= parts.length; length++) {
      const at = join(root, ...parts.slice(0, length));
      const stats = statsOf(at);
      if (stats === undefined) return { state: "absent" };
      if (stats.isSymbolicLink()) {
        const target = targetOf(at);
        if (links === 0 || target === undefined) return { state: "absent" };
        const inside = partsBelow(target);
        return inside === undefined
          ? { state: "outside" }
          : walk([...inside, ...parts.slice(length)], links - 1);
      }
      if (length === parts.length)
        return stats.isFile() ? { state: "present", bytes: stats.size } : { state: "absent" };
      if (!stats.isDirectory()) return { state: "absent" };
    }
    return { state: "absent" };
  }

  /** Parts of an absolute path below the folder, under the name it is known by or its own. */
  function partsBelow(target: string): readonly string[] | undefined {
    for (const base of roots) {
      const inside = relative(base, target);
      if (!isAbsolute(inside) && inside !== ".." && !inside.startsWith(`..${sep}`))
        return inside === "" ? [] : inside.split(sep);
    }
    return undefined;
  }
}

/** As many as Linux follows. */
const mostLinks = 40;

function realRoot(root: string): readonly string[] {
  try {
    return [realpathSync(root)];
  } catch {
    return [];
  }
}

/** `undefined` where nothing is, or nothing that this user may see, or the name is none. */
function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** What is before the link's name is no link itself: it was looked at. */
function targetOf(link: string): string | undefined {
  try {
    return resolve(link, "..", readlinkSync(link));
  } catch {
    return undefined;
  }
}
