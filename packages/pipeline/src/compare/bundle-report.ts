import { computeReport, selectAttempts } from "@tollgate/merge";
import { type Bundle, compareText, type PackageRef, type Policy, type Report } from "@tollgate/model";
import { applyPolicy, type FindOwners } from "@tollgate/workspace";
import { bindToCommit } from "../evidence/bind-to-commit.ts";
import { missingReports } from "../evidence/missing-reports.ts";

export type BundleReportOptions = {
  readonly policy: Policy;
  /** Of the workspace today; those of the bundle are added. */
  readonly packages: readonly PackageRef[];
  readonly findOwners?: FindOwners;
};

/** What `bundleReport` cannot know, one sentence each. */
export const bundleLimits: readonly string[] = [
  "What changed is not in a bundle, so rules about changed code are unknown.",
  "The base is not in a bundle, so rules that compare with it are unknown.",
  "What turbo.json and scripts expected then is not in a bundle: only what the policy expects must be there.",
  "Files that no report mentions are not in a bundle, so `unmentioned: uncovered` finds none.",
  "Waivers are left out; CODEOWNERS is that of today.",
];

/** The commit that most evidence of a bundle is of. */
export function commitOf({ evidence }: Bundle): string | undefined {
  const { current } = selectAttempts(evidence);
  const counts = new Map<string, number>();
  for (const { commit } of current)
    if (commit !== undefined) counts.set(commit, (counts.get(commit) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || compareText(a, b))[0]?.[0];
}

/** A past run from its evidence alone, without its checkout: what that would tell is unknown. */
export function bundleReport(bundle: Bundle, { policy, packages, findOwners }: BundleReportOptions): Report {
  const commit = commitOf(bundle);
  const bound = commit === undefined ? bundle : bindToCommit(bundle, commit);
  const { current } = selectAttempts(bound.evidence);
  return computeReport(bound, {
    subject: commit === undefined ? {} : { headSha: commit },
    packages: withPast(packages, bound),
    changes: {
      reason: "what changed is not in a bundle",
      remedy: "Judge the run in a checkout of its commit.",
    },
    missing: missingReports(policy.reports, current),
    expectations: applyPolicy([], policy).expectations,
    problems: [],
    ...(findOwners === undefined ? {} : { findOwners }),
  });
}

/** A rule about a package that is gone by now still finds it. */
function withPast(packages: readonly PackageRef[], { evidence }: Bundle): readonly PackageRef[] {
  const known = new Set(packages.map(({ name }) => name));
  const past = new Set(
    evidence.flatMap(({ origin, tests }) => [
      origin.package,
      ...(tests?.cases.map((test) => test.package) ?? []),
    ]),
  );
  const gone = [...past].filter((name) => !known.has(name)).sort(compareText);
  // Nobody knows any more where they lay.
  return [...packages, ...gone.map((name) => ({ name, dir: `\0${name}`, scripts: [] }))];
}
