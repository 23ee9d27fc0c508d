import type { Github, ResultFiles, SkippedRun, WorkflowRun } from "@tollgate/github";
import type { Problem } from "@tollgate/model";
import { readAncestry } from "@tollgate/workspace";
import { readBundle } from "../bundles/bundle-file.ts";
import type { Environment } from "../environment.ts";
import type { Setting } from "../policy/setting.ts";
import { askGithub, untoldBy } from "./ask-github.ts";
import type { WantedBase } from "./base-branch.ts";
import { decisionIn } from "./decision-in.ts";
import { type Doubts, noDoubts } from "./gathered.ts";

export type GatheredBase = Doubts & {
  readonly base?: {
    /** A bundle. */
    readonly file: string;
    /** Where it came from, in words. */
    readonly how: string;
  };
};

export type GatherBaseOptions = {
  readonly wanted: WantedBase | undefined;
  /** The workflow that the base must be of. */
  readonly workflow: () => Promise<number>;
  readonly gate: string;
  /** An empty folder of the caller's own. */
  readonly folder: string;
};

/** The evidence of the base branch's nearest complete push run of the same workflow; without one, why. */
export async function gatherBase(
  environment: Environment,
  github: Github,
  { tree, subject }: Setting,
  { wanted, workflow, gate, folder }: GatherBaseOptions,
): Promise<GatheredBase> {
  if (wanted === undefined) return subject.mergeBaseSha === undefined ? noDoubts : withoutBase(noBranch);
  const { distanceWords, findBaseRun } = await import("@tollgate/github");
  const { branch, commit, target } = wanted;
  const { placeOf, distanceOf } = readAncestry({ ...environment, cwd: tree.root }, commit);
  const told = await askGithub(async () => {
    const refuses = (files: ResultFiles, of: WorkflowRun): string | undefined =>
      whyNoBase(environment, files, of);
    return findBaseRun(github, { branch, workflow: await workflow(), gate, folder, placeOf, refuses });
  });
  if ("refusal" in told)
    return withoutBase(untoldBy("Nothing is compared with the base branch's evidence", told.refusal));
  const { base, skipped } = told.value;
  if (base === undefined) return withoutBase(noRun(branch, target, skipped));
  const read = await readBundle(base.evidence, "its evidence");
  if ("problem" in read) return withoutBase(unreadable(base.run, read.problem));
  const distance = distanceOf(base.run.headSha) ?? base.place;
  return {
    ...noDoubts,
    base: { file: base.evidence, how: `${nameOf(base.run)}, ${distanceWords(distance, target)}` },
    problems: skipped.slice(0, mostTold).map(skippedProblem),
  };
}

/** The workflow of a run. */
export async function workflowOf(github: Github, run: number): Promise<number> {
  const { readRun } = await import("@tollgate/github");
  return (await readRun(github, run)).workflow;
}

function withoutBase(problem: Problem): GatheredBase {
  return { problems: [problem], absent: [] };
}

/** What a result says of itself that makes it no base: a clause. */
function whyNoBase(
  environment: Environment,
  { decision: file }: ResultFiles,
  { headSha }: WorkflowRun,
): string | undefined {
  const decision = decisionIn(environment, file);
  if (decision === undefined) return "its decision cannot be read";
  const { subject, rules } = decision;
  if (subject.headSha !== headSha) return "its decision is about another commit";
  const missing = rules.find(({ rule, answer }) => rule === "no-missing-evidence" && answer !== "pass");
  return missing === undefined ? undefined : "evidence was missing there";
}

/** More would hide the rest of what is to be said. */
const mostTold = 3;

function skippedProblem({ run, why }: SkippedRun): Problem {
  return {
    code: "base-skipped",
    severity: "info",
    message: `The ${nameOf(run)} is nearer than what is compared with, and no base: ${why}.`,
    remedy: "Nothing is to be done, unless the base is too far away: run that workflow again.",
  };
}

function noRun(branch: string, target: string, skipped: readonly SkippedRun[]): Problem {
  const why = skipped.slice(0, mostTold).map(({ run, why }) => `${nameOf(run)}: ${why}`);
  const more = skipped.length > mostTold ? `; and ${skipped.length - mostTold} more` : "";
  return {
    code: "no-base",
    severity: "info",
    message: `No run of this workflow for a push to ${branch} is whole at ${target} or before it, so nothing is compared${why.length === 0 ? "" : ` (${why.join("; ")}${more})`}.`,
    remedy: `Let the workflow run on pushes to ${branch}, with the gate in it, and check out with \`fetch-depth: 0\`.`,
  };
}

/** It may be of an older or a newer version: the next push of the base branch brings one that can be read. */
function unreadable(run: WorkflowRun, { message }: Problem): Problem {
  return {
    code: "no-base",
    severity: "info",
    message: `The evidence of ${nameOf(run)} cannot be read, so nothing is compared: ${message}`,
    remedy: "Run the workflow again for the tip of that branch, with this version of Tollgate.",
  };
}

const noBranch: Problem = {
  code: "no-base",
  severity: "info",
  message: "Nothing tells to which branch this work goes, so no earlier run is compared with.",
  remedy: "Pass `base` with the branch, for example main.",
};

function nameOf({ id, headBranch, headSha }: WorkflowRun): string {
  return `run ${id} of ${headBranch ?? "no branch"} (${headSha.slice(0, 7)})`;
}
