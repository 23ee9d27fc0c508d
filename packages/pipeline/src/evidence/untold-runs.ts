import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Evidence, Problem, RepoTree } from "@tollgate/model";
import { hasTurboTestTask } from "@tollgate/workspace";

/**
 * A repository whose turbo.json has test tasks, and no run summary: nothing tells how the tasks ended, so a runner that
 * was killed, or that failed outside its tests, would go unnoticed.
 */
export function untoldRuns({ root, files }: RepoTree, current: readonly Evidence[]): readonly Problem[] {
  if (current.some(({ input }) => input.format === "turbo-summary")) return [];
  const path = files.find((file) => file === "turbo.json" || file === "turbo.jsonc");
  if (path === undefined || !hasTurboTestTask(readText(join(root, path)))) return [];
  return [
    {
      code: "missing-evidence",
      severity: "warning",
      message: "turbo runs the tests here, and left no run summary: nothing tells how its tasks ended.",
      remedy: "Run the tests with `turbo run … --continue --summarize`, and judge where `.turbo/runs/` is.",
      path,
    },
  ];
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the expectations say that it cannot be read
  }
}
