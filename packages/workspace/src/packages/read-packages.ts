import { posix } from "node:path";
import { compareText, type GoModule, type PackageRef, type Problem, type RepoPath } from "@tollgate/model";
import { cargoMembers } from "./cargo.ts";
import { goMembers } from "./go.ts";
import { javascriptMembers } from "./javascript.ts";
import { createManifests, type ManifestSource, type Member } from "./manifests.ts";
import { mavenMembers } from "./maven.ts";
import { pythonMembers } from "./python.ts";

/**
 * The members of the workspace, sorted by folder, each name once. The root is always among them: it owns what no
 * other package does. `repositoryName` (`owner/name`) is asked only for a root that no manifest names.
 */
export async function readPackages(
  source: ManifestSource,
  repositoryName: () => string | undefined,
): Promise<{
  readonly packages: readonly PackageRef[];
  readonly goModules: readonly GoModule[];
  readonly problems: readonly Problem[];
}> {
  const manifests = createManifests(source);
  const modules = goMembers(manifests);
  const members = [
    ...(await javascriptMembers(manifests)),
    ...(await pythonMembers(manifests)),
    ...(await cargoMembers(manifests)),
    ...modules,
    ...(await mavenMembers(manifests)),
  ];
  const problems = [...manifests.problems];
  const packages = nameEach(nameRoot([...unite(members).values()], repositoryName), problems);
  const goModules = modules.flatMap(({ name, dir }) => (name === undefined ? [] : [{ path: name, dir }]));
  return { packages, goModules, problems };
}

/** One member a folder; where several manifests lie together, the first that names the package does. */
function unite(members: readonly Member[]): ReadonlyMap<RepoPath, Member> {
  const byFolder = new Map<RepoPath, Member>([["", { dir: "" }]]);
  for (const member of members) byFolder.set(member.dir, { ...member, ...byFolder.get(member.dir) });
  return byFolder;
}

/**
 * Names the root where no manifest does: by the repository, else `root`. Not by its folder, which has another name in
 * every checkout, and never by a name that a package already has.
 */
function nameRoot(members: readonly Member[], repositoryName: () => string | undefined): readonly Member[] {
  const taken = new Set(members.map(({ dir, name }) => name ?? posix.basename(dir)));
  return members.map((member) => {
    if (member.dir !== "" || member.name !== undefined) return member;
    const wanted = [posix.basename(repositoryName() ?? ""), "root"];
    return { ...member, name: wanted.find((name) => name !== "" && !taken.has(name)) ?? "(root)" };
  });
}

function nameEach(members: readonly Member[], problems: Problem[]): readonly PackageRef[] {
  const owners = new Map<string, RepoPath>();
  const packages: PackageRef[] = [];
  for (const { dir, name, scripts } of [...members].sort((a, b) => compareText(a.dir, b.dir))) {
    const wanted = name ?? posix.basename(dir);
    const owner = owners.get(wanted);
    if (owner !== undefined && name !== undefined) problems.push(sameName(name, owner, dir));
    const unique = owner === undefined ? wanted : `${wanted} (${dir})`;
    owners.set(unique, dir);
    packages.push({ name: unique, dir, scripts: scripts ?? [] });
  }
  return packages;
}

function sameName(name: string, first: RepoPath, second: RepoPath): Problem {
  return {
    code: "ambiguous-identity",
    severity: "info",
    message: `The packages in "${first || "."}" and "${second}" are both called ${name}; the second is shown as "${name} (${second})".`,
    remedy: "Give each package a name of its own.",
    path: second,
  };
}
