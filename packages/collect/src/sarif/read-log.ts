import { lostFindings } from "../findings/doubts.ts";
import type { FindingsContext } from "../findings/open-findings.ts";
import { isMembers, type Members, own, ownList, ownText } from "../json/members.ts";
import { notAnObject } from "../json/problems.ts";
import { showValue } from "../json/show-value.ts";
import { noRuns, otherVersion } from "./problems.ts";
import { readRun } from "./read-run.ts";

/** `runs`: each of one tool, with its results. */
export function readLog(root: unknown, context: FindingsContext): void {
  const { sink, doubts, whole } = context;
  if (!isMembers(root)) {
    sink.problem(notAnObject(root));
    return;
  }
  const version = versionOf(root);
  if (version !== undefined ? !/^2\.1\.0\b/.test(version) : whole) {
    sink.problem(otherVersion(showValue(own(root, "version"))));
    return;
  }
  const runs = ownList(root, "runs");
  if (runs === undefined) {
    if (whole) doubts.add(lostFindings, `"runs", which is ${showValue(own(root, "runs"))}`);
    return;
  }
  if (runs.length === 0 && whole) sink.problem(noRuns);
  const producers = new Set<string>();
  for (const run of runs) {
    if (isMembers(run)) producers.add(readRun(run, context));
    else doubts.add(lostFindings, `a run, which is ${showValue(run)}`);
  }
  if (producers.size > 0) sink.producer([...producers].join(", "));
}

function versionOf(root: Members): string | undefined {
  return ownText(root, "version");
}
