import { at } from "@tollgate/model";
import { type Manifests, type Member, nameFrom } from "./manifests.ts";

/** Python projects: folders whose pyproject.toml describes a project and not only the settings of a tool. */
export async function pythonMembers(manifests: Manifests): Promise<readonly Member[]> {
  const folders = manifests.foldersWith("pyproject.toml");
  if (folders.length === 0) return [];
  const { parse } = await import("smol-toml");
  const members: Member[] = [];
  for (const dir of folders) {
    const manifest = manifests.read(dir, "pyproject.toml", parse);
    const poetry = at(manifest, "tool", "poetry");
    const isProject = [at(manifest, "project"), poetry, at(manifest, "build-system")].some(Boolean);
    if (manifest !== undefined && !isProject) continue;
    members.push({ dir, ...nameFrom(at(manifest, "project", "name") ?? at(poetry, "name")) });
  }
  return members;
}
