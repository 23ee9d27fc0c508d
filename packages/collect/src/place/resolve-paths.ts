import type { PathMapping, RepoPath, RepoTree } from "@tollgate/model";
import { afterFolder, belowFinder, foldersOf } from "./below-checkout.ts";
import { besideReport } from "./beside-report.ts";
import { applyMappings, cleanPath, folderOf, isAbsolute, joinPaths, pathBelow } from "./clean-path.ts";

/** Where the paths of one report may start. */
export type PathBases = {
  /** Folder of the report, below the repository's root. */
  readonly reportFolder: RepoPath;
  /** Folder of the package that ran the tool. */
  readonly packageFolder: RepoPath;
};

/** What became of one spelling. */
export type ResolvedPath =
  | { readonly found: true; readonly path: RepoPath }
  | {
      readonly found: false;
      readonly why: "not-in-tree" | "outside" | "ambiguous";
      readonly cleaned: string;
      /** Where it lies in the checkout that the report tells of, though git has no such file: made by a build. */
      readonly below?: RepoPath;
      readonly candidates: readonly RepoPath[];
    };

export interface PathResolver {
  /** Resolves all spellings of one report together: what one path tells about a foreign root helps the others. */
  resolve(spellings: Iterable<string>, bases: PathBases): ReadonlyMap<string, ResolvedPath>;
  /** Files of the tree whose paths end with all of this one. */
  endingWith(path: string): readonly RepoPath[];
  /** True for a file of the tree and for a folder that has one. */
  has(path: RepoPath): boolean;
}

/**
 * Makes the paths of reports repository-relative: mappings, then absolute below the root, then relative to the
 * report's folder, the package and the root, then import paths of the tree's Go modules, then the root of another machine's checkout, inferred from all
 * absolute paths of the report, then a unique suffix. More than one candidate is never decided by order or length.
 */
export function createPathResolver(tree: RepoTree, mappings: readonly PathMapping[]): PathResolver {
  const files = new Set(tree.files);
  const suffixes = new SuffixIndex(tree.files);
  const root = cleanPath(tree.root).replace(/\/$/, "");
  const folders = foldersOf(tree.files);
  const placeBelow = belowFinder(folders);
  /** Files below the root by their absolute spelling, which means the same in every report: shards name the same files. */
  const own = new Map<string, ResolvedPath>();
  // Of modules inside each other the inner one has the file.
  const modules = [...(tree.goModules ?? [])].sort((a, b) => b.path.length - a.path.length);

  const has = (path: RepoPath): boolean => files.has(path) || folders().has(path);

  return {
    endingWith: (path) => suffixes.endingWith(path),
    has,
    resolve(spellings, bases) {
      const result = new Map<string, ResolvedPath>();
      const foreign: { spelling: string; path: string }[] = [];
      for (const spelling of spellings) {
        if (result.has(spelling)) continue;
        const known = own.get(spelling);
        if (known !== undefined) {
          result.set(spelling, known);
          continue;
        }
        const path = applyMappings(cleanPath(spelling), mappings);
        const inside = pathBelow(root, path);
        if (inside !== undefined && files.has(inside)) {
          const found: ResolvedPath = { found: true, path: inside };
          own.set(spelling, found);
          result.set(spelling, found);
        } else if (isAbsolute(path)) foreign.push({ spelling, path });
        else {
          const relative = resolveRelative(path, bases);
          if (!relative.found && isImportPath(path) && goPath(path) === undefined)
            foreign.push({ spelling, path });
          else result.set(spelling, relative);
        }
      }
      resolveForeign(foreign, bases, result);
      return result;
    },
  };

  function resolveRelative(path: string, bases: PathBases): ResolvedPath {
    for (const base of basesOf(bases)) {
      const joined = joinPaths(base, path);
      if (files.has(joined)) return { found: true, path: joined };
    }
    const inModule = goPath(path);
    if (inModule !== undefined)
      return files.has(inModule) ? { found: true, path: inModule } : notInTree(path, inModule);
    if (path.startsWith("../") || isThirdParty(path))
      return { found: false, why: "outside", cleaned: path, candidates: [] };
    const candidates = suffixes.endingWith(path);
    if (candidates.length === 1) return { found: true, path: candidates[0]! };
    const own = candidates.filter((file) => isBelow(bases.packageFolder, file));
    if (bases.packageFolder !== "" && own.length === 1) return { found: true, path: own[0]! };
    const near = besideReport(candidates, bases.reportFolder, has);
    if (near.length === 1) return { found: true, path: near[0]! };
    if (candidates.length > 0) return { found: false, why: "ambiguous", cleaned: path, candidates };
    return notInTree(path, placeBelow(path, bases.packageFolder));
  }

  /** Where a file that is named by its import path lies, if it is of a module here. */
  function goPath(path: string): RepoPath | undefined {
    const module = modules.find((candidate) => path.startsWith(`${candidate.path}/`));
    return module === undefined ? undefined : joinPaths(module.dir, path.slice(module.path.length + 1));
  }

  function resolveForeign(
    foreign: readonly { spelling: string; path: string }[],
    bases: PathBases,
    result: Map<string, ResolvedPath>,
  ): void {
    const prefix = foreignRoot(
      foreign.map(({ path }) => path),
      suffixes,
    );
    for (const { spelling, path } of foreign) result.set(spelling, resolveAbsolute(path, prefix, bases));
  }

  function resolveAbsolute(path: string, prefix: string | undefined, bases: PathBases): ResolvedPath {
    const missing: ResolvedPath = { found: false, why: "outside", cleaned: path, candidates: [] };
    if (isThirdParty(path)) return missing;
    const own = pathBelow(root, path);
    if (own !== undefined) return notInTree(path, own);
    // A server's root may be the repository or the package.
    if (prefix === "" && path.startsWith("/")) return resolveRelative(path.slice(1), bases);
    const below = prefix === undefined ? undefined : pathBelow(prefix, path);
    if (below !== undefined) return files.has(below) ? { found: true, path: below } : notInTree(path, below);
    const inPackage = afterFolder(bases.packageFolder, path);
    return (
      withinPackage(path, bases) ?? (inPackage === undefined ? missing : { ...missing, below: inPackage })
    );
  }

  /** A container that holds only the package: `/app/src/x.ts` is `packages/api/src/x.ts`. */
  function withinPackage(path: string, bases: PathBases): ResolvedPath | undefined {
    const candidates = suffixes
      .sharingName(path)
      .filter((file) => isBelow(bases.packageFolder, file))
      .filter((file) => path.endsWith(`/${pathBelow(bases.packageFolder, file) ?? file}`));
    if (candidates.length === 1 && candidates[0]!.includes("/")) return { found: true, path: candidates[0]! };
    return candidates.length > 1 ? { found: false, why: "ambiguous", cleaned: path, candidates } : undefined;
  }
}

