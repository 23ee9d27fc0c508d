import type { Bundle, Evidence, Expectation } from "@tollgate/model";
import { readPackageInputs } from "@tollgate/workspace";
import type { BaseEvidence } from "../base/base-evidence.ts";
import type { Environment } from "../environment.ts";
import type { Setting } from "../policy/setting.ts";
import { chooseReused, type Reuse } from "./choose-reused.ts";

export type ReuseEvidenceOptions = {
  readonly expectations: readonly Expectation[];
  /** As it was given. */
  readonly bundle: Bundle;
  /** The same, bound to the judged commit. */
  readonly given: Bundle;
  readonly base?: BaseEvidence;
};

/** Lets evidence of another commit stand for what did not come, where git tells that the inputs are the same. */
export function reuseEvidence(
  environment: Environment,
  { tree, changed, subject: { headSha } }: Setting,
  { expectations, bundle, given, base }: ReuseEvidenceOptions,
): Reuse {
  const isElsewhere = ({ commit }: Evidence): boolean => commit !== undefined && commit !== headSha;
  const others = [...bundle.evidence, ...(base?.bundle.evidence ?? [])].filter(isElsewhere);
  if (others.length === 0 || headSha === undefined || changed === undefined)
    return { bundle: given, notReused: new Map() };
  const reports = bundle.evidence.map(({ input }) => input.path);
  return chooseReused(given, {
    ...{ expectations, packages: tree.packages, headSha, given: bundle },
    ...(base === undefined ? {} : { base: { how: base.how, evidence: base.bundle.evidence } }),
    inputs: readPackageInputs(environment, tree, { headSha, changed, reports }),
  });
}
