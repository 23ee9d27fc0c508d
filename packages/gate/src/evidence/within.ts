import type { Kind, RepoPath, Report, Scope } from "@tollgate/model";
import picomatch from "picomatch";

/** What may belong to a scope. Absent members are unknown: they may be any. */
export type Item = {
  readonly package?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly path?: RepoPath | undefined;
};

/** Tells what belongs to a scope, or may belong to it. */
export function within({ owners }: Pick<Report, "owners">, scope: Scope): (item: Item) => boolean {
  const checks: ((item: Item) => boolean)[] = [];
  const { kind } = scope;
  if (kind !== undefined) checks.push((item) => item.kind === undefined || item.kind === kind);
  for (const names of [one(scope.package), scope.packages])
    if (names !== undefined)
      checks.push((item) => item.package === undefined || names.includes(item.package));
  for (const globs of [one(scope.path), scope.paths])
    if (globs !== undefined) {
      const matches = picomatch([...globs], { dot: true, nonegate: true });
      checks.push((item) => item.path === undefined || matches(item.path));
    }
  for (const names of [one(scope.owner), scope.owners])
    if (names !== undefined)
      checks.push(
        (item) =>
          item.path === undefined || (owners?.get(item.path) ?? []).some((owner) => names.includes(owner)),
      );
  return (item) => checks.every((check) => check(item));
}

/** True when the scope asks for the place of a file: then what has none only may belong to it. */
export function asksForPlace({ path, paths, owner, owners }: Scope): boolean {
  return path !== undefined || paths !== undefined || owner !== undefined || owners !== undefined;
}

function one<T>(value: T | undefined): readonly T[] | undefined {
  return value === undefined ? undefined : [value];
}
