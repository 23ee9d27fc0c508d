import { builtRelease } from "./actions-release.ts";
import { type PlacedWorkflow, workflowPath } from "./place-workflow.ts";

/** What `tollgate init` tells of the workflow that it wrote, or of the one that is there. */
export function workflowLines(workflow: PlacedWorkflow, isWritten: boolean): readonly string[] {
  if (workflow.kind === "done") return ["", `The workflow ${workflow.path} has Tollgate already.`];
  const release =
    builtRelease === undefined
      ? [
          "Put the release into it: OWNER is where Tollgate lives, SHA and vX.Y.Z are the commit and version that its release names.",
        ]
      : [];
  if (workflow.kind === "new")
    return [
      "",
      isWritten ? `Written: ${workflowPath}` : `A workflow for ${workflowPath}:`,
      ...(isWritten ? [] : ["", ...linesOf(workflow.text), ""]),
      ...release,
      'Merge it, then require its job "gate" as a status check. Tollgate\'s docs/github.md has workflows for forks, shards and merge queues.',
    ];
  return [
    "",
    `There is a workflow already, ${workflow.path}. Add to the job that runs the tests:`,
    "",
    ...linesOf(workflow.steps),
    "",
    ...release,
    "Where several jobs run tests, each collects, and one job after them gates: Tollgate's docs/github.md has such workflows.",
  ];
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split("\n");
}
