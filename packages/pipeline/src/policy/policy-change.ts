import { softenedRules } from "@tollgate/gate";
import type { ChangeSet, IsoDate, Policy, Problem, RepoPath } from "@tollgate/model";
import { ownersPlaces } from "@tollgate/workspace";
import type { Ruling } from "./ruling.ts";
import type { Setting } from "./setting.ts";

/** Where a policy is when nothing else is asked for: a change may have removed it. */
const usualPath = "tollgate.yml";

/** Where waivers are. */
const waiversFolder = ".tollgate/waivers/";

/** The files by which is judged that a change edits, sorted. */
export function changedRulingFiles(
  { policy, proposed }: Pick<Setting, "policy" | "proposed">,
  { files }: ChangeSet,
): readonly RepoPath[] {
  const policies = [policy, proposed?.policy].flatMap((one) => [
    one?.path ?? usualPath,
    ...(one?.layers ?? []).map(({ path }) => path),
  ]);
  const isRuling = (path: RepoPath): boolean =>
    policies.includes(path) || ownersPlaces.includes(path) || path.startsWith(waiversFolder);
  const paths = files.flatMap(({ path, oldPath = path }) => [path, oldPath]);
  return [...new Set(paths.filter(isRuling))].sort();
}

/** A change that edits what judges it says so: whoever reads it must look at that part first. */
export function policyChange(
  setting: Pick<Setting, "policy" | "proposed" | "ruling">,
  changes: ChangeSet,
  date: IsoDate,
): readonly Problem[] {
  const { policy, ruling } = setting;
  if (ruling.from === "work-tree") return ownPolicyChange(policy, changes, date);
  const installed = installedLayers(policy, changes);
  const files = changedRulingFiles(setting, changes);
  // The first policy has a word of its own.
  if (files.length === 0 || policy.origin?.from === "first") return installed;
  return [...installed, toProblem(`This change edits ${listOf(files)}. ${countsWords(ruling)}`, files[0]!)];
}

/** A package's policy that the change itself commits below node_modules: it lies there as the change wants it. */
function installedLayers({ layers = [] }: Policy, { files }: ChangeSet): readonly Problem[] {
  const names = layers.map(({ path }) => `node_modules/${path}`);
  return files
    .filter(({ path }) => names.some((name) => path === name || path.endsWith(`/${name}`)))
    .map(({ path }) => ({
      code: "policy-unknown",
      severity: "warning",
      message: `This change commits ${path}, by which it is judged: what the package itself asks for is not known.`,
      remedy: "Take node_modules out of git, and install the package before the gate.",
      path,
    }));
}

function countsWords({ ref }: Extract<Ruling, { from: "base" }>): string {
  return `It is judged by what ${ref} has; what its own would make of it is told with the verdict.`;
}

/** A change that is judged by its own policy. */
function ownPolicyChange(policy: Policy, { files }: ChangeSet, date: IsoDate): readonly Problem[] {
  const path = policy.path ?? usualPath;
  const file = files.find((candidate) => candidate.path === path || candidate.oldPath === path);
  if (file === undefined) return [];
  const verb = policy.path === undefined ? "removes" : file.change === "added" ? "adds" : "edits";
  const soft = softenedRules(policy, date);
  const message = [
    `This change ${verb} ${path}, by which it is judged.`,
    ...(soft.length === 0 ? [] : [`In it ${listOf(soft)} ${soft.length === 1 ? "does" : "do"} not decide.`]),
  ].join(" ");
  return [toProblem(message, path)];
}

function toProblem(message: string, path: RepoPath): Problem {
  return {
    code: "policy-changed",
    severity: "warning",
    message,
    remedy: "Review what it asks for before the verdict.",
    path,
  };
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
