import type { MovedFile } from "@tollgate/merge";
import type { Bundle, Evidence, RepoPath, RepoTree } from "@tollgate/model";
import {
  readBaseFiles,
  readFilesSince,
  type UnknownChanges,
  type WorkspaceEnvironment,
} from "@tollgate/workspace";
import { countLines, otherLineEnd, readSourceText } from "./source-text.ts";

/** By the commit: where the files that were measured on it are in the judged text, or why that is not known. */
export type CommitShifts = ReadonlyMap<string, ReadonlyMap<RepoPath, MovedFile> | UnknownChanges>;

/**
 * For coverage that was measured on other commits than the judged one: what became of its files since. That of a dirty
 * checkout is of no text that git has.
 */
export function readShifts(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  { evidence }: Bundle,
  headSha: string | undefined,
): CommitShifts {
  const byCommit = new Map<string, Set<RepoPath>>();
  for (const item of evidence) {
    if (headSha === undefined || item.dirty === true || !isCoverageElsewhere(item, headSha)) continue;
    const paths = byCommit.get(item.commit) ?? new Set();
    byCommit.set(item.commit, paths);
    for (const { path } of item.coverage.files) paths.add(path);
  }
  return new Map(
    [...byCommit].map(([commit, paths]) => [commit, movesSince(environment, tree, commit, [...paths])]),
  );
}

/** Of another commit only coverage may be kept: that a test ran there does not say how it ends here. */
export function isCoverageElsewhere(
  item: Evidence,
  headSha: string,
): item is Evidence & Required<Pick<Evidence, "commit" | "coverage">> {
  const { commit, coverage, tests } = item;
  return commit !== undefined && commit !== headSha && coverage !== undefined && tests === undefined;
}

/** What became of files of a commit, as far as lines are told alike by git and by tools. */
export function movesSince(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  commit: string,
  paths: readonly RepoPath[],
): ReadonlyMap<RepoPath, MovedFile> | UnknownChanges {
  const since = readFilesSince(environment, tree, commit, paths);
  if ("reason" in since) return since;
  const changed = [...since].flatMap(([path, file]) => (typeof file === "string" ? [] : [path]));
  const texts = readBaseFiles({ ...environment, cwd: tree.root }, commit, changed);
  return new Map(
    [...since].map(([path, file]): [RepoPath, MovedFile] => {
      if (typeof file === "string") return [path, file];
      const before = texts.get(path)?.toString("utf8");
      const now = readSourceText(tree.root, file.path);
      // Tools number the lines of such texts otherwise than git does.
      const isPlain = [before, now].every((text) => text !== undefined && !otherLineEnd(path).test(text));
      if (before === undefined || !isPlain || file.content !== "text") return [path, "unknown"];
      return [path, { change: file, lines: countLines(before) }];
    }),
  );
}
