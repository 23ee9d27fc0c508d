import { type PackageRef, packageFinder, type RepoPath } from "@tollgate/model";
import type { Snapshot, TurboFile } from "./snapshot.ts";
import { leavesResults } from "./test-script.ts";

/** A task by which turbo would run a script of a package. */
export type FoundTask = {
  readonly file: TurboFile;
  /** As it is written there: `test`, `@shop/api#test`, `//#test`. */
  readonly key: string;
  /** False for one that runs on: a watcher, a prompt. */
  readonly ends: boolean;
};

export interface TaskGraph {
  /** Whether turbo is what runs the tests of the package: its root has a task for tests. */
  runsTests(owner: PackageRef): boolean;
  find(owner: PackageRef, script: string): FoundTask | undefined;
}

type Root = TurboFile & { readonly dir: RepoPath };

/** The tasks of all packages, as turbo puts them together from the root's turbo.json and those of packages. */
export function createTaskGraph({ packages, turbo }: Snapshot): TaskGraph {
  const rootOf = packageFinder(packages.filter(({ dir }) => turbo.get(dir)?.extends.length === 0));
  const root = ({ dir }: PackageRef): Root | undefined => {
    const found = rootOf(dir);
    const file = found === undefined ? undefined : turbo.get(found.dir);
    return found === undefined || file === undefined ? undefined : { ...file, dir: found.dir };
  };
  const members = new Map<RepoPath, number>();
  for (const owner of packages) {
    const dir = root(owner)?.dir;
    if (dir !== undefined) members.set(dir, (members.get(dir) ?? 0) + 1);
  }
  return {
    runsTests(owner) {
      return [...(root(owner)?.tasks ?? [])].some(([name, ends]) => ends && leavesResults(name));
    },
    find(owner, script) {
      const top = root(owner);
      if (top === undefined) return undefined;
      const isRoot = owner.dir === top.dir;
      const own = isRoot ? undefined : findOwn(owner.dir, script, new Set());
      if (own !== undefined) return foundIn(own, script);
      // Of the root's scripts turbo runs only those of `//#` tasks, unless there is no other package.
      const plain = !isRoot || members.get(top.dir) === 1;
      const keys = [
        `${owner.name}#${script}`,
        ...(isRoot ? [`//#${script}`] : []),
        ...(plain ? [script] : []),
      ];
      const key = keys.find((candidate) => top.tasks.has(candidate));
      return key === undefined ? undefined : foundIn(top, key);
    },
  };

  /** In the package's turbo.json, or in that of a package that it extends. */
  function findOwn(dir: RepoPath, script: string, seen: Set<RepoPath>): TurboFile | undefined {
    const file = turbo.get(dir);
    if (file === undefined || file.extends.length === 0 || seen.has(dir)) return undefined;
    seen.add(dir);
    if (file.tasks.has(script)) return file;
    for (const name of file.extends) {
      const other = packages.find((candidate) => candidate.name === name);
      const found = other === undefined ? undefined : findOwn(other.dir, script, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function foundIn(file: TurboFile, key: string): FoundTask {
  return { file, key, ends: file.tasks.get(key) === true };
}
