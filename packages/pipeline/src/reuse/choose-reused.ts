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
  const unlike = unlikeCoverage(expectation, source, options);
  if (unlike !== undefined) return { reason: `${name}, but ${unlike}` };
  const items = reusedItems(expectation, source, options);
  if (items.length === 0) return { reason: `${name}, in a report that tells more than is the same` };
  const reused = {
    commit: source.commit,
    from: source.from,
    packages: [{ name: expectation.package, inputHash: compared.inputHash }],
  };
  return { items: items.map((item) => ({ ...item, commit: headSha, runs: [], reused })) };
}

/**
 * What its own runner measured shows what its tests reach, also where no manifest or program tells: such a file is an
 * input, too. Ends a sentence.
 */
function unlikeCoverage(
  expectation: Expectation,
  { current, commit }: Source,
  { inputs }: ReuseOptions,
): string | undefined {
  for (const item of current) {
    if (item.coverage === undefined || !isOwn(item, expectation)) continue;
    if (item.status !== "ok") return `${item.input.path} could not be read completely there`;
    if (item.dirty === true) return "its checkout had changed or new files";
    const unlike = item.coverage.files.find(
      ({ path }) => !inputs.isInput(expectation.package, path) && !inputs.isSameFile(path, commit),
    );
    if (unlike !== undefined)
      return `its coverage in ${item.input.path} reaches ${unlike.path}, which is not known to be the same here`;
  }
  return undefined;
}

function isOwn({ origin }: Evidence, { package: owner, kind }: Expectation): boolean {
  return origin.package === owner && (kind === undefined || origin.kind === kind);
}

/** Tests of the package, and coverage by its own runner. */
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
    const tests = told.has(item.id) ? foundTests : undefined;
    const coverage = isOwn(item, expectation) ? foundCoverage : undefined;
    const cases = tests?.cases.filter(
      (test) => test.package === owner || (test.file !== undefined && isInput(test.file)),
    );
    const isWhole =
      cases?.length === foundTests?.cases.length && coverage?.files.length === foundCoverage?.files.length;
    if ((cases ?? []).length + (coverage?.files ?? []).length === 0 || (isGiven && !isWhole)) continue;
    items.push({
      ...rest,
      ...(tests === undefined || cases === undefined
        ? {}
        : { tests: { ...tests, entries: cases.length, cases } }),
      ...(coverage === undefined ? {} : { coverage }),
    });
  }
  return items.some(({ tests }) => tests !== undefined) ? items : [];
}
