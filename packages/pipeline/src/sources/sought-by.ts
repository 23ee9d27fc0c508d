import {
  type Bundle,
  canonicalJson,
  type Digest,
  digestOf,
  type Problem,
  type ReportSpec,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import type { Setting } from "../policy/setting.ts";

/** What the base's policy says of reports, as a digest, where it judges and the change says something else. */
export function soughtBy({ policy, proposed, ruling }: Sought): Digest | undefined {
  if (ruling.from !== "base" || policy.origin?.from !== "base" || proposed === undefined) return undefined;
  const wanted = specsDigest(policy.reports);
  return wanted === specsDigest(proposed.policy.reports) ? undefined : wanted;
}

/**
 * A job that only collects may have looked for reports by the change's policy alone, and left out what the base's names:
 * nobody can tell, unless the evidence says so.
 */
export function unsoughtReports(
  setting: Sought & Pick<Setting, "subject">,
  bundle: Bundle,
): readonly Problem[] {
  const wanted = soughtBy(setting);
  const { headSha } = setting.subject;
  const own = bundle.evidence.filter(({ commit }) => commit === undefined || commit === headSha);
  if (wanted === undefined || own.every((item) => item.soughtBy === wanted)) return [];
  const without = own.filter((item) => item.soughtBy !== wanted).length;
  const ref = setting.ruling.from === "base" ? setting.ruling.ref : "";
  return [
    {
      code: "policy-unknown",
      severity: "warning",
      message: `This change edits which files are reports, and ${plural(without, "report")} ${without === 1 ? "was" : "were"} collected without the policy of ${ref}: what it names beside them may have been left out.`,
      remedy:
        "Let the jobs that run `tollgate collect` fetch the base (`fetch-depth: 0` in actions/checkout), then they read by both policies; or leave `reports` as it is.",
    },
  ];
}

type Sought = Pick<Setting, "policy" | "proposed" | "ruling">;

function specsDigest(specs: readonly ReportSpec[]): Digest {
  return digestOf(canonicalJson(specs.map(({ place: _place, ...spec }) => spec)));
}
