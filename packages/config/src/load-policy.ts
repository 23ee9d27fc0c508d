import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import {
  canonicalJson,
  type Digest,
  digestOf,
  type InputText,
  type Policy,
  textDigest,
  usageError,
} from "@tollgate/model";
import { readText } from "./read-text.ts";

export type LoadPolicyOptions = {
  /** Absolute path of the repository's root. */
  readonly root: string;
  /** Absolute; `path` is relative to it. */
  readonly cwd: string;
  /** The policy that was asked for. @default tollgate.yml at the root, where there is one */
  readonly path?: string;
  /** Names of the packages that `reports` may name. @default any */
  readonly packages?: readonly string[];
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
 * Reads the policy. Without a file the policy is empty, so only the built-in rules apply. Throws a usage error for
 * a file that is not there, cannot be read or breaks the schema, with everything that is wrong at once.
 */
export async function loadPolicy({ root, cwd, path, packages }: LoadPolicyOptions): Promise<LoadedPolicy> {
  const absolute = path === undefined ? resolve(root, fileName) : resolve(cwd, path);
  if (path === undefined && !existsSync(absolute)) {
    refuseOtherSpelling(root);
    return withDigest({ reports: [], paths: [], rules: [] }, []);
  }
  const shown = shownPath(root, absolute);
  const text = readText(absolute, { path: shown, what: "policy" });
  const { parsePolicy } = await import("./parse-policy.ts"); // YAML and the schema cost start-up time
  return withDigest(parsePolicy(text, shown, packages), [
    { what: "policy", path: shown, digest: textDigest(text) },
  ]);
}

function withDigest(policy: Policy, texts: LoadedPolicy["texts"]): LoadedPolicy {
  return { policy, digest: digestOf(canonicalJson(policy)), texts };
}

/** A policy under another name would be a policy that nobody reads. */
function refuseOtherSpelling(root: string): void {
  for (const other of ["tollgate.yaml", ".tollgate.yml", ".tollgate.yaml"])
    if (existsSync(resolve(root, other)))
      throw usageError(
        `There is a ${other}, the policy is read from ${fileName}.`,
        `Rename it to ${fileName}, or name it: --config ${other}.`,
      );
}

/** Below the root as everybody sees it, elsewhere as it lies on this machine. */
function shownPath(root: string, absolute: string): string {
  const inside = relative(root, absolute).split(sep).join("/");
  return inside === "" || inside.startsWith("../") ? absolute.split(sep).join("/") : inside;
}
