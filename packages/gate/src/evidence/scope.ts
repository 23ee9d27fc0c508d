import { compareText, type Report, type ReportInput, type Scope } from "@tollgate/model";
import { nearestNames } from "../nearest-names.ts";
import type { Gap } from "./gap.ts";
import { isIn } from "./in-environment.ts";
import { once } from "./once.ts";
import { type Item, within } from "./within.ts";

/** What a rule asks about; `inputs` is whatever arrived. */
export type Topic = "tests" | "coverage" | "findings" | "runs" | "inputs";

/**
 * True when what this package ran for this kind may speak about the scope. Tests belong to the package of their
 * file, and a run in a folder reaches the packages below it; which sources a run covers nobody knows before its
 * report is read.
 */
export function reachOf(report: Report, scope: Scope, topic: Topic): (origin: OriginOf) => boolean {
  const dirOf = new Map(report.packages.map(({ name, dir }) => [name, dir]));
  const wanted = [...(scope.package === undefined ? [] : [scope.package]), ...(scope.packages ?? [])];
  const wantedDirs = wanted.map((name) => dirOf.get(name));
  const holds = within(report, scope);
  return ({ package: ran, kind, environment }) => {
    if (!holds({ kind }) || isElsewhere(environment, scope)) return false;
    if (topic === "coverage" || holds({ package: ran, kind })) return true;
    const dir = dirOf.get(ran ?? "");
    return wantedDirs.some(
      (name) => name === undefined || dir === undefined || dir === "" || name.startsWith(`${dir}/`),
    );
  };
}

/** Who ran something, as far as that is known. */
type OriginOf = Pick<Item, "package" | "kind"> & { readonly environment?: readonly string[] };

/** What names another value of the same kind: `node=20` says nothing of `node=22`. */
function isElsewhere(pairs: readonly string[] = [], { environment }: Scope): boolean {
  if (environment === undefined || !environment.includes("=") || isIn(pairs, environment)) return false;
  const name = environment.slice(0, environment.indexOf("=") + 1);
  return pairs.some((pair) => pair.startsWith(name));
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

/**
 * A package that the workspace does not have, an owner whom CODEOWNERS does not name, or a kind of which nothing arrived:
 * a misspelt scope judges nothing.
 */
export function scopeDoubt(report: Report, scope: Scope): Gap | undefined {
  return (
    unknownPackage(report, scope) ??
    unknownOwner(report, scope) ??
    unknownKind(report, scope) ??
    unknownEnvironment(report, scope)
  );
}

/** A package of the scope that the workspace does not have. */
export function unknownPackage(
  { packages }: Report,
  scope: Pick<Scope, "package" | "packages">,
): Gap | undefined {
  const names = namesOf(packages);
  const unknown = [scope.package, ...(scope.packages ?? [])].find(
    (name) => name !== undefined && !names.has(name),
  );
  if (unknown === undefined) return undefined;
  return {
    cause: "absent",
    what: `the workspace has no package "${unknown}"`,
    remedy: `${advice(unknown, names, "The workspace has")} Where the change removes or renames it, let another change take it out of the policy first.`,
  };
}

const namesOf = once(
  (packages: Report["packages"]): ReadonlySet<string> => new Set(packages.map(({ name }) => name)),
);

function unknownOwner({ owners }: Report, scope: Scope): Gap | undefined {
  const wanted = [scope.owner, ...(scope.owners ?? [])].filter((owner) => owner !== undefined);
  if (wanted.length === 0) return undefined;
  if (owners === undefined)
    return {
      cause: "absent",
      what: `there is no CODEOWNERS file, so nobody knows what ${wanted[0]} owns`,
      remedy: "Write .github/CODEOWNERS, or narrow the rule by `package` or `path`.",
    };
  const names = new Set([...owners.values()].flat());
  const unknown = wanted.find((owner) => !names.has(owner));
  if (unknown === undefined) return undefined;
  return {
    cause: "absent",
    what: `by CODEOWNERS "${unknown}" owns no file that was judged`,
    remedy: advice(unknown, names, "Owners are"),
  };
}

function unknownKind(report: Report, { kind }: Scope): Gap | undefined {
  const kinds = kind === undefined ? new Set<string>() : kindsOf(report);
  if (kind === undefined || kinds.has(kind)) return undefined;
  return {
    cause: "absent",
    what: `nothing of the kind "${kind}" arrived`,
    remedy: `${advice(kind, kinds, "There is")} The kind of a report is set in \`reports\` of the policy or by its folder.`,
  };
}

function unknownEnvironment(report: Report, { environment }: Scope): Gap | undefined {
  if (environment === undefined) return undefined;
  const known = environmentsOf(report);
  if (known.has(environment)) return undefined;
  return {
    cause: "absent",
    what: `nothing of the environment "${environment}" arrived`,
    remedy: `${advice(environment, known, "There is")} The environment of a job is named by --environment, that of a runner by its projects.`,
  };
}

/** Pairs of CI matrices, one by one and as a job names them together, and what runners name. */
const environmentsOf = once(({ inputs, tests }: Report): ReadonlySet<string> => {
  const known = new Set<string>();
  const add = (pairs: readonly string[]): void => {
    for (const name of pairs) known.add(name);
    if (pairs.length > 1) known.add(pairs.join(", "));
  };
  for (const { origin, superseded } of inputs) if (!superseded) add(origin.environment);
  for (const { environment, byEnvironment = [] } of tests) {
    if (environment !== undefined) known.add(environment);
    for (const result of byEnvironment) add(result.environment);
  }
  return known;
});

function advice(name: string, names: ReadonlySet<string>, there: string): string {
  const near = nearestNames(name, names);
  if (near.length > 0) return `Did you mean ${near.map((candidate) => `"${candidate}"`).join(" or ")}?`;
  const all = [...names].sort(compareText);
  if (all.length === 0) return `${there} none.`;
  return `${there} ${all.slice(0, 5).join(", ")}${all.length > 5 ? ` and ${all.length - 5} more` : ""}.`;
}

const kindsOf = once(({ inputs, tests, coverage, runs, missing }: Report): ReadonlySet<string> => {
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
});
