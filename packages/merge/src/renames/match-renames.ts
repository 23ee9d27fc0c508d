import { type ChangeSet, fullTitle, type MergedCase, type RepoPath, steadyTitle } from "@tollgate/model";
import { caseKey } from "../tellings.ts";
import { findGaps } from "./find-gaps.ts";

/**
 * For each test of now that the base does not have: the test of the base that it was. Evidence is tried from the
 * strongest to the weakest, and only what fits one test on each side is a match: what may be several tests stays one
 * test gone and another one added. No test of the base is matched twice.
 */
export function matchRenames(
  before: readonly MergedCase[],
  now: readonly MergedCase[],
  movedTo: ReadonlyMap<RepoPath, RepoPath>,
): ReadonlyMap<MergedCase, MergedCase> {
  const fileNow = ({ file = "" }: MergedCase): RepoPath => movedTo.get(file) ?? file;
  let gone = withoutPartner(before, now, fileNow);
  let added = withoutPartner(now, before, ({ file = "" }) => file);
  const matches = new Map<MergedCase, MergedCase>();
  if (gone.length === 0 || added.length === 0) return matches;
  const gaps = findGaps(before, now, fileNow);
  for (const sign of [...signatures, ({ test }: Candidate) => gaps.get(test)]) {
    const olds = uniqueBy(gone, sign);
    const news = uniqueBy(added, sign);
    const used = new Set<Candidate>();
    for (const [key, fresh] of news) {
      const old = olds.get(key);
      if (old === undefined || fresh === undefined) continue;
      matches.set(fresh.test, old.test);
      used.add(old).add(fresh);
    }
    gone = gone.filter((candidate) => !used.has(candidate));
    added = added.filter((candidate) => !used.has(candidate));
  }
  return matches;
}

/** Old path to new path of the files that git calls renamed; none where the changes are unknown. */
export function renamedFiles(changes: ChangeSet | object): ReadonlyMap<RepoPath, RepoPath> {
  const files = "files" in changes ? changes.files : [];
  return new Map(
    files.flatMap(({ change, oldPath, path }) =>
      change === "renamed" && oldPath !== undefined ? [[oldPath, path] as const] : [],
    ),
  );
}

/** A test without a partner, with its file by the path that it has now. */
type Candidate = { readonly test: MergedCase; readonly file: RepoPath };

function withoutPartner(
  tests: readonly MergedCase[],
  others: readonly MergedCase[],
  fileOf: (test: MergedCase) => RepoPath,
): readonly Candidate[] {
  const known = new Set(others.map(caseKey));
  return tests.filter((test) => !known.has(caseKey(test))).map((test) => ({ test, file: fileOf(test) }));
}

/** What two names of one test have in common; `undefined` for a test of which this says nothing. */
type Signature = (candidate: Candidate) => string | undefined;

/** From the strongest evidence to the weakest. */
const signatures: readonly Signature[] = [
  // The same title in the same file, or where git says that the file went: its package has another name.
  ({ test, file }) => (file === "" ? undefined : keyOf(test, file, fullTitle(test))),
  // The same title in another file of the package, or in a file of that name elsewhere.
  ({ test }) => keyOf(test, test.package, fullTitle(test)),
  ({ test, file }) => (file === "" ? undefined : keyOf(test, fileName(file), fullTitle(test))),
  // The same title but for what is another in every run.
  ({ test, file }) => {
    const title = fullTitle(test);
    const steady = steadyTitle(title);
    return steady === title ? undefined : keyOf(test, test.package, file, steady);
  },
  // Another name on the same line of the same suite, and the same name in a suite of another name.
  ({ test, file }) =>
    file === "" || test.line === undefined ? undefined : keyOf(test, file, ...test.suite, `:${test.line}`),
  ({ test, file }) => (file === "" || test.suite.length === 0 ? undefined : keyOf(test, file, test.name)),
];

function keyOf({ kind, environment = "", occurrence }: MergedCase, ...parts: readonly string[]): string {
  return [kind, environment, occurrence, ...parts].join("\0");
}

function fileName(path: RepoPath): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The only candidate of each key; `undefined` where there are several. */
function uniqueBy(candidates: readonly Candidate[], sign: Signature): Map<string, Candidate | undefined> {
  const found = new Map<string, Candidate | undefined>();
  for (const candidate of candidates) {
    const key = sign(candidate);
    if (key !== undefined) found.set(key, found.has(key) ? undefined : candidate);
  }
  return found;
}
