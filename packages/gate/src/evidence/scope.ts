import { compareText, type Report, type ReportInput, type Scope } from "@tollgate/model";
import { nearestNames } from "../nearest-names.ts";
import type { Gap } from "./gap.ts";

/** True when what belongs to this package and kind is judged by a rule of this scope; what is absent may be any. */
export function isWithin(scope: Scope, { package: owner, kind }: Scope): boolean {
  return matches(scope.package, owner) && matches(scope.kind, kind);
}

function matches(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || found === undefined || wanted === found;
}

/** What a rule asks about; `inputs` is whatever arrived. */
export type Topic = "tests" | "coverage" | "runs" | "inputs";

/**
 * True when what this package ran for this kind may speak about the scope. Tests belong to the package of their
 * file, and a run in a folder reaches the packages below it; which sources a run covers nobody knows before its
 * report is read.
 */
export function reachOf({ packages }: Report, scope: Scope, topic: Topic): (origin: Scope) => boolean {
  const dirOf = new Map(packages.map(({ name, dir }) => [name, dir]));
  const wanted = scope.package === undefined ? undefined : dirOf.get(scope.package);
  return (origin) => {
    if (!matches(scope.kind, origin.kind)) return false;
    if (topic === "coverage" || matches(scope.package, origin.package)) return true;
    const dir = dirOf.get(origin.package ?? "");
    return wanted === undefined || dir === undefined || dir === "" || wanted.startsWith(`${dir}/`);
  };
}

/** Inputs that count and may speak about the scope; an unreadable one may be about any topic. */
export function inputsWithin(report: Report, scope: Scope, topic: Topic): readonly ReportInput[] {
  const reaches = reachOf(report, scope, topic);
  return report.inputs.filter(
    (input) =>
      !input.superseded &&
      !saysNothing(input) &&
      (topic === "inputs" || input.holds === undefined || input.holds === topic) &&
      reaches(input.origin),
  );
}

/** A file that is fine and in no format: what Tollgate itself wrote. It is no report that arrived. */
function saysNothing({ status, holds, input }: ReportInput): boolean {
  return status === "ok" && holds === undefined && input.format === undefined;
}

/** A package that the workspace does not have, or a kind of which nothing arrived: a misspelt scope judges nothing. */
export function scopeDoubt(report: Report, { package: owner, kind }: Scope): Gap | undefined {
  const packages = new Set(report.packages.map(({ name }) => name));
  if (owner !== undefined && !packages.has(owner))
    return {
      cause: "absent",
      what: `the workspace has no package "${owner}"`,
      remedy: advice(owner, packages, "The workspace has"),
    };
  const kinds = kind === undefined ? new Set<string>() : kindsOf(report);
  if (kind === undefined || kinds.has(kind)) return undefined;
  return {
    cause: "absent",
    what: `nothing of the kind "${kind}" arrived`,
    remedy: `${advice(kind, kinds, "There is")} The kind of a report is set in \`reports\` of the policy or by its folder.`,
  };
}

function advice(name: string, names: ReadonlySet<string>, there: string): string {
  const near = nearestNames(name, names);
  if (near.length > 0) return `Did you mean ${near.map((candidate) => `"${candidate}"`).join(" or ")}?`;
  const all = [...names].sort(compareText);
  if (all.length === 0) return `${there} none.`;
  return `${there} ${all.slice(0, 5).join(", ")}${all.length > 5 ? ` and ${all.length - 5} more` : ""}.`;
}

function kindsOf({ inputs, tests, coverage, runs, missing }: Report): ReadonlySet<string> {
  const kinds = new Set<string>();
  const add = (kind: string | undefined): void => {
    if (kind !== undefined) kinds.add(kind);
  };
  for (const { origin } of inputs) add(origin.kind);
  for (const { kind } of tests) add(kind);
  for (const { byKind } of coverage) for (const { kind } of byKind) add(kind);
  for (const { kind } of runs) add(kind);
  for (const { kind } of missing) add(kind);
  return kinds;
}
