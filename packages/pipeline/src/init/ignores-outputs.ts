import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RepoTree } from "@tollgate/model";

/** True where the root's .gitignore names what Tollgate writes, and leaves the waivers to git. */
export function ignoresOutputs({ root, hasGit }: RepoTree): boolean {
  if (!hasGit) return true;
  const lines = textOf(join(root, ".gitignore"))
    .split("\n")
    .map((line) => line.trim().replace(/^(!?)\//, "$1"));
  const has = (...names: readonly string[]): boolean => names.some((name) => lines.includes(name));
  if (has(".tollgate/", ".tollgate", ".tollgate/**")) return false;
  return has(".tollgate/*")
    ? has("!.tollgate/waivers/", "!.tollgate/waivers")
    : has(".tollgate/out/", ".tollgate/out");
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // none, or one that nobody can read, ignores nothing
  }
}
