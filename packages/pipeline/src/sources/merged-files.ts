import { computeReport, type Shifts, selectAttempts } from "@tollgate/merge";
import type { Bundle, MergedFile, OtherSource, RepoTree } from "@tollgate/model";
import type { Environment } from "../environment.ts";
import { bindEvidence } from "../evidence/bind-to-commit.ts";
import { readCollectSetting } from "../policy/setting.ts";
import { readReferenceSources } from "./reference-sources.ts";
import { unsureFiles } from "./unsure-files.ts";

/** Evidence as a run would judge it. */
export type BoundToOne = {
  readonly bundle: Bundle;
  readonly headSha?: string;
  readonly shifts?: Shifts;
  readonly otherSource?: OtherSource;
};

/** Evidence of one commit is judged there, whatever is checked out now; of several, by the checkout. */
export async function bindToOne(
  environment: Environment,
  tree: RepoTree,
  bundle: Bundle,
): Promise<BoundToOne> {
  const { current } = selectAttempts(bundle.evidence);
  const [headSha, ...others] = new Set(current.flatMap(({ commit }) => commit ?? []));
  if (others.length === 0) return { bundle, ...(headSha === undefined ? {} : { headSha }) };
  const setting = await readCollectSetting(environment, { tree, problems: [] }, {});
  const { bound, shifts } = bindEvidence(environment, setting, bundle);
  const { subject, policy } = setting;
  return {
    bundle: bound,
    shifts,
    ...(subject.headSha === undefined ? {} : { headSha: subject.headSha }),
    ...(policy.otherSource === undefined ? {} : { otherSource: policy.otherSource }),
  };
}

/** The files as a run would merge them; of the rest of a report nothing is asked. */
export async function mergedFiles(
  tree: RepoTree,
  { bundle, ...judged }: BoundToOne,
): Promise<readonly MergedFile[]> {
  const { current } = selectAttempts(bundle.evidence);
  const { headSha, ...context } = judged;
  return computeReport(bundle, {
    subject: headSha === undefined ? {} : { headSha },
    packages: tree.packages,
    changes: { reason: "only coverage is explained", remedy: "" },
    missing: [],
    problems: [],
    references: await readReferenceSources(tree, unsureFiles(tree, current, judged)),
    ...context,
  }).coverage;
}
