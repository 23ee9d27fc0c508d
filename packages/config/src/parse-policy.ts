import type { Policy } from "@tollgate/model";
import { check } from "./check.ts";
import { checkPackages } from "./check-packages.ts";
import { checkRules } from "./check-rules.ts";
import { checkScopes } from "./check-scopes.ts";
import type { Fault } from "./fault.ts";
import { parseYaml } from "./parse-yaml.ts";
import { policySchema, policyVersion } from "./policy-schema.ts";
import { refusal } from "./refusal.ts";
import { toPolicy } from "./to-policy.ts";
import type { Tree } from "./tree.ts";

/**
 * The policy in a YAML text. Throws a usage error that lists everything that is wrong with it; `path` is for messages,
 * `packages` are the names in the workspace, where it is known.
 */
export function parsePolicy(text: string, path: string, packages?: readonly string[]): Policy {
  const { tree, faults, locate } = parseYaml(text, path);
  const all = [...faults, ...faultsOf(tree, text, packages)];
  if (all.length > 0) throw refusal(all, locate, "policy");
  return toPolicy(tree, locate);
}

function faultsOf(tree: Tree, text: string, packages: readonly string[] | undefined): readonly Fault[] {
  if (tree.form === "value" && tree.value === null)
    return [
      {
        offset: 0,
        found: "an empty file",
        allowed: "a policy",
        remedy: `Write at least "version: ${policyVersion}", or remove the file to gate by the built-in rules.`,
      },
    ];
  const unknown = packages === undefined ? [] : checkPackages(tree, packages);
  return (
    newerVersion(tree) ?? [
      ...check(tree, policySchema),
      ...checkScopes(tree),
      ...checkRules(tree, text),
      ...unknown,
    ]
  );
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
