import { posix } from "node:path";
import { type PackageRef, packageFinder, type RepoPath } from "@tollgate/model";
import { createMentions } from "./mentions.ts";
import type { Snapshot } from "./snapshot.ts";

export type InputScopeOptions = {
  readonly snapshot: Snapshot;
  /** The text of a file, as far as it is worth to look for mentions of other packages. */
  readonly textOf: (path: RepoPath) => string | undefined;
};

/** What can be an input of a package's tests. */
export type InputScope = {
  /** Packages whose files are inputs; the root's are those outside any other package. Sorted by folder. */
  readonly packages: readonly PackageRef[];
  isInput(path: RepoPath): boolean;
};

/**
 * What the tests of a package can depend on in the repository: its folder, those of the packages that it or they declare,
 * mention or wait for in turbo.json, and every file outside any package (lockfile, configuration). Of a package without a
 * package.json nothing is known of its dependencies, so it is everything.
 */
export function createInputScopes({ snapshot, textOf }: InputScopeOptions): (owner: string) => InputScope {
  const { packages, manifests, files } = snapshot;
  const ownerOf = packageFinder(packages);
  const byName = new Map(packages.map((item) => [item.name, item]));
  const mentions = createMentions(packages);
  const filesOf = new Map<string, RepoPath[]>();
  for (const path of files) {
    const name = ownerOf(path)?.name ?? "";
    const known = filesOf.get(name);
    if (known === undefined) filesOf.set(name, [path]);
    else known.push(path);
  }
  // Which task waits for which is not told apart: each is an input of all.
  const needed = [...snapshot.turbo.values()]
    .flatMap(({ needs }) => [...needs])
    .flatMap((name) => byName.get(name) ?? []);
  const everything: InputScope = { packages, isInput: () => true };
  const direct = new Map<string, ReadonlySet<PackageRef>>();

  return (owner) => {
    const start = byName.get(owner);
    if (start === undefined || !manifests.has(start.dir) || start.dir === "") return everything;
    const inputs = closureOf(start);
    if ([...inputs].some(({ dir }) => dir === "")) return everything;
    const dirs = [...inputs].map(({ dir }) => dir);
    const inside = packages.filter(
      ({ dir }) => dir === "" || dirs.some((outer) => dir === outer || dir.startsWith(`${outer}/`)),
    );
    const names = new Set(inside.map(({ name }) => name));
    return {
      packages: inside,
      isInput(path) {
        const found = ownerOf(path);
        return found === undefined || names.has(found.name);
      },
    };
  };

  /** The root's own dependencies are used by configuration that every package may share. */
  function closureOf(start: PackageRef): ReadonlySet<PackageRef> {
    const root = byName.get(packages.find(({ dir }) => dir === "")?.name ?? "");
    const open = [start, ...(root === undefined ? [] : declaredBy(root)), ...needed];
    const closure = new Set<PackageRef>();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (closure.has(next)) continue;
      closure.add(next);
      open.push(...directOf(next));
    }
    return closure;
  }

  function directOf(item: PackageRef): ReadonlySet<PackageRef> {
    const known = direct.get(item.name);
    if (known !== undefined) return known;
    const found = new Set(declaredBy(item));
    for (const path of filesOf.get(item.name) ?? []) {
      const text = textOf(path);
      if (text === undefined) continue;
      for (const other of mentions(text, path)) found.add(other);
    }
    direct.set(item.name, found);
    return found;
  }

  function declaredBy({ dir }: PackageRef): readonly PackageRef[] {
    return [...(manifests.get(dir)?.dependencies ?? [])].flatMap(([name, spec]) => {
      const named = byName.get(name) ?? byName.get(aliased(spec) ?? "");
      const path = /^(?:file|link|portal|workspace):(\.{1,2}\/.*)$/.exec(spec)?.[1];
      const placed = path === undefined ? undefined : ownerOf(posix.join(dir, path));
      return [named, placed].filter((found) => found !== undefined);
    });
  }
}

/** `workspace:@shop/cart@*`, `npm:@shop/cart@1`. */
function aliased(spec: string): string | undefined {
  return /^(?:workspace|npm):(@?[^@\s]+)@/.exec(spec)?.[1];
}
