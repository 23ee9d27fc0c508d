import {
  type ChangeSet,
  type Disappearance,
  type DisappearedTest,
  fullTitle,
  type MergedCase,
  type RepoPath,
  type TestName,
} from "@tollgate/model";

/** What became of tests of the base that are not here, as far as the change and the other tests tell. */
export function disappearedTests(
  gone: readonly MergedCase[],
  tests: readonly MergedCase[],
  changes: ChangeSet | object,
): readonly DisappearedTest[] {
  if (gone.length === 0) return [];
  const touched = touchedFiles(changes);
  const ran = new Set(tests.flatMap((test) => [cellKey(test), fileKey(test, test.file)]));
  const why = (test: MergedCase): Disappearance => {
    const fate = test.file === undefined ? undefined : touched.get(test.file);
    if (fate === undefined) return "not-run";
    if (fate === "deleted") return "file-deleted";
    return ran.has(cellKey(test)) || ran.has(fileKey(test, fate.path)) ? "removed" : "not-run";
  };
  return gone.map((test) => ({
    ...testName(test),
    kind: test.kind,
    ...(test.environment === undefined ? {} : { environment: test.environment }),
    ...(test.occurrence === 1 ? {} : { occurrence: test.occurrence }),
    status: test.status,
    why: why(test),
  }));
}

/** How people refer to a test. */
export function testName(test: MergedCase): TestName {
  const { package: owner, file } = test;
  return { package: owner, ...(file === undefined ? {} : { file }), title: fullTitle(test) };
}

/** By the path on the base: files that the change deletes, and where those are that it edits or moves. */
function touchedFiles(
  changes: ChangeSet | object,
): ReadonlyMap<RepoPath, "deleted" | { readonly path: RepoPath }> {
  const files = "files" in changes ? changes.files : [];
  return new Map(
    files
      .filter(({ change }) => change !== "added" && change !== "copied")
      .map(({ change, path, oldPath = path }) => [oldPath, change === "deleted" ? change : { path }]),
  );
}

function cellKey({ package: owner, kind }: MergedCase): string {
  return `${owner}\0${kind}`;
}

function fileKey({ kind }: MergedCase, file: RepoPath | undefined): string {
  return `${kind}\0\0${file ?? ""}`;
}
