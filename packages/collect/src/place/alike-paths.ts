import { compareText, type PathMapping, type RepoPath, type RepoTree } from "@tollgate/model";
import { applyMappings, cleanPath } from "./clean-path.ts";
import { createPathResolver, type PathBases, type PathResolver, type ResolvedPath } from "./resolve-paths.ts";

/**
 * Resolves paths as they are spelled, and those that lead nowhere without regard to case and to how accents are
 * composed: machines that see no difference there (macOS, Windows) let tools write either. Where git has two files that
 * differ in nothing else, neither is taken.
 */
export function createLenientResolver(tree: RepoTree, mappings: readonly PathMapping[]): PathResolver {
  const exact = createPathResolver(tree, mappings);
  let alike: Alike | undefined;
  return {
    endingWith: exact.endingWith,
    has: exact.has,
    resolve(spellings, bases) {
      const resolved = exact.resolve(spellings, bases);
      const lost = [...resolved].flatMap(([spelling, where]) => (isLost(where) ? [spelling] : []));
      if (lost.length === 0) return resolved;
      alike ??= createAlike(tree, mappings);
      const found = alike(lost, [...resolved.keys()], bases);
      return found.size === 0 ? resolved : new Map([...resolved, ...found]);
    },
  };
}

function isLost(where: ResolvedPath): boolean {
  return !where.found && where.why !== "ambiguous";
}

/** Finds what is lost of all spellings of a report: the others tell about foreign roots here, too. */
type Alike = (
  lost: readonly string[],
  all: readonly string[],
  bases: PathBases,
) => ReadonlyMap<string, ResolvedPath>;

function createAlike({ files, goModules, ...tree }: RepoTree, mappings: readonly PathMapping[]): Alike {
  const actual = new Map<string, RepoPath | undefined>();
  for (const file of files) actual.set(fold(file), actual.has(fold(file)) ? undefined : file);
  const known = [...actual].flatMap(([name, file]) => (file === undefined ? [] : [name])).sort(compareText);
  const names = new Set(known.map(nameOf));
  const modules = goModules?.map(({ path, dir }) => ({ path: fold(path), dir: fold(dir) }));
  const resolver = createPathResolver(
    {
      ...tree,
      root: fold(tree.root),
      files: known,
      ...(modules === undefined ? {} : { goModules: modules }),
    },
    [],
  );
  const alikeOf = (spelling: string): string => fold(applyMappings(cleanPath(spelling), mappings));
  return (lost, all, { reportFolder, packageFolder }) => {
    const found = new Map<string, ResolvedPath>();
    const candidates = lost.filter((spelling) => names.has(nameOf(alikeOf(spelling))));
    if (candidates.length === 0) return found;
    const bases = { reportFolder: fold(reportFolder), packageFolder: fold(packageFolder) };
    const resolved = resolver.resolve(all.map(alikeOf), bases);
    for (const spelling of candidates) {
      const where = resolved.get(alikeOf(spelling));
      if (where?.found === true) found.set(spelling, { found: true, path: actual.get(where.path)! });
    }
    return found;
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function fold(path: string): string {
  return path.normalize("NFC").toLowerCase();
}
