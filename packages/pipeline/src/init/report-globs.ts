import { compareText, type Kind, type PackageRef, type RepoPath } from "@tollgate/model";

/** A report that was found, and the kind that it was taken for. */
export type KnownReport = { readonly path: RepoPath; readonly kind: Kind };

/** Globs for the reports of one kind. */
export type KindGlobs = { readonly kind: Kind; readonly files: readonly RepoPath[] };

/**
 * Short globs that name the reports by kind: folders of several packages become `packages/*`, many files of one folder
 * become all files with that ending. Where the short ones would also take other files or mix kinds (`isExact` tells),
 * every file stands for itself.
 */
export function reportGlobs(
  reports: readonly KnownReport[],
  packages: readonly PackageRef[],
  isExact: (globs: readonly KindGlobs[]) => boolean,
): readonly KindGlobs[] {
  const short = byKind(reports, (paths) => joinPackages(joinFiles(paths), packages));
  return isExact(short) ? short : byKind(reports, (paths) => paths.map(literal));
}

function byKind(
  reports: readonly KnownReport[],
  globsOf: (paths: readonly RepoPath[]) => readonly RepoPath[],
): readonly KindGlobs[] {
  const kinds = [...new Set(reports.map(({ kind }) => kind))].sort(compareText);
  return kinds.map((kind) => {
    const paths = reports.filter((report) => report.kind === kind).map(({ path }) => path);
    return { kind, files: [...new Set(globsOf(paths))].sort(compareText) };
  });
}

/** From so many files of one folder and ending their names are taken for chance: `TEST-com.shop.Cart.xml`. */
const many = 4;

function joinFiles(paths: readonly RepoPath[]): readonly RepoPath[] {
  const groups = new Map<string, RepoPath[]>();
  for (const path of paths) {
    const key = `${folderOf(path)}*${endingOf(path)}`;
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined || group.length < many
      ? group.map(literal)
      : [`${literal(folderOf(first))}*${literal(endingOf(first))}`];
  });
}

/** The same files in several packages of one folder: `packages/*` instead of each. */
function joinPackages(globs: readonly RepoPath[], packages: readonly PackageRef[]): readonly RepoPath[] {
  const groups = new Map<string, RepoPath[]>();
  for (const glob of globs) {
    const key = inAnyPackage(glob, packages);
    groups.set(key, [...(groups.get(key) ?? []), glob]);
  }
  return [...groups].flatMap(([joined, group]) => (group.length > 1 ? [joined] : group));
}

function inAnyPackage(glob: RepoPath, packages: readonly PackageRef[]): RepoPath {
  const folders = packages.map(({ dir }) => literal(dir)).filter((dir) => glob.startsWith(`${dir}/`));
  const dir = folders.sort((a, b) => b.length - a.length)[0] ?? "";
  return dir.includes("/") ? `${folderOf(dir)}*${glob.slice(dir.length)}` : glob;
}

/** With its `/`. */
function folderOf(path: RepoPath): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function endingOf(path: RepoPath): string {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") ? path.slice(dot) : "";
}

/** What a glob would read as a pattern, and what a policy may not hold, stands as any one character. */
function literal(path: RepoPath): RepoPath {
  return path.replace(/[*?[\]{}()!+@|\\\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, "?");
}
