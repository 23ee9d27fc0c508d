import type { ChangeSet, RepoPath } from "@tollgate/model";
import type { BaseFiles } from "../changed/base-files.ts";
import type { Fates } from "../changed/line-fates.ts";
import { createTouch, type Touch } from "../changed/touch.ts";

/** Where places of the head were on the base. */
export type BasePlaces = {
  /** `undefined` for a new file. */
  readonly pathOf: (path: RepoPath) => RepoPath | undefined;
  /** Lines of the base, mostly one; none for what is new; `undefined` where lines cannot be compared. */
  readonly linesOf: (path: RepoPath, line: number) => readonly BaseLine[] | undefined;
};

type BaseLine = { readonly path: RepoPath; readonly line: number };

/** Lines are compared in files that the base's report has as they were where head and base part. */
export function createBasePlaces(changes: ChangeSet | object, fates: Fates, files: BaseFiles): BasePlaces {
  const changed = "files" in changes ? new Map(changes.files.map((file) => [file.path, file])) : undefined;
  const touches = new Map<RepoPath, Touch>();
  return { pathOf, linesOf };

  function pathOf(path: RepoPath): RepoPath | undefined {
    const change = changed?.get(path);
    // What was copied is still there, with findings of its own.
    if (change?.change === "added" || change?.change === "copied") return undefined;
    return change?.oldPath ?? path;
  }

  function linesOf(path: RepoPath, line: number): readonly BaseLine[] | undefined {
    const basePath = pathOf(path);
    if (changed === undefined || !files.known) return undefined;
    if (basePath !== undefined && files.differing.has(basePath)) return undefined;
    const change = changed.get(path);
    if (change === undefined) return [{ path, line }];
    const touch = touches.get(path) ?? createTouch(change, fates.get(path));
    touches.set(path, touch);
    const before = touch.before(line);
    if (before === undefined || change.change === "copied") return [];
    return before.lines.map((at) => ({ path: before.path, line: at }));
  }
}
