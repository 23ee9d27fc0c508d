import { resolve } from "node:path";
import { type LoadedPolicy, loadPolicy, type PackagePolicy, policyFile } from "@tollgate/config";
import { withBuiltInRules } from "@tollgate/gate";
import {
  canonicalJson,
  digestOf,
  type PolicyOrigin,
  type Problem,
  type RepoTree,
  TollgateError,
  usageError,
} from "@tollgate/model";
import { type BaseState, readBaseState } from "../base/base-state.ts";
import type { Environment } from "../environment.ts";
import { policiesOfPackages, policiesOfPackagesAt } from "./package-policies.ts";
import type { Ruling } from "./ruling.ts";

/** The policy that judges, and beside it the one that the change would have. */
export type Policies = LoadedPolicy & {
  /** What lies in the checkout, where another one judges. Absent when it is broken. */
  readonly proposed?: LoadedPolicy;
  readonly problems: readonly Problem[];
};

/** Where a policy is read. */
type Asked = {
  readonly environment: Environment;
  readonly tree: RepoTree;
  /** `--config`. */
  readonly config: string | undefined;
};

/**
 * The policy by which is judged: the base's for a change that is to be merged, else the checkout's. A file outside the
 * repository rules as it lies. Throws a usage error for one that cannot be read.
 */
export async function readPolicies(asked: Asked, ruling: Ruling): Promise<Policies> {
  if (isOutside(asked)) return judging(await load(asked), { from: "outside" });
  if (ruling.from === "work-tree") return judging(await load(asked), { from: "work-tree" });
  const { environment, tree } = asked;
  const { ref, commit } = ruling;
  const origin = { ref, ...(commit === undefined ? {} : { commit }) };
  const state = commit === undefined ? undefined : readBaseState({ ...environment, cwd: tree.root }, commit);
  if (state === undefined) {
    const { loaded, problems } = await loadProposed(asked);
    const joined = joinBuiltIn(loaded ?? noPolicy);
    return {
      ...judging(joined, { ...origin, from: "unknown" }, loaded),
      problems: [unknownPolicy(ref), ...problems],
    };
  }
  const ofPackages = policiesOfPackagesAt(tree, state, ref);
  const base = await loadBase(asked, state, ofPackages.policies, `${ref} (${commit?.slice(0, 12)})`);
  if (isThere(base)) {
    const { loaded, problems } = await loadProposed(asked);
    return {
      ...judging(base, { ...origin, from: "base" }, loaded),
      problems: [...ofPackages.problems, ...problems],
    };
  }
  const first = await load(asked);
  if (!isThere(first)) return judging(first, { ...origin, from: "base" });
  const joined = joinBuiltIn(first);
  return {
    ...judging(joined, { ...origin, from: "first" }, first),
    problems: [firstPolicy(first.policy.path ?? "policies of packages", ref)],
  };
}

function judging({ policy, ...rest }: LoadedPolicy, origin: PolicyOrigin, proposed?: LoadedPolicy): Policies {
  return {
    ...rest,
    policy: { ...policy, origin },
    problems: [],
    ...(proposed === undefined ? {} : { proposed }),
  };
}

function isThere({ policy }: LoadedPolicy): boolean {
  return policy.path !== undefined || policy.layers !== undefined;
}

function isOutside({ environment, tree, config }: Asked): boolean {
  return config !== undefined && !policyFile(tree.root, resolve(environment.cwd, config)).isInside;
}

function load({ environment, tree, config }: Asked): Promise<LoadedPolicy> {
  return loadPolicy({
    root: tree.root,
    cwd: environment.cwd,
    packages: tree.packages.map(({ name }) => name),
    packagePolicies: policiesOfPackages(tree),
    ...(config === undefined ? {} : { path: config }),
  });
}

/** The policy of the checkout where another one judges: that it is broken is told, and stops nobody who reads the verdict. */
async function loadProposed(
  asked: Asked,
): Promise<{ readonly loaded?: LoadedPolicy; readonly problems: readonly Problem[] }> {
  try {
    return { loaded: await load(asked), problems: [] };
  } catch (error) {
    if (!(error instanceof TollgateError) || error.code !== "usage") throw error;
    const { message, remedy } = error;
    // One that was asked for by name may be gone.
    return { problems: [{ code: "policy-broken", severity: "warning", message, remedy }] };
  }
}

/** Packages that the change took away may still be named in it. */
async function loadBase(
  { environment, tree, config }: Asked,
  state: BaseState,
  packagePolicies: readonly PackagePolicy[],
  name: string,
): Promise<LoadedPolicy> {
  try {
    return await loadPolicy({
      root: tree.root,
      cwd: environment.cwd,
      ...{ state, packagePolicies },
      ...(config === undefined ? {} : { path: config }),
    });
  } catch (error) {
    if (!(error instanceof TollgateError) || error.code !== "usage") throw error;
    throw usageError(
      `The policy at ${name}, by which this change is judged, cannot be used. ${error.message}`,
      `${error.remedy} A change cannot mend it here: its own policy does not judge it, so mend it on the base branch.`,
      error,
    );
  }
}

/** The built-in rules for the repository beside the entries of a policy: what these say of them comes on top. */
function joinBuiltIn({ policy, texts }: Pick<LoadedPolicy, "policy" | "texts">): LoadedPolicy {
  // Other settings may say less than the defaults: those are not for a change to ask.
  const { path, reports, paths, rules, waivers } = policy;
  const builtIn = withBuiltInRules({ reports: [], paths: [], rules: [] });
  const joined = {
    ...(path === undefined ? {} : { path }),
    ...{ reports, paths, rules: [...builtIn, ...rules] },
    ...(waivers === undefined ? {} : { waivers }), // only ever stricter
  };
  return { policy: joined, digest: digestOf(canonicalJson(joined)), texts };
}

const noPolicy: Pick<LoadedPolicy, "policy" | "texts"> = {
  policy: { reports: [], paths: [], rules: [] },
  texts: [],
};

function firstPolicy(path: string, ref: string): Problem {
  return {
    code: "policy-changed",
    severity: "warning",
    message: `This change brings ${path}, and ${ref} has no policy yet: its rules hold beside the built-in ones, which it cannot soften.`,
    remedy: "Review what it asks for: it judges what comes after it.",
    path,
  };
}

function unknownPolicy(ref: string): Problem {
  return {
    code: "policy-unknown",
    severity: "warning",
    message: `The policy that judges this change is the one at the tip of ${ref}, and this clone does not hold that commit: it may ask for more than was judged.`,
    remedy: "Set `fetch-depth: 0` in actions/checkout, or fetch the base before (`git fetch origin`).",
  };
}
