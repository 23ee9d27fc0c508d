import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Evidence, isTestTask, type Problem, type RepoTree } from "@tollgate/model";

/**
 * A repository whose turbo.json has test tasks, and no run summary: nothing tells how the tasks ended, so a runner that
 * was killed, or that failed outside its tests, would go unnoticed.
 */
export function untoldRuns({ root, files }: RepoTree, current: readonly Evidence[]): readonly Problem[] {
  if (current.some(({ input }) => input.format === "turbo-summary")) return [];
  const path = files.find((file) => file === "turbo.json" || file === "turbo.jsonc");
  if (path === undefined || !hasTestTask(join(root, path))) return [];
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

/** The file may have comments, so its keys are looked at as text. */
function hasTestTask(path: string): boolean {
  try {
    const keys = readFileSync(path, "utf8").matchAll(/"([^"\\\n]+)"\s*:/g);
    return [...keys].some(([, key]) => isTestTask(key!));
  } catch {
    return false; // what cannot be read says nothing about tasks
  }
}
