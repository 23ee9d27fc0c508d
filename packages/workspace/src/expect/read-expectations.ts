import type {
  Expectation,
  ExpectPolicy,
  Problem,
  RepoPath,
  ReportSpec,
  RepoTree,
  Subject,
} from "@tollgate/model";
import type { WorkspaceEnvironment } from "../git/run-git.ts";
import { isManifest, workTreeSource } from "../packages/manifests.ts";
import { applyPolicy, type SettledExpectations } from "./apply-policy.ts";
import { readCommitTree } from "./commit-tree.ts";
import { type DeriveFrom, deriveExpectations } from "./derive-expectations.ts";
import { entriesHere, namesAbsent } from "./entries-here.ts";
import { isTurboConfig, readSnapshot, type Snapshot } from "./snapshot.ts";
import { type Expected, removedExpectation, uniteExpectations } from "./unite-expectations.ts";

export type ExpectationOptions = {
  readonly subject: Subject;
  readonly policy: { readonly expect?: ExpectPolicy; readonly reports: readonly ReportSpec[] };
  /** Files that differ from the merge base, where that is known: without a manifest among them the base is not read. */
  readonly changed?: readonly RepoPath[];
};

/**
 * What must arrive, known before anything is looked at: from turbo.json and the scripts of the packages, in the judged
 * text and at the merge base, and from the policy.
 */
export async function readExpectations(
  environment: WorkspaceEnvironment,
  tree: RepoTree,
  { subject: { mergeBaseSha }, policy, changed }: ExpectationOptions,
): Promise<SettledExpectations> {
  const { expect, reports } = policy;
  const from = expect?.from;
  const isLost = expect !== undefined && namesAbsent(expect, tree.packages);
  const git = { ...environment, cwd: tree.root };
  if (from === "none" && !isLost) return applyPolicy([], policy);
  const snapshot = readSnapshot(workTreeSource(tree.root, tree.files), tree.packages);
  const mayDiffer = changed === undefined || changed.some((path) => isManifest(path) || isTurboConfig(path));
  const wanted = mayDiffer || isLost ? mergeBaseSha : undefined;
  const base = wanted === undefined ? undefined : await readCommitTree(git, wanted);
  const here = entriesHere(expect, tree.packages, base?.snapshot.packages ?? []);
  const settled = applyPolicy(derivedFrom(snapshot, base?.snapshot, from), { ...here, reports });
  return {
    ...settled,
    problems: [
      ...snapshot.problems,
      ...withoutGraph(snapshot, policy.expect),
      ...(wanted !== undefined && base === undefined ? [unreadBase(wanted)] : []),
      ...here.problems,
      ...settled.expectations.filter(isOpenlyRemoved).map(removedExpectation),
      ...settled.problems,
    ],
  };
}

/**
 * What had to arrive when a commit was judged, as far as that commit and the policy tell; nothing where this clone does
 * not have it. Packages that it did not have yet are none.
 */
export async function readExpectationsAt(
  environment: WorkspaceEnvironment,
  commit: string,
  { expect, reports }: ExpectationOptions["policy"],
): Promise<readonly Expectation[]> {
  const snapshot = (await readCommitTree(environment, commit))?.snapshot;
  if (snapshot === undefined) return [];
  const here = entriesHere(expect, snapshot.packages, []);
  return applyPolicy(derivedFrom(snapshot, undefined, expect?.from), { ...here, reports }).expectations;
}

function derivedFrom(
  head: Snapshot,
  base: Snapshot | undefined,
  from: NonNullable<ExpectPolicy["from"]> | undefined,
): readonly Expectation[] {
  if (from === "none") return [];
  const expected = expectedBy(head, from);
  return base === undefined ? expected.expectations : uniteExpectations(expectedBy(base, from), expected);
}

function expectedBy(snapshot: Snapshot, from: DeriveFrom): Expected {
  return { expectations: deriveExpectations(snapshot, from), packages: snapshot.packages };
}

function isOpenlyRemoved({ removed, required }: Expectation): boolean {
  return removed === true && required;
}

function unreadBase(commit: string): Problem {
  return {
    code: "expectations-unknown",
    severity: "warning",
    message: `git does not give the files of the merge base ${commit.slice(0, 12)}, so what this change expects no more is not known.`,
    remedy: "Fetch the whole history with its files: `fetch-depth: 0` in actions/checkout, without a filter.",
  };
}

/** A policy that takes the list from a file that is not there would expect nothing. */
function withoutGraph({ turbo }: Snapshot, expect: ExpectPolicy | undefined): readonly Problem[] {
  if (expect?.from !== "turbo" || turbo.size > 0) return [];
  const { path, line } = expect.place;
  return [
    {
      code: "expectations-unknown",
      severity: "error",
      message: "The policy takes what must arrive from turbo.json, and no package has one.",
      remedy: "Write `from: scripts` to take it from the scripts of the packages, or list it in `expect`.",
      path,
      line,
    },
  ];
}
