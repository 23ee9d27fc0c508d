import {
  isNoProduct,
  isTestTask,
  languageOf,
  type MergedCase,
  type MergedFile,
  type PackageRef,
  packageFinder,
  type RepoPath,
} from "@tollgate/model";

export type MeasuredFile = Pick<MergedFile, "path" | "package">;
export type KnownTest = Pick<MergedCase, "file" | "package">;

/**
 * Which files a coverage tool should have measured, by the package that should have: sources of a language
 * that is measured anywhere in the repository, in a package that is tested. No tests, no declarations, no generated
 * files, no tool configuration. Nothing is expected where nothing is measured at all: that is another answer.
 */
export function expectedFiles(
  coverage: readonly MeasuredFile[],
  tests: readonly KnownTest[],
  packages: readonly PackageRef[],
): (path: RepoPath) => string | undefined {
  const languages = new Set(coverage.map(({ path }) => familyOf(path)));
  const measured = new Set(coverage.map(({ package: owner }) => owner));
  const isTested = testedPackages(measured, tests, packages);
  const testFiles = new Set(tests.map(({ file }) => file));
  const packageAt = packageFinder(packages);
  const dirs = packages.map(({ dir }) => dir);
  return (path) => {
    const language = familyOf(path);
    if (language === undefined || !languages.has(language) || testFiles.has(path)) return undefined;
    const owner = packageAt(path);
    if (owner === undefined || !isTested(owner)) return undefined;
    // A package below `e2e/` or `fixtures/` is a test as a whole, unless it is measured itself.
    const roots = measured.has(owner.name) ? [owner.dir] : dirs.filter((dir) => isBelow(path, dir));
    return isNoProduct(path, owner.dir, roots) ? undefined : owner.name;
  };
}

/**
 * Packages that are measured, have tests, or have a script that runs tests. The root of a workspace with members is
 * one by evidence only: its `test` script starts those of the members, and what lies beside them (`scripts/`,
 * `bench/`) are tools that no test is meant to reach.
 */
function testedPackages(
  measured: ReadonlySet<string>,
  tests: readonly KnownTest[],
  packages: readonly PackageRef[],
): (owner: PackageRef) => boolean {
  const withTests = new Set(tests.map(({ package: owner }) => owner));
  return ({ name, dir, scripts }) => {
    if (measured.has(name) || withTests.has(name)) return true;
    return (dir !== "" || packages.length === 1) && scripts.some(runsTests);
  };
}

/** By its name: `test:unit`, `pretest`, `checkE2E`; not `publish:latest`. */
function runsTests(script: string): boolean {
  return isTestTask(script) || /(?<!la)test|e2e/i.test(script);
}

/** A language that is not listed is a family of its own, named by its ending. */
function familyOf(path: RepoPath): string | undefined {
  return languageOf(path) ?? /\.[^./]+$/.exec(path)?.[0].toLowerCase();
}

function isBelow(path: RepoPath, dir: RepoPath): boolean {
  return dir === "" || path.startsWith(`${dir}/`);
}
