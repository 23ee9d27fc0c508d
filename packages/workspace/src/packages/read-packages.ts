import { posix } from "node:path";
import { compareText, type PackageRef, type Problem, type RepoPath } from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { cargoMembers } from "./cargo.ts";
import { goMembers } from "./go.ts";
import { javascriptMembers } from "./javascript.ts";
import { createManifests, type Member } from "./manifests.ts";
import { mavenMembers } from "./maven.ts";
import { pythonMembers } from "./python.ts";

/**
 * The members of the workspace, sorted by folder, each name once. The root is always among them: it owns what no
 * other package does.
 */
export async function readPackages(
  root: string,
  files: readonly RepoPath[],
  env: WorkspaceEnvironment["env"],
): Promise<{ readonly packages: readonly PackageRef[]; readonly problems: readonly Problem[] }> {
  const manifests = createManifests(root, files);
  const members = [
    ...(await javascriptMembers(manifests)),
    ...(await pythonMembers(manifests)),
    ...(await cargoMembers(manifests)),
    ...goMembers(manifests),
    ...(await mavenMembers(manifests)),
  ];
  const problems = [...manifests.problems];
  const packages = nameEach([...unite(members).values()], rootName(root, env), problems);
  return { packages, problems };
}

/** One member a folder; where several manifests lie together, the first that names the package does. */
function unite(members: readonly Member[]): ReadonlyMap<RepoPath, Member> {
  const byFolder = new Map<RepoPath, Member>([["", { dir: "" }]]);
  for (const member of members) byFolder.set(member.dir, { ...member, ...byFolder.get(member.dir) });
  return byFolder;
}

/** The folder of a checkout has another name on every machine, so where CI knows the repository's name, that is it. */
function rootName(root: string, env: WorkspaceEnvironment["env"]): string {
  return posix.basename(env["GITHUB_REPOSITORY"] ?? "") || posix.basename(root) || "root";
}

function nameEach(members: readonly Member[], rootName: string, problems: Problem[]): readonly PackageRef[] {
  const owners = new Map<string, RepoPath>();
  const packages: PackageRef[] = [];
  for (const { dir, name, scripts } of [...members].sort((a, b) => compareText(a.dir, b.dir))) {
    const wanted = name ?? (dir === "" ? rootName : posix.basename(dir));
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
