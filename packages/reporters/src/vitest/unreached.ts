import type { TestModule, TestRunEndReason, TestSpecification } from "vitest/node";

/** Most files that are named. */
const mostNames = 10;

/** Says which test files did not run to their end; nothing when all did. */
export function unreached(
  modules: readonly TestModule[],
  specifications: readonly TestSpecification[],
  reason: TestRunEndReason,
): readonly string[] {
  const ended = modules.filter((module) => module.state() !== "queued" && module.state() !== "pending");
  const files = new Set(modules.filter((module) => !ended.includes(module)).map(({ moduleId }) => moduleId));
  // What vitest 4 leaves to other shards is among the specifications, too, and never has a module.
  if (reason !== "passed") {
    const known = new Set(modules.map(({ moduleId }) => moduleId));
    for (const { moduleId, project } of specifications)
      if (!known.has(moduleId) && project.vitest.config.shard === undefined) files.add(moduleId);
  }
  if (files.size === 0) return [];
  const names = [...files].slice(0, mostNames).join(", ");
  const more = files.size > mostNames ? ` and ${files.size - mostNames} more` : "";
  return [
    `${files.size} test ${files.size === 1 ? "file" : "files"} did not run to the end: ${names}${more}.`,
  ];
}
