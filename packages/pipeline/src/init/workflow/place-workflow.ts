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
  const present = (pattern: RegExp): RepoPath | undefined =>
    ofPullRequests(root).find((path) => pattern.test(textOf(join(root, path))));
  const done = present(/\/actions\/gate@|\btollgate (?:run|gate)\b/);
  if (done !== undefined) return { kind: "done", path: done };
  // Rather the one that runs tests than one that labels or scans.
  const path = existsSync(join(root, workflowPath)) ? workflowPath : (present(/\btests?\b/i) ?? present(/^/));
  return path === undefined
    ? { kind: "new", text: workflowText(setup) }
    : { kind: "present", path, steps: addedSteps() };
}

function ofPullRequests(root: string): readonly RepoPath[] {
  return globSync(".github/workflows/*.{yml,yaml}", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .filter((path) => /\bpull_request\b/.test(textOf(join(root, path))));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // a folder or a link that leads nowhere is no workflow
  }
}
