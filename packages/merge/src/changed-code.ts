import type {
  ChangedCode,
  ChangedFile,
  ChangedFileCoverage,
  ChangeSet,
  CoverageMap,
  LineRange,
  MergedCase,
  MergedFile,
  PackageRef,
  RepoPath,
  UnmeasuredFile,
} from "@tollgate/model";
import { countLayout, extentsOf, lineHits, packageFinder } from "@tollgate/model";
import { countsOf } from "./tally.ts";

/**
 * Coverage of the added lines, or why it is unknown. Of a changed file that no report mentions the lines in
 * `executable` count, and none is nothing to measure; where it does not name the file, all lines but blank ones.
 */
export function changedCode(
  changes: ChangeSet | { readonly reason: string; readonly remedy: string },
  coverage: readonly MergedFile[],
  tests: readonly MergedCase[],
  packages: readonly PackageRef[],
  executable: ReadonlyMap<RepoPath, readonly number[]> = new Map(),
): ChangedCode {
  if (!("files" in changes)) return { known: false, ...changes };
  const measured = new Map(coverage.map((file) => [file.path, file]));
  const expects = measurable(coverage, tests, packages);
  const files: ChangedFileCoverage[] = [];
  const unmeasured: UnmeasuredFile[] = [];
  for (const change of changes.files) {
    if (change.change === "deleted" || change.content !== "text" || change.added.length === 0) continue;
    const file = measured.get(change.path);
    if (file !== undefined) files.push(changedFile(file, change));
    else {
      const owner = expects(change.path);
      const lines = countUnmeasured(change, executable.get(change.path));
      if (owner !== undefined && lines > 0) unmeasured.push({ path: change.path, package: owner, lines });
    }
  }
  return { known: true, files, unmeasured };
}

function countUnmeasured({ added, blank }: ChangedFile, executable: readonly number[] | undefined): number {
  if (executable !== undefined) return executable.filter((line) => isAdded(added, line)).length;
  return added.reduce((sum, [first, last]) => sum + last - first + 1, 0) - blank.length;
}

function changedFile(file: MergedFile, change: ChangedFile): ChangedFileCoverage {
  const touched = touchedLines(file.map, change);
  const within = (line: number, endLine: number): boolean => {
    if (line === endLine) return touched.has(line);
    return change.added.some(([first, last]) => first <= endLine && last >= line);
  };
  const layout = countLayout(file.map);
  const uncovered = [...lineHits(file.map, file.counts)]
    .filter(([line, hits]) => hits === 0 && touched.has(line))
    .map(([line]) => line);
  const uncoveredFunctions = file.map.functions
    .filter(
      (entity, i) =>
        file.counts[layout.functions + i] === 0 && within(entity.line, Math.max(entity.line, entity.endLine)),
    )
    .map(({ name, line }) => ({ name, line }));
  return {
    path: file.path,
    package: file.package,
    ...extentsOf(file.map, file.counts, file.mayConditions, within),
    uncovered: toRanges(uncovered.sort((a, b) => a - b)),
    uncoveredFunctions,
    byKind: file.byKind.map(({ kind }) => {
      const counts = countsOf(file, kind)!;
      return { kind, ...extentsOf(file.map, counts.counts, counts.mayConditions, within) };
    }),
  };
}

/**
 * Lines on which a statement starts and that are added, or whose statement spans several lines and an added one
 * is among them. A statement with others inside it (a function, a loop) does not speak for its inner lines.
 */
function touchedLines(map: CoverageMap, { added, blank }: ChangedFile): ReadonlySet<number> {
  const touched = new Set<number>();
  const empty = new Set(blank);
  const starts = new Set<number>();
  for (let i = 0; i < map.statements.length; i += 4) starts.add(map.statements[i]!);
  const sorted = [...starts].sort((a, b) => a - b);
  for (let i = 0; i < map.statements.length; i += 4) {
    const first = map.statements[i]!;
    const last = map.statements[i + 2]!;
    if (isAdded(added, first)) touched.add(first);
    if (last <= first || holdsAnother(sorted, first, last)) continue;
    for (let line = first + 1; line <= last; line++) {
      if (isAdded(added, line) && !empty.has(line)) touched.add(first);
    }
  }
  return touched;
}

/** Whether one of the ascending `starts` lies in (first, last]. */
function holdsAnother(starts: readonly number[], first: number, last: number): boolean {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= first) low = middle + 1;
    else high = middle;
  }
  return low < starts.length && starts[low]! <= last;
}

function isAdded(added: readonly LineRange[], line: number): boolean {
  return added.some(([first, last]) => first <= line && line <= last);
}

function toRanges(lines: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === line - 1) open[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}

/**
 * Which changed files a coverage tool should have measured, by the package that should have: sources in a measured
 * language that lie beside or below a measured file, or in a package that has tests and measured nothing. No tests,
 * no configuration, no declarations.
 */
function measurable(
  coverage: readonly MergedFile[],
  tests: readonly MergedCase[],
  packages: readonly PackageRef[],
): (path: string) => string | undefined {
  const measured = new Map<string, { readonly languages: Set<string>; readonly folders: Set<string> }>();
  const languages = new Set<string>();
  for (const { package: owner, path } of coverage) {
    const known = measured.get(owner) ?? { languages: new Set(), folders: new Set() };
    measured.set(owner, known);
    languages.add(extensionOf(path));
    known.languages.add(extensionOf(path));
    known.folders.add(folderOf(path));
  }
  const packageAt = packageFinder(packages);
  const testFiles = new Set(tests.map(({ file }) => file));
  const tested = new Set(tests.map(({ package: owner }) => owner));
  return (path) => {
    const language = extensionOf(path);
    if (testFiles.has(path) || notCode.test(path) || !languages.has(language)) return undefined;
    for (const [owner, known] of measured) {
      const isBeside = [...known.folders].some((folder) =>
        folder === "" ? !path.includes("/") : path.startsWith(`${folder}/`),
      );
      if (isBeside && known.languages.has(language)) return owner;
    }
    const owner = packageAt(path);
    if (owner === undefined || measured.has(owner.name)) return undefined;
    return tested.has(owner.name) || owner.scripts.some((name) => /^test\b/.test(name))
      ? owner.name
      : undefined;
  };
}

const notCode =
  /(?:^|\/)(?:__tests__|__mocks__|tests?|fixtures?|e2e|spec)\/|\.(?:test|spec|config|setup|stories|d)\.[^./]+$|(?:^|\/)test_[^/]+\.py$|_test\.go$/;

function extensionOf(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0] ?? "";
}

/** The folder of a measured file: a changed file beside or below one is of the same code. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
