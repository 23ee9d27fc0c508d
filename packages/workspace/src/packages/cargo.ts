import type { RepoPath } from "@tollgate/model";
import { at, entriesOf, stringsOf } from "@tollgate/model";
import { folderAt, type Manifests, type Member, nameFrom } from "./manifests.ts";
import { matchMembers } from "./member-globs.ts";

/** Parsed Cargo.toml files by folder; `undefined` where one is broken. */
type Crates = ReadonlyMap<RepoPath, unknown>;

/**
 * Crates: members of Cargo workspaces (listed, or reached by a path dependency, and not excluded), and crates outside
 * any workspace.
 */
export async function cargoMembers(manifests: Manifests): Promise<readonly Member[]> {
  const folders = manifests.foldersWith("Cargo.toml");
  if (folders.length === 0) return [];
  const { parse } = await import("smol-toml");
  const crates: Crates = new Map(
    folders.map((dir) => [dir, manifests.read(dir, "Cargo.toml", (text) => parse(text))]),
  );
  const reached = new Set<RepoPath>();
  for (const [dir, crate] of crates)
    for (const path of pathDependencies(crate)) reached.add(folderAt(dir, path));
  const members: Member[] = [];
  for (const [dir, crate] of crates) {
    if (crate !== undefined && at(crate, "package") === undefined) continue; // only a workspace
    if (isMember(dir, crates, reached)) members.push({ dir, ...nameFrom(at(crate, "package", "name")) });
  }
  return members;
}

/** Whether the nearest workspace above counts the folder among its own; a crate without a workspace stands alone. */
function isMember(dir: RepoPath, crates: Crates, reached: ReadonlySet<RepoPath>): boolean {
  if (at(crates.get(dir), "workspace") !== undefined) return true;
  for (let base = dir; base !== ""; ) {
    base = base.slice(0, Math.max(0, base.lastIndexOf("/")));
    const workspace = at(crates.get(base), "workspace");
    if (workspace === undefined) continue;
    const excluded = stringsOf(at(workspace, "exclude")).map((path) => folderAt(base, path));
    if (excluded.some((path) => dir === path || dir.startsWith(`${path}/`))) return false;
    return reached.has(dir) || matchMembers(base, stringsOf(at(workspace, "members")), [dir]).length > 0;
  }
  return true;
}

function pathDependencies(crate: unknown): readonly string[] {
  const targets = entriesOf(at(crate, "target")).map(([, target]) => target);
  const paths: unknown[] = [];
  for (const holder of [crate, at(crate, "workspace"), ...targets])
    for (const table of ["dependencies", "dev-dependencies", "build-dependencies"])
      for (const [, dependency] of entriesOf(at(holder, table))) paths.push(at(dependency, "path"));
  return stringsOf(paths);
}
