import type {
  Attachment,
  FileCoverage,
  Finding,
  LineTestsEvidence,
  Origin,
  PackageRef,
  PathMapping,
  RepoTree,
  TestCase,
} from "@tollgate/model";
import type { LookUp } from "../attachments/find-attachment.ts";
import { createAttachmentPlacer, mostOfRun } from "../attachments/place-attachments.ts";
import { placeLineTests } from "../line-tests/place-line-tests.ts";
import type { RawProblem, RawTest } from "../reader.ts";
import type { Records } from "../records.ts";
import { cleanPath, folderOf } from "./clean-path.ts";
import { type DroppedPath, droppedProblems, unplacedFindings, unplacedLines } from "./dropped-paths.ts";
import { placeFindings, spellingsOf } from "./place-findings.ts";
import type { PathResolver, ResolvedPath } from "./resolve-paths.ts";
import { rootShortener, rootsOf } from "./shorten-roots.ts";
import { sourceRootPlacer } from "./source-root.ts";
import { uniteFiles } from "./unite-files.ts";
import { unstableNames } from "./unstable-names.ts";

export type PlaceContext = {
  readonly resolver: PathResolver | undefined;
  readonly packageAt: (path: string) => PackageRef | undefined;
  readonly tree: RepoTree | undefined;
  readonly reportPath: string;
  readonly mappings: readonly PathMapping[];
  readonly lookUp: LookUp | undefined;
  /** Whether a file, by its path below the root, is to be left out. @default none is */
  readonly isLeftOut?: (path: string) => boolean;
};

export type PlacedRecords = {
  readonly cases: readonly TestCase[];
  readonly files: readonly FileCoverage[];
  readonly findings: readonly Finding[];
  /** Of suites and the run. */
  readonly attachments: readonly Attachment[];
  readonly lineTests: LineTestsEvidence;
  readonly problems: readonly RawProblem[];
};

/** Gives the records of one report their repository-relative paths and their packages. */
export function placeRecords(records: Records, origin: Origin, context: PlaceContext): PlacedRecords {
  const spellings = new Set<string>();
  for (const test of records.tests) if (test.file !== undefined) spellings.add(test.file);
  for (const file of records.files) spellings.add(file.path);
  for (const finding of records.findings) for (const file of spellingsOf(finding)) spellings.add(file);
  for (const told of records.lineTests) spellings.add(told.path);
  const reportFolder = folderOf(context.reportPath);
  const packageFolder = context.tree?.packages.find(({ name }) => name === origin.package)?.dir ?? "";
  const resolved = context.resolver?.resolve(spellings, {
    reportFolder,
    packageFolder,
  });
  const owner = (path: string): string => context.packageAt(path)?.name ?? origin.package;

  const placeInRoot = sourceRootPlacer(context.resolver, context.mappings, reportFolder);

  const problems: RawProblem[] = [];
  const placed: FileCoverage[] = [];
  const dropped: DroppedPath[] = [];
  for (const { path: spelling, inSourceRoot, ...file } of records.files) {
    const told = resolved?.get(spelling) ?? { found: true, path: cleanPath(spelling) };
    const where = placeInRoot(told, spelling, inSourceRoot);
    if (context.isLeftOut?.(where.found ? where.path : where.cleaned) === true) continue;
    if (where.found) placed.push({ ...file, path: where.path, package: owner(where.path) });
    else dropped.push({ spelling, where, isOfModule: (inSourceRoot?.modules.length ?? 0) > 0 });
  }
  problems.push(...droppedProblems(dropped, records.files, resolved));
  const files = uniteFiles(placed, (problem) => problems.push(problem));
  const saysPaths = records.tests.length > 0 || records.attachments.length > 0;
  const roots = saysPaths ? rootsOf(context.tree?.root, resolved ?? new Map()) : [];
  const shorten = rootShortener(roots, context.resolver);
  const homeOf = homes(origin, resolved, owner);
  const { lookUp, mappings, tree } = context;
  const placer = createAttachmentPlacer(
    lookUp === undefined || tree === undefined
      ? undefined
      : { lookUp, root: tree.root, mappings, reportFolder, packageFolder, foreignRoots: roots },
  );
  const cases = replaceEach(records.tests, (test) =>
    placer.placeTest(shorten(placeTest(test, homeOf(test.file)))),
  );
  const { findings, unplaced: unknownFiles } = placeFindings(records.findings, {
    resolved,
    owner,
    ranBy: origin.package,
  });
  problems.push(...unplacedFindings(unknownFiles));
  const attachments = placer.place(records.attachments, mostOfRun);
  problems.push(...unstableNames(cases), ...placer.problems());
  const { lineTests, unplaced } = placeLineTests(records.lineTests, (spelling) => {
    const where = resolved?.get(spelling) ?? { found: true, path: cleanPath(spelling) };
    return where.found ? { path: where.path, package: owner(where.path) } : undefined;
  });
  // A coverage report says itself which of its files are unknown.
  if (records.files.length === 0) problems.push(...unplacedLines(unplaced));
  return { cases, files, findings, lineTests, attachments, problems };
}

