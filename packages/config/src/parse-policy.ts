import type { Policy } from "@tollgate/model";
import { check } from "./check.ts";
import { checkPackages } from "./check-packages.ts";
import { checkRules } from "./check-rules.ts";
import { checkScopes } from "./check-scopes.ts";
import type { Fault } from "./fault.ts";
import { parseYaml } from "./parse-yaml.ts";
import { policySchema, policyVersion } from "./policy-schema.ts";
import { refusal } from "./refusal.ts";
import type { ObjectSchema } from "./schema.ts";
import { type Scopes, toPolicy } from "./to-policy.ts";
import type { Tree } from "./tree.ts";

export type ParsePolicyOptions = {
  /** The names in the workspace, where it is known. */
  readonly packages?: readonly string[];
};

/**
 * The policy in a YAML text, without what it extends. Throws a usage error that lists everything that is wrong with it;
 * `path` is for messages.
 */
export function parsePolicy(text: string, path: string, { packages }: ParsePolicyOptions = {}): Policy {
  const parsed = parseYaml(text, path);
  const all = [
    ...parsed.faults,
    ...faultsOf(parsed.tree, text, policySchema),
    ...scopeFaults(parsed.tree, noScopes),
    ...(packages === undefined ? [] : checkPackages(parsed.tree, packages)),
  ];
  if (all.length > 0) throw refusal(all, parsed.locate, "policy");
  return toPolicy(parsed.tree, parsed.locate, noScopes);
}

const noScopes: Scopes = new Map();

/** What its schema and its rules refuse. */
export function faultsOf(tree: Tree, text: string, schema: ObjectSchema): readonly Fault[] {
  if (tree.form === "value" && tree.value === null)
    return [
      {
        offset: 0,
        found: "an empty file",
        allowed: "a policy",
        remedy: `Write at least "version: ${policyVersion}", or remove the file to gate by the built-in rules.`,
      },
    ];
  return newerVersion(tree) ?? [...check(tree, schema), ...checkRules(tree, text)];
}

/** What a rule says of scopes that neither this file nor those above it describe. */
export function scopeFaults(tree: Tree, inherited: Scopes): readonly Fault[] {
  return newerVersion(tree) === undefined ? checkScopes(tree, [...inherited.keys()]) : [];
}

/** What else is wrong with a policy of a newer format is for a newer Tollgate to say. */
function newerVersion(tree: Tree): readonly Fault[] | undefined {
  const version =
    tree.form === "object" ? tree.members.find(({ key }) => key === "version")?.value : undefined;
  if (version?.form !== "value" || !Number.isSafeInteger(version.value)) return undefined;
  if (Number(version.value) <= policyVersion) return undefined;
  return [
    {
      offset: version.offset,
      found: `version ${version.value}`,
      allowed: `version ${policyVersion}`,
      remedy: `Update Tollgate, or write the policy for version ${policyVersion}.`,
    },
  ];
}