/** A path that begins with a host, as Go names the files of a module whose go.mod is not here. */
function isImportPath(path: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[^/]+\/./i.test(path);
}

function notInTree(cleaned: string, below: RepoPath): ResolvedPath {
  return { found: false, why: "not-in-tree", cleaned, below, candidates: [] };
}

/**
 * The root of the checkout that the absolute paths came from: the prefix that most of them agree on, counting
 * only tree paths with a folder in them (a file like `index.ts` at the root is a suffix of everything).
 */
function foreignRoot(paths: readonly string[], suffixes: SuffixIndex): string | undefined {
  const votes = new Map<string, number>();
  for (const path of paths) {
    for (const file of suffixes.sharingName(path)) {
      if (!file.includes("/") || !path.endsWith(`/${file}`)) continue;
      const prefix = path.slice(0, -file.length - 1);
      votes.set(prefix, (votes.get(prefix) ?? 0) + file.split("/").length);
    }
  }
  let best: string | undefined;
  for (const [prefix, count] of votes) {
    const most = best === undefined ? 0 : votes.get(best)!;
    if (count > most || (count === most && best !== undefined && prefix.length < best.length)) best = prefix;
  }
  return best;
}

class SuffixIndex {
  readonly #byName = new Map<string, RepoPath[]>();

  constructor(files: readonly RepoPath[]) {
    for (const file of files) {
      const name = file.slice(file.lastIndexOf("/") + 1);
      const known = this.#byName.get(name);
      if (known === undefined) this.#byName.set(name, [file]);
      else known.push(file);
    }
  }

  /** Tree paths with the same file name. */
  sharingName(path: string): readonly RepoPath[] {
    return this.#byName.get(path.slice(path.lastIndexOf("/") + 1)) ?? [];
  }

  /** Tree paths that end with all of `path`. */
  endingWith(path: string): readonly RepoPath[] {
    return this.sharingName(path).filter((file) => file === path || file.endsWith(`/${path}`));
  }
}

function* basesOf(bases: PathBases): Iterable<string> {
  yield bases.packageFolder;
  for (let folder = bases.reportFolder; folder !== ""; folder = folderOf(folder)) yield folder;
  yield "";
}

function isBelow(folder: string, path: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

function isThirdParty(path: string): boolean {
  return /(?:^|\/)node_modules\//.test(path);
}