/** In place, so that a report of a million tests is not in memory twice. */
function replaceEach(tests: RawTest[], replace: (test: RawTest) => TestCase): readonly TestCase[] {
  const replaced: (RawTest | TestCase)[] = tests;
  for (const [i, test] of tests.entries()) replaced[i] = replace(test);
  return replaced as TestCase[]; // each of them was just replaced
}

/** Package and file of tests, by the spelling of their file: a report names the same files over and over. */
type Home = { readonly package: string; readonly file?: string };

function homes(
  origin: Origin,
  resolved: ReadonlyMap<string, ResolvedPath> | undefined,
  owner: (path: string) => string,
): (spelling: string | undefined) => Home {
  const known = new Map<string | undefined, Home>([[undefined, { package: origin.package }]]);
  let last: string | undefined;
  let lastHome = known.get(last)!;
  return (spelling) => {
    if (spelling === last) return lastHome;
    let home = known.get(spelling);
    if (home === undefined && spelling !== undefined) {
      home = homeAt(resolved?.get(spelling)) ?? { package: origin.package, file: cleanPath(spelling) };
      known.set(spelling, home);
    }
    last = spelling;
    lastHome = home!;
    return lastHome;
  };

  function homeAt(where: ResolvedPath | undefined): Home | undefined {
    if (where === undefined) return undefined;
    if (where.found) return { package: owner(where.path), file: where.path };
    if (where.below !== undefined) return { package: owner(where.below), file: where.below };
    // The spelling stays part of the identity: without it two tests of unknown files could fold into one.
    return { package: origin.package, file: where.cleaned };
  }
}

/**
 * The usual case where it is or in one literal, the others member by member: members added later need a second object
 * each, a spread costs four times as much, and a report may have a million tests.
 */
function placeTest(raw: RawTest, { package: owner, file }: Home): TestCase {
  const { suite, name, status, details, durationUs } = raw;
  const isUsual =
    raw.environment === undefined &&
    raw.line === undefined &&
    raw.earlier === undefined &&
    raw.tryOf === undefined &&
    raw.attachments === undefined &&
    raw.annotations === undefined;
  if (isUsual && file !== undefined && durationUs !== undefined) {
    if ("package" in raw && raw.entries === undefined) return complete(raw, owner, file);
    return { package: owner, suite, name, status, details, file, durationUs };
  }
  const test: Writable = {
    package: owner,
    suite,
    name,
    status,
    details,
  };
  if (file !== undefined) test.file = file;
  if (raw.environment !== undefined) test.environment = raw.environment;
  if (raw.line !== undefined) test.line = raw.line;
  if (durationUs !== undefined) test.durationUs = durationUs;
  if (raw.attachments !== undefined) test.attachments = raw.attachments;
  if (raw.annotations !== undefined) test.annotations = raw.annotations;
  if (raw.earlier !== undefined) test.earlier = raw.earlier;
  if (raw.tryOf !== undefined) test.tryOf = raw.tryOf;
  return test;
}

type Writable = { -readonly [M in keyof TestCase]: TestCase[M] };

type Completed = Omit<RawTest, "package" | "file"> & { package?: string | undefined; file?: string };

/** Nobody else has the test any more: its reader made it for this. */
function complete(test: Completed, owner: string, file: string): TestCase {
  test.package = owner;
  test.file = file;
  return test as TestCase; // with these two it is one
}
