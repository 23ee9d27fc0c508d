import { existsSync, readFileSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import {
  canonicalJson,
  type Digest,
  digestOf,
  type Policy,
  TollgateError,
  usageError,
} from "@tollgate/model";

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
    return withDigest({ reports: [], paths: [], rules: [] });
  }
  const shown = shownPath(root, absolute);
  const text = readText(absolute, shown);
  const { parsePolicy } = await import("./parse-policy.ts"); // YAML and the schema cost start-up time
  return withDigest(parsePolicy(text, shown, packages));
}

function withDigest(policy: Policy): LoadedPolicy {
  return { policy, digest: digestOf(canonicalJson(policy)) };
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

/** Far more than any policy; a larger file is another file. */
const largest = 262_144;

function readText(absolute: string, shown: string): string {
  const bytes = readBytes(absolute, shown);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw usageError(`The policy ${shown} is not UTF-8.`, "Save it as UTF-8.", error);
  }
}

function readBytes(absolute: string, shown: string): Uint8Array {
  try {
    const stats = statSync(absolute);
    if (!stats.isFile())
      throw usageError(`The policy ${shown} is not a file.`, `Name a YAML file, as in ${fileName}.`);
    if (stats.size > largest)
      throw usageError(
        `The policy ${shown} has ${stats.size} bytes, at most ${largest} are read.`,
        "Name a policy.",
      );
    return readFileSync(absolute);
  } catch (error) {
    if (error instanceof TollgateError || !(error instanceof Error && "code" in error)) throw error;
    throw unreadable(shown, String(error.code), error);
  }
}

function unreadable(shown: string, code: string, cause: unknown): Error {
  if (code === "ENOENT" || code === "ENOTDIR")
    return usageError(
      `There is no policy ${shown}.`,
      "Check its name; it is relative to the folder where Tollgate runs.",
      cause,
    );
  if (code === "EACCES" || code === "EPERM")
    return usageError(
      `The policy ${shown} may not be read by this user.`,
      "Give the user that runs Tollgate permission to read it.",
      cause,
    );
  return usageError(`The policy ${shown} cannot be read (${code}).`, "Check the disk and the file.", cause);
}

/** Below the root as everybody sees it, elsewhere as it lies on this machine. */
function shownPath(root: string, absolute: string): string {
  const inside = relative(root, absolute).split(sep).join("/");
  return inside === "" || inside.startsWith("../") ? absolute.split(sep).join("/") : inside;
}
