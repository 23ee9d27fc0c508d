import { createArrivals, isRunOf, selectAttempts, unprovenTests } from "@tollgate/merge";
import {
  type Bundle,
  bundleOf,
  type Evidence,
  type Expectation,
  expectedTests,
  type PackageRef,
} from "@tollgate/model";
import type { PackageInputs } from "@tollgate/workspace";
import { doubtOf, type Source } from "./reuse-doubt.ts";
import { withReused } from "./reused-item.ts";

export type ReuseOptions = {
  readonly expectations: readonly Expectation[];
  readonly packages: readonly PackageRef[];
  readonly headSha: string;
  /** What was given, as it was given. */
  readonly given: Bundle;
  readonly base?: { readonly how: string; readonly evidence: readonly Evidence[] };
  readonly inputs: PackageInputs;
};

export type Reuse = {
  readonly bundle: Bundle;
  /** Why evidence of another commit does not stand for an expectation of which nothing came. */
  readonly notReused: ReadonlyMap<Expectation, string>;
};

/**
 * Where nothing at all came for an expectation, evidence of another commit stands for it if that commit has the same
 * inputs for the package: a restored report is as good as a fresh one. Only whole evidence of a clean checkout does, of
 * which nothing is missing there either. `bound` is what was given, bound to the judged commit.
 */
export function chooseReused(bound: Bundle, options: ReuseOptions): Reuse {
  const { expectations, packages, headSha } = options;
  const own = bound.evidence.filter(({ commit }) => commit === undefined || commit === headSha);
  const arrivalsOf = createArrivals(own, packages);
  const runs = own.flatMap((item) => item.runs);
  const reused = new Map<string, Evidence>();
  const notReused = new Map<Expectation, string>();
  const sources = sourcesOf(options);
  for (const expectation of expectations) {
    if (!expectation.required || arrivalsOf(expectation).length > 0) continue;
    if (runs.some((run) => isRunOf(run, expectation) && run.verdict !== "passed")) continue;
    for (const source of sources) {
      const found = reuse(expectation, source, options);
      if (found === undefined) continue;
      if ("reason" in found) {
        notReused.set(expectation, found.reason);
        continue;
      }
      for (const item of found.items) reused.set(item.id, withReused(reused.get(item.id), item));
      notReused.delete(expectation);
      break;
    }
  }
  if (reused.size === 0) return { bundle: bound, notReused };
  const kept = bound.evidence.filter(({ id }) => !reused.has(id));
  return { bundle: bundleOf([...kept, ...reused.values()]), notReused };
}

function sourcesOf({ given, base, headSha, packages }: ReuseOptions): readonly Source[] {
  return [
    ...byCommit(given.evidence, headSha, packages).map((source) => ({
      ...source,
      from: "a given bundle",
      isGiven: true,
    })),
    ...byCommit(base?.evidence ?? [], headSha, packages).map((source) => ({
      ...source,
      from: base?.how ?? "",
      isGiven: false,
    })),
  ];
}

function byCommit(
  evidence: readonly Evidence[],
  headSha: string,
  packages: readonly PackageRef[],
): readonly Omit<Source, "from" | "isGiven">[] {
  const commits = new Set(evidence.map(({ commit }) => commit));
  return [...commits]
    .filter((commit) => commit !== undefined)
    .filter((commit) => commit !== headSha)
    .sort()
    .map((commit) => {
      const attempts = selectAttempts(evidence.filter((item) => item.commit === commit));
      const { current } = attempts;
      return {
        commit,
        current,
        arrivalsOf: createArrivals(current, packages),
        unproven: unprovenTests(attempts),
      };
    });
}

type Found = { readonly items: readonly Evidence[] } | { readonly reason: string };

/** `undefined` where the source has nothing to say. */
function reuse(expectation: Expectation, source: Source, options: ReuseOptions): Found | undefined {
  const { packages, inputs, headSha } = options;
  const arrivals = source.arrivalsOf(expectation);
  if (arrivals.length === 0) return undefined;
  const name = `${source.from} has ${expectedTests(expectation)} of commit ${source.commit.slice(0, 12)}`;
  const doubt = doubtOf(expectation, source, packages);
  if (doubt !== undefined) return { reason: `${name}, but ${doubt}` };
  const compared = inputs.compare(expectation.package, source.commit);
  if (!compared.same) return { reason: `${name}, but ${compared.reason}` };
  const items = reusedItems(expectation, source, options);
  if (items.length === 0) return { reason: `${name}, in a report that tells more than is the same` };
  const reused = {
    commit: source.commit,
    from: source.from,
    packages: [{ name: expectation.package, inputHash: compared.inputHash }],
  };
  return { items: items.map((item) => ({ ...item, commit: headSha, runs: [], reused })) };
}

/** Tests of the package, and coverage by its own runner of files that are its inputs. */
function reusedItems(
  expectation: Expectation,
  { current, isGiven, arrivalsOf }: Source,
  { inputs }: ReuseOptions,
): readonly Evidence[] {
  const owner = expectation.package;
  const told = new Set(arrivalsOf(expectation).map(({ item }) => item.id));
  const isInput = (path: string): boolean => inputs.isInput(owner, path);
  const items: Evidence[] = [];
  for (const item of current) {
    const {
      tests: foundTests,
      coverage: foundCoverage,
      lineTests: _lineTests,
      findings: _findings,
      ...rest
    } = item;
    const isOwn =
      item.origin.package === owner &&
      (expectation.kind === undefined || item.origin.kind === expectation.kind) &&
      item.status === "ok" &&
      item.dirty !== true;
    const tests = told.has(item.id) ? foundTests : undefined;
    const coverage = isOwn ? foundCoverage : undefined;
    const cases = tests?.cases.filter(
      (test) => test.package === owner || (test.file !== undefined && isInput(test.file)),
    );
    const files = coverage?.files.filter(({ path }) => isInput(path));
    const isWhole =
      cases?.length === foundTests?.cases.length && files?.length === foundCoverage?.files.length;
    if ((cases ?? []).length + (files ?? []).length === 0 || (isGiven && !isWhole)) continue;
    items.push({
      ...rest,
      ...(tests === undefined || cases === undefined
        ? {}
        : { tests: { ...tests, entries: cases.length, cases } }),
      ...(files === undefined ? {} : { coverage: { files } }),
    });
  }
  return items.some(({ tests }) => tests !== undefined) ? items : [];
}
