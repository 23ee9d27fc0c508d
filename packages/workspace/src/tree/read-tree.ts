import type { Problem, RepoTree } from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { workTreeSource } from "../packages/manifests.ts";
import { readPackages } from "../packages/read-packages.ts";
import { readRepositoryName } from "../subject/repository-name.ts";
import { listFiles } from "./list-files.ts";
import { rememberTracked } from "./tracked-files.ts";

/**
 * Files and packages of the repository around the working directory. Never fails: without git it walks the folder,
 * and what a manifest does not tell is a problem.
 */
export async function readTree(
  environment: WorkspaceEnvironment,
): Promise<{ readonly tree: RepoTree; readonly problems: readonly Problem[] }> {
  const { root, files, hasGit, tracked, problems } = listFiles(environment);
  const workspace = await readPackages(workTreeSource(root, files), () =>
    readRepositoryName({ ...environment, cwd: root }, hasGit),
  );
  const { packages, goModules } = workspace;
  const tree: RepoTree = {
    root,
    files,
    hasGit,
    packages,
    ...(goModules.length === 0 ? {} : { goModules }),
  };
  rememberTracked(tree, tracked);
  return { tree, problems: [...problems, ...workspace.problems] };
}
