import type { Detail, TestCase } from "@tollgate/model";
import { cleanPath, isAbsolute } from "./clean-path.ts";
import type { PathResolver, ResolvedPath } from "./resolve-paths.ts";

/** Folders of this checkout and of the one in which the report was written (a cache may bring it here), with `/`. */
export function rootsOf(
  root: string | undefined,
  resolved: ReadonlyMap<string, ResolvedPath>,
): readonly string[] {
  const roots = new Set<string>();
  if (root !== undefined && root.length > 1) roots.add(`${cleanPath(root).replace(/\/$/, "")}/`);
  for (const [spelling, where] of resolved) {
    const path = cleanPath(spelling);
    const below = where.found ? where.path : where.below;
    if (below === undefined || !isAbsolute(path) || !path.endsWith(`/${below}`)) continue;
    const prefix = path.slice(0, -below.length);
    if (prefix.length > 2) roots.add(prefix);
  }
  return [...roots].sort();
}

/**
 * Takes the checkout's folder out of what a test says: what is left are paths that everybody who has the repository
 * can open, and the same test and the same failure have the same text on every machine.
 */
export function rootShortener(
  roots: readonly string[],
  resolver: PathResolver | undefined,
): (test: TestCase) => TestCase {
  if (roots.length === 0) return (test) => test;
  const shortTitles = titleShortener(roots, resolver);
  const shortDetails = (details: readonly Detail[]): readonly Detail[] =>
    details.map((detail) => shortDetail(detail, roots));
  return (placed) => {
    const test = shortTitles(placed);
    if (test.details.length === 0 && test.earlier === undefined) return test;
    return {
      ...test,
      details: shortDetails(test.details),
      ...(test.earlier === undefined
        ? {}
        : {
            earlier: test.earlier.map((attempt) => ({ ...attempt, details: shortDetails(attempt.details) })),
          }),
    };
  };
}

function shortDetail({ message, text, ...detail }: Detail, roots: readonly string[]): Detail {
  const short = (said: string): string =>
    roots.reduce((left, root) => left.replaceAll(`file://${root}`, "").replaceAll(root, ""), said);
  return {
    ...detail,
    ...(message === undefined ? {} : { message: short(message) }),
    ...(text === undefined ? {} : { text: short(text) }),
  };
}

/**
 * Titles are part of the identity, so of an absolute path in them only what names a file or folder of the repository,
 * or the test's own file, is made relative: `GET /app/users` stays what it is in a container whose checkout is `/app`.
 */
function titleShortener(
  roots: readonly string[],
  resolver: PathResolver | undefined,
): (test: TestCase) => TestCase {
  // Drive letters are spelled in both cases.
  const hints = roots.map((root) => root.replace(/^[A-Z]:/, ""));
  const mentionsRoot = (title: string): boolean => {
    // As every root has one, and hardly a title.
    if (!title.includes("/") && !title.includes("\\")) return false;
    const slashed = title.includes("\\") ? title.replaceAll("\\", "/") : title;
    return hints.some((hint) => slashed.includes(hint));
  };
  const short = (title: string, file = ""): string =>
    title.replace(pathInTitle, (spelling) => {
      const path = cleanPath(spelling);
      for (const root of roots) {
        const below = path.startsWith(root) ? path.slice(root.length) : "";
        if (below !== "" && (file.startsWith(below) || resolver?.has(below) === true)) return below;
      }
      return spelling;
    });
  let lastSuite: readonly string[] | undefined;
  let isMentionedInLast = false;
  return (test) => {
    const { name, suite, file } = test;
    // Readers share one array among the tests of a suite.
    if (suite !== lastSuite) isMentionedInLast = suite.some(mentionsRoot);
    lastSuite = suite;
    if (!isMentionedInLast && !mentionsRoot(name)) return test;
    return { ...test, name: short(name, file), suite: suite.map((title) => short(title, file)) };
  };
}

/** An absolute path or file URL, up to what does not belong to file names in running text. */
const pathInTitle =
  /(?<![\w.:/\\-])(?:file:\/\/)?(?:[\\/]{2}[?.][\\/])?(?:[A-Za-z]:)?[\\/][^\s"'`<>|*;,()]+/gi;
