import type { RepoPath } from "@tollgate/model";
import { at, entriesOf, stringsOf } from "@tollgate/model";
import { type Manifests, type Member, nameFrom, parseJsonObject } from "./manifests.ts";
import { matchMembers } from "./member-globs.ts";
import { plainPackages } from "./plain-yaml.ts";

/**
 * Members of pnpm, npm, yarn, bun and Nx workspaces, and packages that stand alone. What lies inside a package and
 * is no member (fixtures, templates, examples with a workspace of their own) belongs to that package.
 */
export async function javascriptMembers(manifests: Manifests): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const root of outermost(manifests)) {
    const { member, workspaces } = readPackage(manifests, root);
    members.push(member);
    const globs = (await pnpmPackages(manifests, root)) ?? workspaces;
    for (const dir of matchMembers(root, globs, manifests.foldersWith("package.json")))
      members.push(readPackage(manifests, dir).member);
    if (manifests.has(root, "nx.json")) members.push(...nxProjects(manifests, root));
  }
  return members;
}

function outermost(manifests: Manifests): readonly RepoPath[] {
  const folders = new Set([
    ...manifests.foldersWith("package.json"),
    ...manifests.foldersWith("pnpm-workspace.yaml"),
    ...manifests.foldersWith("nx.json"),
  ]);
  return [...folders].filter((folder) => !ancestorsOf(folder).some((ancestor) => folders.has(ancestor)));
}

/** Folders above, the root last; the root has none. */
function ancestorsOf(folder: RepoPath): readonly RepoPath[] {
  const ancestors: RepoPath[] = [];
  for (let rest = folder; rest !== ""; ) {
    rest = rest.slice(0, Math.max(0, rest.lastIndexOf("/")));
    ancestors.push(rest);
  }
  return ancestors;
}

type Package = { readonly member: Member; readonly workspaces: readonly string[] };

function readPackage(manifests: Manifests, dir: RepoPath): Package {
  const known = manifests.read(dir, "package.json", (text): Package => {
    const manifest = parseJsonObject(text);
    const workspaces = at(manifest, "workspaces");
    return {
      member: {
        dir,
        ...nameFrom(at(manifest, "name")),
        scripts: entriesOf(at(manifest, "scripts")).map(([name]) => name),
      },
      // A list, or yarn's and bun's object with the list in `packages`.
      workspaces: stringsOf(Array.isArray(workspaces) ? workspaces : at(workspaces, "packages")),
    };
  });
  return known ?? { member: { dir }, workspaces: [] };
}

/** The globs of pnpm-workspace.yaml; `undefined` when it has none, as where it only holds settings. */
async function pnpmPackages(manifests: Manifests, dir: RepoPath): Promise<readonly string[] | undefined> {
  if (!manifests.has(dir, "pnpm-workspace.yaml")) return undefined;
  const plain = manifests.read(dir, "pnpm-workspace.yaml", (text) => ({ packages: plainPackages(text) }));
  if (plain === undefined || plain.packages !== undefined) return plain?.packages;
  const { parse } = await import("yaml");
  return manifests.read(dir, "pnpm-workspace.yaml", (text) => {
    const packages = at(parse(text, { logLevel: "error", maxAliasCount: 100 }), "packages");
    return packages === undefined ? undefined : stringsOf(packages);
  });
}

/** Nx makes a project of every folder with a project.json below nx.json. */
function nxProjects(manifests: Manifests, root: RepoPath): readonly Member[] {
  const below = root === "" ? "" : `${root}/`;
  return manifests
    .foldersWith("project.json")
    .filter((dir) => dir !== root && dir.startsWith(below))
    .map((dir) => {
      const { member } = readPackage(manifests, dir);
      const project = manifests.read(
        dir,
        "project.json",
        (text) => nameFrom(at(parseJsonObject(text), "name")) ?? {},
      );
      return { ...project, ...member };
    });
}
