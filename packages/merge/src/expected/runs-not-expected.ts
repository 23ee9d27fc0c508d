import type { Expectation, RunManifest } from "@tollgate/model";

/** Runs whose results no expectation waits for, and the policy does not except: what they left out is asked for by itself. */
export function runsNotExpected(
  runs: readonly RunManifest[],
  expectations: readonly Expectation[],
): readonly RunManifest[] {
  return runs.filter(
    ({ source, package: owner, kind, task }) =>
      source === "command" ||
      !expectations.some(
        (item) =>
          item.package === owner && (item.kind === kind || (task !== undefined && item.task === task)),
      ),
  );
}
