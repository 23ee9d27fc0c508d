import type { PathMapping, RepoPath } from "@tollgate/model";
import type { InSourceRoot } from "../reader.ts";
import { besideReport } from "./beside-report.ts";
import { applyMappings, cleanPath } from "./clean-path.ts";
import type { PathResolver, ResolvedPath } from "./resolve-paths.ts";

type Placer = (told: ResolvedPath, spelling: string, at: InSourceRoot | undefined) => ResolvedPath;

/** Places paths from unknown source roots: where modules are told they decide, and not the report's folder; mappings first. */
export function sourceRootPlacer(
  resolver: Pick<PathResolver, "endingWith" | "has"> | undefined,
  mappings: readonly PathMapping[],
  reportFolder: RepoPath,
): Placer {
  const isMapped = (spelling: string): boolean => {
    const path = cleanPath(spelling);
    return applyMappings(path, mappings) !== path;
  };
  return (told, spelling, at) => {
    if (at === undefined || resolver === undefined) return told;
    if (told.found && (at.modules.length === 0 || isMapped(spelling))) return told;
    const path = findInSourceRoot(at, resolver, reportFolder);
    if (path !== undefined) return { found: true, path };
    const candidates = resolver.endingWith(at.path);
    if (candidates.length < 2) return told;
    return { found: false, why: "ambiguous", cleaned: spelling, candidates };
  };
}

/**
 * The file of the tree that a path from an unknown source root means. A module is a folder of its name; where none is
 * told, the one in which the report lies. Kotlin's folders may leave out the first packages, so there a file counts
 * that lies at the end of the path directly below a source root. `undefined` where that leaves none or several.
 */
export function findInSourceRoot(
  { modules, path }: InSourceRoot,
  { endingWith, has }: Pick<PathResolver, "endingWith" | "has">,
  reportFolder: RepoPath,
): RepoPath | undefined {
  for (const tail of tailsOf(path)) {
    const files = endingWith(tail).filter((file) => tail === path || isBelowRoot(file, tail));
    if (files.length === 0) continue;
    const own = modules.length > 0 ? inModules(files, modules, tail) : besideReport(files, reportFolder, has);
    return own.length === 1 ? own[0] : undefined;
  }
  return undefined;
}

/**
 * Those whose source root, in front of `tail`, lies in the modules. The innermost one must be a folder: an outer one may
 * hold the file of another module, too.
 */
function inModules(
  files: readonly RepoPath[],
  modules: readonly string[],
  tail: string,
): readonly RepoPath[] {
  const isIn = (file: RepoPath, module: string): boolean =>
    module !== "" && `/${file.slice(0, -tail.length)}`.includes(`/${module}/`);
  const [inner, ...outer] = modules.toReversed();
  let own = files.filter((file) => isIn(file, inner!));
  for (const module of outer) {
    const narrower = own.filter((file) => isIn(file, module));
    if (narrower.length > 0) own = narrower;
  }
  return own;
}

function* tailsOf(path: string): Iterable<string> {
  yield path;
  if (!path.endsWith(".kt")) return;
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
    yield path.slice(slash + 1);
}

function isBelowRoot(file: RepoPath, tail: string): boolean {
  return /(?:^|\/)(?:kotlin|java)\/$/.test(file.slice(0, -tail.length));
}
