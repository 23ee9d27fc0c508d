import { type Decision, TollgateError } from "@tollgate/model";
import { decisionJson } from "@tollgate/render";
import { checkOutCommit, hasCommit, readTree } from "@tollgate/workspace";
import type { ReadDecision } from "../decision/read-decision.ts";
import type { Environment } from "../environment.ts";
import { judge } from "../judge.ts";
import { readPastSetting } from "../policy/setting.ts";
import { engine } from "../version.ts";
import { type MemberDifference, memberDifferences } from "./member-differences.ts";
import { type Cannot, cannot, type Replayed, type ReplayFiles, readReplayed } from "./read-replayed.ts";

export type ReplayInputs = ReplayFiles & {
  /** The policy, where it lay outside the repository. */
  readonly config?: string;
};

/** What came of judging again. */
export type Replay =
  | { readonly result: "same" }
  | { readonly result: "differs"; readonly differences: readonly MemberDifference[] }
  | Cannot;

/**
 * Judges again what a decision judged: its evidence, in a checkout of its commit, on its day, with what it was told. What it
 * rests on must be what it rested on, else nothing is said of the verdict.
 */
export async function replayDecision(
  environment: Environment,
  read: ReadDecision,
  options: ReplayInputs,
): Promise<Replay> {
  const { subject } = read.decision;
  const refused = whyNever(read.decision);
  if (refused !== undefined) return refused;
  const replayed = await readReplayed(environment, read, options);
  if ("result" in replayed) return replayed;
  for (const commit of [subject.mergeBaseSha, subject.baseSha])
    if (commit !== undefined && !hasCommit(environment, commit))
      return cannot(`The base's commit ${commit.slice(0, 12)} is not in this clone.`, fetchIt);
  const checkout = checkOutCommit(environment, subject.headSha!, {
    shallow: read.decision.inputs.shallow ?? [],
  });
  if ("reason" in checkout)
    return cannot(`The judged commit cannot be checked out: ${checkout.reason}.`, fetchIt);
  try {
    const past = pastEnvironment(environment, checkout.environment, read.decision);
    return await judgeAgain(past, read, replayed, options);
  } finally {
    checkout.remove();
  }
}

const fetchIt =
  "Run it in a clone of the repository that has the commit: `git fetch origin COMMIT`, or `git fetch --unshallow`.";

function whyNever({ engine: judgedBy, subject, inputs }: Decision): Cannot | undefined {
  if (judgedBy !== engine) {
    const version = judgedBy.replace(/^tollgate /, "");
    return cannot(
      `The decision was made by ${judgedBy}, this is ${engine}.`,
      `Use that version: npx tollgate@${version} replay DECISION`,
    );
  }
  if (subject.headSha === undefined)
    return cannot(
      "The decision names no commit.",
      "Judge inside a git checkout, then it can be judged again.",
    );
  if (inputs.uncommitted !== undefined) {
    const { files, first } = inputs.uncommitted;
    const more = files > first.length ? ` and ${files - first.length} more` : "";
    return cannot(
      `What was judged had files that its commit does not have so: ${first.join(", ")}${more}.`,
      "Judge a checkout of the commit alone, and let git ignore what builds and tests write.",
    );
  }
  if (inputs.bundle === undefined)
    return cannot(
      "The decision does not say which bundle it judged.",
      "Judge with this version, then it can be judged again.",
    );
  return undefined;
}

/** As it was then: the day, and of the variables only what the decision tells. */
function pastEnvironment(
  environment: Environment,
  { cwd, env }: Pick<Environment, "cwd" | "env">,
  { date, subject: { repository } }: Decision,
): Environment {
  const kept = Object.entries(env).filter(([name]) => !/^(?:GITHUB_|CI$)/.test(name));
  return {
    ...environment,
    cwd,
    env: {
      ...Object.fromEntries(kept),
      ...(repository === undefined ? {} : { GITHUB_REPOSITORY: repository }),
    },
    now: () => Date.parse(date),
  };
}

async function judgeAgain(
  past: Environment,
  { text, decision }: ReadDecision,
  { bundle, base }: Replayed,
  { config }: ReplayInputs,
): Promise<Replay> {
  const { subject, inputs } = decision;
  const options = { ...inputs.options, ...(config === undefined ? {} : { config }) };
  let again: Decision;
  try {
    const checkout = await readTree(past);
    const setting = await readPastSetting(past, checkout, subject, options);
    const verdict = await judge(past, setting, bundle, {
      problems: inputs.problems ?? [],
      ...(base === undefined ? {} : { base }),
      ...(inputs.options === undefined ? {} : { options: inputs.options }),
      ...(inputs.previous === undefined ? {} : { previous: inputs.previous }),
    });
    again = verdict.decision;
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    return cannot(`Judging again failed: ${error.message}`, error.remedy);
  }
  return compare(text, decision, decisionJson(again), again);
}

/** Here is less history than the run had, which may be why something differs. */
function isShorter(
  { inputs: { shallow: had = [] } }: Decision,
  { inputs: { shallow: here = [] } }: Decision,
): boolean {
  return here.some((commit) => !had.includes(commit));
}

function compare(text: string, recorded: Decision, againText: string, again: Decision): Replay {
  if (text === againText) return { result: "same" };
  const [other] = otherInputs(recorded, again);
  if (other !== undefined)
    return cannot(
      `${other} is another one here than the decision names.`,
      "Run it in the repository that was judged, with the policy that judged; if it is that, the decision was changed.",
    );
  if (isShorter(recorded, again))
    return cannot(
      "This clone has less history than the one that was judged.",
      "Run `git fetch --unshallow` first.",
    );
  const differences = memberDifferences(JSON.parse(text), JSON.parse(againText));
  return { result: "differs", differences };
}

function otherInputs({ inputs: a }: Decision, { inputs: b }: Decision): readonly string[] {
  return [
    ...(a.policy === b.policy && sameTexts(a.texts, b.texts) ? [] : ["The policy, a waiver or CODEOWNERS"]),
    ...(a.changes === b.changes ? [] : ["The change set between base and commit"]),
  ];
}

function sameTexts(a: Decision["inputs"]["texts"], b: Decision["inputs"]["texts"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
