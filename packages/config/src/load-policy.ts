import { resolve } from "node:path";
import {
  canonicalJson,
  type Digest,
  digestOf,
  type InputText,
  type Policy,
  usageError,
} from "@tollgate/model";
import type { PackagePolicy } from "./layers/read-layers.ts";
import { type PolicyPlaces, policyExists, policyFile } from "./policy-file.ts";

export type LoadPolicyOptions = PolicyPlaces & {
  /** Absolute; `path` is relative to it. */
  readonly cwd: string;
  /** The policy that was asked for. @default tollgate.yml at the root, where there is one */
  readonly path?: string;
  /** Names of the packages that `reports` may name. @default any */
  readonly packages?: readonly string[];
  /** Policies of packages, which are there. @default none */
  readonly packagePolicies?: readonly PackagePolicy[];
};

export type LoadedPolicy = {
  readonly policy: Policy;
  /** Over everything in the policy that a decision depends on, places included; the same for all line ends. */
  readonly digest: Digest;
  /** The files it was read from. */
  readonly texts: readonly InputText[];
};

const fileName = "tollgate.yml";

/**
 * Reads the policy. Without a file the policy is empty and has no path, so only the built-in rules apply; of another
 * state than the work tree also one that was asked for may not be there. Throws a usage error for a file that is not
 * there, cannot be read or breaks the schema, with everything that is wrong at once.
 */
export async function loadPolicy({
  cwd,
  path,
  packages,
  packagePolicies = [],
  ...places
}: LoadPolicyOptions): Promise<LoadedPolicy> {
  const { root, state } = places;
  const file = policyFile(root, path === undefined ? resolve(root, fileName) : resolve(cwd, path));
  const mayMiss = path === undefined || (state !== undefined && file.isInside);
  const isThere = !mayMiss || policyExists(places, file);
  if (!isThere && path === undefined) refuseOtherSpelling(places);
  if (!isThere && packagePolicies.length === 0)
    return withDigest({ policy: { reports: [], paths: [], rules: [] }, texts: [] });
  const { loadLayers } = await import("./load-layers.ts"); // YAML and the schema cost start-up time
  return withDigest(loadLayers(isThere ? file : undefined, packagePolicies, { places, packages }));
}

function withDigest({ policy, texts }: Omit<LoadedPolicy, "digest">): LoadedPolicy {
  return { policy, digest: digestOf(canonicalJson(policy)), texts };
}

/** A policy under another name would be a policy that nobody reads. */
function refuseOtherSpelling(places: PolicyPlaces): void {
  for (const other of ["tollgate.yaml", ".tollgate.yml", ".tollgate.yaml"])
    if (policyExists(places, policyFile(places.root, resolve(places.root, other))))
      throw usageError(
        `There is a ${other}, the policy is read from ${fileName}.`,
        `Rename it to ${fileName}, or name it: --config ${other}.`,
      );
}
