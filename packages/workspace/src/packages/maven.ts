import type { RepoPath } from "@tollgate/model";
import { folderAt, type Manifests, type Member, nameFrom } from "./manifests.ts";

type Pom = { readonly artifactId?: string; readonly modules: readonly string[] };

/** Maven projects: the outermost pom.xml files and, from there, the modules that they list. */
export async function mavenMembers(manifests: Manifests): Promise<readonly Member[]> {
  const folders = manifests.foldersWith("pom.xml");
  if (folders.length === 0) return [];
  const parse = await createPomParser();
  const members = new Map<RepoPath, Member>();
  const queue = folders.filter((dir) => !folders.some((other) => isAbove(other, dir)));
  for (let dir = queue.shift(); dir !== undefined; dir = queue.shift()) {
    if (members.has(dir) || !manifests.has(dir, "pom.xml")) continue;
    const pom = manifests.read(dir, "pom.xml", parse);
    members.set(dir, { dir, ...nameFrom(pom?.artifactId) });
    for (const module of pom?.modules ?? []) queue.push(moduleFolder(dir, module));
  }
  return [...members.values()];
}

function isAbove(folder: RepoPath, other: RepoPath): boolean {
  return folder !== other && (folder === "" || other.startsWith(`${folder}/`));
}

/** A module is a folder, or the path of a pom file in it. */
function moduleFolder(dir: RepoPath, module: string): RepoPath {
  return folderAt(dir, module.trim().replace(/(?:^|\/)[^/]*\.xml$/, ""));
}

async function createPomParser(): Promise<(text: string) => Pom> {
  const { SaxesParser } = await import("saxes");
  return (text) => {
    const parser = new SaxesParser();
    const path: string[] = [];
    const modules: string[] = [];
    let artifactId: string | undefined;
    let content = "";
    parser.on("opentag", ({ name }) => {
      path.push(name);
      content = "";
    });
    parser.on("text", (piece) => {
      content += piece;
    });
    parser.on("closetag", () => {
      const place = path.join("/");
      if (place === "project/artifactId") artifactId = content.trim();
      if (/^project\/(?:profiles\/profile\/)?modules\/module$/.test(place)) modules.push(content);
      path.pop();
    });
    parser.write(text).close();
    return { modules, ...(artifactId === undefined ? {} : { artifactId }) };
  };
}
