import type { LoadedPolicy } from "@tollgate/config";
import type { Digest, InputText, Policy, Problem, RepoPath, RepoTree, Subject } from "@tollgate/model";
import { readCollected, readGithubEvent, readSubject } from "@tollgate/workspace";
import type { Environment } from "../environment.ts";
import { releasePolicy } from "../release.ts";
import { readPolicies } from "./read-policies.ts";
import { isProposal, type Ruling, rulingOf } from "./ruling.ts";

/** The judged repository's files and packages, as `readTree` found them. */
export type Checkout = { readonly tree: RepoTree; readonly problems: readonly Problem[] };

/** What the judged repository says: its files and packages, its policy, and what is judged. */
export type Setting = Checkout & {
  readonly subject: Subject;
  /** Tracked files that differ from the commit; absent where git does not tell. */
  readonly changed?: readonly RepoPath[];
  readonly policy: Policy;
  readonly policyDigest: Digest;
  /** The files that the policy was read from. */
  readonly texts: readonly InputText[];
  /** The policy that the change would have, where another one judges. */
  readonly proposed?: LoadedPolicy;
  /** Whose policy, waivers and CODEOWNERS rule. */
  readonly ruling: Ruling;
};

export type PolicyOptions = {
  /** `--config`. */
  readonly config?: string;
};

export type SettingOptions = PolicyOptions & {
  /** `--base`. */
  readonly base?: string;
  /** `--release` */
  readonly release?: boolean;
};

/** Reads the setting once. Throws a usage error for an unreadable policy or an unknown base. */
export function readSetting(
  environment: Environment,
  checkout: Checkout,
  { base, ...options }: SettingOptions,
): Promise<Setting> {
  return settingOf(environment, checkout, options, () => {
    const answer = readSubject(environment, checkout.tree, base === undefined ? {} : { base });
    return { ...answer, ruling: rulingOf(answer.subject, base) };
  });
}

/**
 * The setting of a job that only collects. What changed is for the gate to ask; the base's policy, where it is here, tells
 * which files are reports beside the change's own.
 */
export async function readCollectSetting(
  environment: Environment,
  checkout: Checkout,
  options: PolicyOptions,
): Promise<Setting> {
  const collected = readCollected(environment, checkout.tree);
  const setting = await settingOf(environment, checkout, options, () => ({
    ...collected,
    ruling: collectRuling(environment, checkout),
  }));
  // What is wrong with policies is told by the gate.
  return { ...setting, problems: [...checkout.problems, ...collected.problems] };
}

/** Git is asked for the base only where one rules. */
function collectRuling(environment: Environment, { tree }: Checkout): Ruling {
  if (!isProposal(readGithubEvent(environment.env).event?.name)) return { from: "work-tree" };
  const ruling = rulingOf(readSubject(environment, tree).subject, undefined);
  return ruling.from === "base" && ruling.commit === undefined ? { from: "work-tree" } : ruling;
}

/** The setting of a judgement that is done again: what is judged is known, and so is what was wrong with the place. */
export async function readPastSetting(
  environment: Environment,
  { tree }: Checkout,
  subject: Subject,
  options: SettingOptions,
): Promise<Setting> {
  const setting = await readKnownSetting(environment, { tree, problems: [] }, subject, options);
  return { ...setting, problems: [] }; // the decision holds those of its policy, too
}

/** The setting of a checkout of a commit alone, of which others know what is judged. */
export function readKnownSetting(
  environment: Environment,
  checkout: Checkout,
  subject: Subject,
  { base, ...options }: SettingOptions = {},
): Promise<Setting> {
  const ruling = rulingOf(subject, base);
  return settingOf(environment, checkout, options, () => ({ subject, changed: [], ruling, problems: [] }));
}

async function settingOf(
  environment: Environment,
  { tree, problems }: Checkout,
  { config, release = false }: Omit<SettingOptions, "base">,
  readSubject: () => Pick<Setting, "subject" | "changed" | "problems" | "ruling">,
): Promise<Setting> {
  const { subject, changed, ruling, problems: subjectProblems } = readSubject();
  const policies = await readPolicies({ environment, tree, config }, ruling);
  const { digest, texts, proposed } = policies;
  const asked = (policy: Policy): Policy => (release ? releasePolicy(policy) : policy);
  return {
    ...{ tree, subject, policy: asked(policies.policy), policyDigest: digest, texts, ruling },
    ...(proposed === undefined ? {} : { proposed: { ...proposed, policy: asked(proposed.policy) } }),
    problems: [...problems, ...subjectProblems, ...policies.problems],
    ...(changed === undefined ? {} : { changed }),
  };
}
