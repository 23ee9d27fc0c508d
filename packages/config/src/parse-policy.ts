import { type Place, type Policy, usageError } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { check } from "./check.ts";
import { checkPackages } from "./check-packages.ts";
import type { Fault } from "./fault.ts";
import { policySchema, policyVersion } from "./policy-schema.ts";
import { type Locate, toPolicy } from "./to-policy.ts";
import { parseTree, type Tree } from "./tree.ts";

/**
 * The policy in a YAML text. Throws a usage error that lists everything that is wrong with it; `path` is for messages,
 * `packages` are the names in the workspace, where it is known.
 */
export function parsePolicy(text: string, path: string, packages?: readonly string[]): Policy {
  const locate = locator(text, path);
  const { tree, faults } = parseTree(text);
  const all = [...faults, ...faultsOf(tree, packages)];
  if (all.length > 0) throw refusal(all, locate, path);
  return toPolicy(tree, locate);
}

function faultsOf(tree: Tree, packages: readonly string[] | undefined): readonly Fault[] {
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
  return newerVersion(tree) ?? [...check(tree, policySchema), ...unknown];
}

/** What else is wrong with a policy of a newer format is for a newer Tollgate to say. */
function newerVersion(tree: Tree): readonly Fault[] | undefined {
  const version =
    tree.form === "object" ? tree.members.find(({ key }) => key === "version")?.value : undefined;
  if (version?.form !== "value" || typeof version.value !== "number" || version.value <= policyVersion)
    return undefined;
  return [
    {
      offset: version.offset,
      found: `version ${version.value}`,
      allowed: `version ${policyVersion}`,
      remedy: `Update Tollgate, or write the policy for version ${policyVersion}.`,
    },
  ];
}

/** A broken file can have one problem a line; the first ones tell what to do. */
const shown = 20;

function refusal(faults: readonly Fault[], locate: Locate, path: string): Error {
  const lines = [...faults]
    .sort((a, b) => a.offset - b.offset)
    .slice(0, shown)
    .map(({ offset, found, allowed, remedy }) => {
      const { line, column } = locate(offset);
      return `  ${path}:${line}:${column}: found ${found}; allowed: ${allowed}. ${remedy}`;
    });
  const more = faults.length > shown ? [`  and ${plural(faults.length - shown, "more problem")}`] : [];
  return usageError(
    `The policy ${path} has ${plural(faults.length, "problem")}:\n${[...lines, ...more].join("\n")}`,
    "Correct these places and run it again; docs/policy.md tells what a policy can say.",
  );
}

function locator(text: string, path: string): Locate {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset): Place => {
    const line = starts.findLastIndex((start) => start <= offset) + 1;
    return { path, line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
}
