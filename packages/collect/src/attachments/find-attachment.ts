import { isRepoPath, type PathMapping, type RepoPath } from "@tollgate/model";
import { applyMappings, cleanPath, folderOf, isAbsolute, joinPaths, pathBelow } from "../place/clean-path.ts";
import { longestPath } from "./told-attachment.ts";

/** What is at a path below the repository's root. `outside`: a link leads out of it, so nobody looked. */
export type FoundFile =
  | { readonly state: "present"; readonly bytes: number }
  | { readonly state: "absent" | "outside" };

/** Looks at a path below the repository's root without opening it. */
export type LookUp = (path: RepoPath) => FoundFile;

/** Where the attachments of one report may lie. */
export type AttachmentPlaces = {
  readonly lookUp: LookUp;
  /** Absolute. */
  readonly root: string;
  readonly mappings: readonly PathMapping[];
  readonly reportFolder: RepoPath;
  readonly packageFolder: RepoPath;
  /** Folders of other checkouts or containers that stand for the root, with `/` at their ends. */
  readonly foreignRoots: readonly string[];
};

/** Where an attachment is. Its path is the repository's where it lies inside, else as written. */
export type FoundAttachment = FoundFile & { readonly path: string };

/**
 * Finds attachments by the rules for source files: mappings, below the root, then relative to the report's folder and
 * those around it, the package and the root; absolute paths of another machine by its root, else by the longest end
 * that is a file here. Files of tests are seldom tracked, so the workspace is asked and not the tree.
 */
export function createAttachmentFinder(places: AttachmentPlaces): (spelling: string) => FoundAttachment {
  const { lookUp, mappings } = places;
  const root = cleanPath(places.root).replace(/\/$/, "");
  const known = new Map<string, FoundAttachment>();
  const foreignRoots = new Set(places.foreignRoots);
  let searches = mostSearches;
  return (spelling) => {
    const found = known.get(spelling) ?? find(spelling);
    known.set(spelling, found);
    return found;
  };

  function find(spelling: string): FoundAttachment {
    if (spelling.length > longestPath) return { state: "absent", path: spelling };
    const cleaned = cleanPath(spelling);
    const path = applyMappings(cleaned, mappings);
    const inside = root === "" ? undefined : pathBelow(root, path);
    if (inside !== undefined) return firstOf([inside], spelling);
    if (!isAbsolute(path)) {
      const bases = path === cleaned ? basesOf(places) : ["", ...basesOf(places)];
      return firstOf(
        bases.map((base) => joinPaths(base, path)),
        spelling,
      );
    }
    return findForeign(path) ?? { state: "outside", path: spelling };
  }

  /** The first that is there; else the first that could be, as not there. */
  function firstOf(candidates: readonly string[], spelling: string): FoundAttachment {
    let missing: FoundAttachment | undefined;
    for (const path of new Set(candidates)) {
      if (!isRepoPath(path)) continue;
      const found = lookUp(path);
      if (found.state === "present") return { ...found, path };
      missing ??= found.state === "absent" ? { ...found, path } : { ...found, path: spelling };
    }
    return missing ?? { state: "outside", path: spelling };
  }

  function findForeign(path: string): FoundAttachment | undefined {
    for (const foreign of foreignRoots) {
      if (path.startsWith(foreign)) return firstOf([path.slice(foreign.length)], path);
    }
    if (searches-- <= 0) return undefined;
    const parts = path.split("/").slice(1, mostParts);
    for (let from = 0; from < parts.length - 1; from++) {
      const end = parts.slice(from).join("/");
      for (const base of new Set([places.packageFolder, ""])) {
        const found = firstOf([joinPaths(base, end)], path);
        if (found.state !== "present") continue;
        if (base === "") foreignRoots.add(path.slice(0, -end.length));
        return found;
      }
    }
    return undefined;
  }
}

/** A report whose paths lead nowhere must not cost a look for each end of each of them. */
const mostSearches = 200;

const mostParts = 40;

function basesOf({ reportFolder, packageFolder }: AttachmentPlaces): readonly string[] {
  const bases: string[] = [];
  for (let folder = reportFolder; folder !== ""; folder = folderOf(folder)) bases.push(folder);
  return [...bases, packageFolder, ""];
}
