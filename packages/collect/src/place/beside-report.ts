import type { RepoPath } from "@tollgate/model";
import { folderOf } from "./clean-path.ts";

/**
 * Of several files those in the module in which the report lies: the innermost folder around it that git has. All of them
 * where none is there: one beyond it is as good as any other.
 */
export function besideReport(
  files: readonly RepoPath[],
  reportFolder: RepoPath,
  has: (path: RepoPath) => boolean,
): readonly RepoPath[] {
  let module = reportFolder;
  while (module !== "" && !has(module)) module = folderOf(module);
  const own = files.filter((file) => file.startsWith(`${module}/`));
  return own.length > 0 ? own : files;
}
