import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RepoPath, RepoTree } from "@tollgate/model";
import type { WorkflowSetup } from "./workflow-setup.ts";
import { addedSteps, workflowText } from "./workflow-text.ts";

export const workflowPath: RepoPath = ".github/workflows/tollgate.yml";

/** What `init` can do for the repository's CI. */
export type PlacedWorkflow =
  | { readonly kind: "new"; readonly text: string }
  /** A workflow for pull requests is there; a second one would run all tests twice. */
  | { readonly kind: "present"; readonly path: RepoPath; readonly steps: string }
  /** It has Tollgate already. */
  | { readonly kind: "done"; readonly path: RepoPath };

export function placeWorkflow({ root }: RepoTree, setup: WorkflowSetup): PlacedWorkflow {
  const present = existsSync(join(root, workflowPath)) ? workflowPath : ofPullRequests(root);
  if (present === undefined) return { kind: "new", text: workflowText(setup) };
  return /\/actions\/gate@|\btollgate (?:run|gate)\b/.test(textOf(join(root, present)))
    ? { kind: "done", path: present }
    : { kind: "present", path: present, steps: addedSteps() };
}

function ofPullRequests(root: string): RepoPath | undefined {
  return globSync(".github/workflows/*.{yml,yaml}", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .find((path) => /\bpull_request\b/.test(textOf(join(root, path))));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // a folder or a link that leads nowhere is no workflow
  }
}
