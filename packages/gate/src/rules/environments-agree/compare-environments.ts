import {
  compareText,
  type EnvironmentResult,
  fullTitle,
  isFailing,
  type MergedCase,
  type Report,
  type Scope,
  type TestStatus,
  worstStatus,
} from "@tollgate/model";
import { testsWithin } from "../../evidence/count-tests.ts";
import { inputsWithin } from "../../evidence/scope.ts";

/** How a test ended in one environment. */
export type End = "passed" | "failed" | "skipped" | "absent";

/** A test that did not end alike everywhere, by environment. */
export type Disagreement = {
  readonly test: MergedCase;
  readonly ends: ReadonlyMap<string, End>;
  /** It only seems so because it is absent somewhere: a missing report may have it. */
  readonly isOpen: boolean;
};

export type Comparison = {
  readonly ran: number;
  readonly skipped: number;
  /** How many tests were compared, each once. */
  readonly compared: number;
  /** Ran, and nobody says where. */
  readonly unnamed: number;
  /** All that were compared, sorted. */
  readonly environments: readonly string[];
  readonly disagreements: readonly Disagreement[];
};

/** One test over all its executions. */
type Executions = MergedCase[];

/** Compares matrix environments over the tests of a kind, and those of the runner over those of a package and kind. */
export function compareEnvironments(report: Report, scope: Scope, areSkipsIgnored: boolean): Comparison {
  const tests = testsWithin(report, scope);
  const ran = tests.filter(didRun).length;
  const counted = { ran, skipped: tests.length - ran };
  const isNamedAnywhere = (test: MergedCase): boolean =>
    test.environment !== undefined || test.byEnvironment !== undefined;
  if (!tests.some(isNamedAnywhere))
    return { ...counted, compared: 0, unnamed: ran, environments: [], disagreements: [] };
  const matrix = environmentsBy(({ kind }) => kind);
  const runners = environmentsBy(({ package: owner, kind }) => `${owner}\0${kind}`);
  for (const { origin, holds } of inputsWithin(report, scope, "tests"))
    if (holds === "tests" && origin.environment.length > 0) matrix.add(origin, label(origin));
  for (const test of tests) {
    for (const result of test.byEnvironment ?? []) matrix.add(test, label(result));
    if (test.environment !== undefined) runners.add(test, test.environment);
  }
  const disagreements: Disagreement[] = [];
  const used = new Set<ReadonlySet<string>>();
  let compared = 0;
  let unnamed = 0;
  for (const group of executionsOf(tests)) {
    const [first] = group as [MergedCase]; // not empty
    const sides = [
      { names: matrix.of(first), results: resultsOf(group) },
      { names: runners.of(first), results: projectsOf(group) },
    ].filter(({ names, results }) => names.size > 1 && results.length > 0);
    if (sides.length > 0) compared++;
    else if (group.some(didRun) && !isNamed(group)) unnamed++;
    for (const { names, results } of sides) {
      used.add(names);
      if (isPlainlyAlike(names, results)) continue;
      const found = disagreementOf(group, endsIn(names, results), areSkipsIgnored);
      if (found !== undefined) disagreements.push(found);
    }
  }
  return {
    ...counted,
    ...{ compared, unnamed },
    environments: [...new Set([...used].flatMap((names) => [...names]))].sort(compareText),
    disagreements: inOrder(disagreements),
  };
}

/** Only the runner's environments make several of one test, and to tell which are the same costs a text for each. */
function executionsOf(tests: readonly MergedCase[]): Iterable<Executions> {
  return tests.some(({ environment }) => environment !== undefined)
    ? Map.groupBy(tests, identityOf).values()
    : tests.map((test) => [test]);
}

function inOrder(disagreements: readonly Disagreement[]): readonly Disagreement[] {
  return disagreements
    .map((found) => ({ found, key: identityOf(found.test) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ found }) => found);
}

/** The same test in any environment. */
function identityOf(test: MergedCase): string {
  const { package: owner, file = "", kind, occurrence } = test;
  return [file, fullTitle(test), owner, kind, String(occurrence).padStart(6, "0")].join("\0");
}

function label({ environment }: Pick<EnvironmentResult, "environment">): string {
  return environment.join(", ");
}

const none: ReadonlySet<string> = new Set();

type Placed = Pick<MergedCase, "package" | "kind">;

/** Environments by what they are compared over. */
function environmentsBy(keyOf: (placed: Placed) => string): {
  readonly add: (placed: Placed, name: string) => void;
  readonly of: (placed: Placed) => ReadonlySet<string>;
} {
  const known = new Map<string, Set<string>>();
  return {
    add(placed, name) {
      const key = keyOf(placed);
      const names = known.get(key);
      if (names === undefined) known.set(key, new Set([name]));
      else names.add(name);
    },
    of: (placed) => (known.size === 0 ? none : (known.get(keyOf(placed)) ?? none)),
  };
}

type Result = readonly [environment: string, status: TestStatus];

function resultsOf(group: Executions): readonly Result[] {
  return group.flatMap(({ byEnvironment = [] }) =>
    byEnvironment.map((result): Result => [label(result), result.status]),
  );
}

function projectsOf(group: Executions): readonly Result[] {
  return group.flatMap(({ environment, status }): readonly Result[] =>
    environment === undefined ? [] : [[environment, status]],
  );
}

/** The usual case, told without more work: one result for each environment, and all the same. */
function isPlainlyAlike(names: ReadonlySet<string>, results: readonly Result[]): boolean {
  const [[, status] = []] = results;
  return (
    results.length === names.size &&
    results.every((result) => result[1] === status) &&
    new Set(results.map(([name]) => name)).size === names.size
  );
}

/** The end in each of several environments. */
function endsIn(names: ReadonlySet<string>, results: readonly Result[]): ReadonlyMap<string, End> {
  const statuses = new Map<string, TestStatus>();
  for (const [name, status] of results) statuses.set(name, worstStatus(statuses.get(name) ?? status, status));
  return new Map([...names].sort(compareText).map((name) => [name, endOf(statuses.get(name))]));
}

function endOf(status: TestStatus | undefined): End {
  if (status === undefined) return "absent";
  if (status === "passed") return "passed";
  return isFailing(status) ? "failed" : "skipped";
}

function disagreementOf(
  group: Executions,
  ends: ReadonlyMap<string, End>,
  areSkipsIgnored: boolean,
): Disagreement | undefined {
  const counted = [...ends.values()].filter((end) => end !== "skipped" || !areSkipsIgnored);
  const kinds = new Set(counted);
  if (kinds.size < 2 || !(kinds.has("passed") || kinds.has("failed"))) return undefined;
  kinds.delete("absent");
  const [test] = group.toSorted((a, b) => compareText(a.environment ?? "", b.environment ?? ""));
  return { test: test!, ends, isOpen: kinds.size < 2 }; // a group is not empty
}

function didRun({ status }: MergedCase): boolean {
  return status !== "skipped" && status !== "todo";
}

function isNamed(group: Executions): boolean {
  return group.some(
    ({ environment, byEnvironment }) => environment !== undefined || byEnvironment !== undefined,
  );
}
