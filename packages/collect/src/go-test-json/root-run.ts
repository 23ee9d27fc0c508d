import { type Detail, isFailing, type TestStatus } from "@tollgate/model";
import { cleanName } from "../json/clean-name.ts";
import type { RawTest } from "../reader.ts";
import { createKeptOutput, type KeptOutput } from "./kept-output.ts";

/** One execution of a test function with its subtests. */
export type RootRun = {
  readonly root: string;
  /** In the order in which they were met. */
  readonly tests: TestRun[];
  /** The newest execution of each name. */
  readonly newest: Map<string, TestRun>;
};

export type TestRun = {
  readonly name: string;
  /** Absent while the test runs. A benchmark is no test. */
  end?: "pass" | "fail" | "skip" | "bench";
  durationUs?: number;
  readonly output: KeptOutput;
};

/** What came of an execution. */
export type Execution = {
  readonly root: string;
  /** By full name: leaves, and tests that failed although none of their subtests did. */
  readonly cases: Map<string, RawTest>;
  /** Full names of tests that passed and have subtests. */
  readonly passedParents: ReadonlySet<string>;
  /** Tests that began and did not end. */
  readonly unfinished: readonly string[];
};

export function openRootRun(root: string): RootRun {
  return { root, tests: [], newest: new Map() };
}

/** The execution of a name that has not ended, or a new one. */
export function testIn(run: RootRun, name: string, isNew: boolean): TestRun {
  const known = run.newest.get(name);
  if (known !== undefined && !isNew) return known;
  const test: TestRun = { name, output: createKeptOutput() };
  run.tests.push(test);
  run.newest.set(name, test);
  return test;
}

/** Turns an execution into cases. Parents are suites; a parent that fails alone is a case of its own. */
export function settle(run: RootRun, packageName: string): Execution {
  const parents = new Set<string>();
  const failingBelow = new Set<string>();
  for (const test of run.tests) {
    for (const parent of parentsOf(test.name, run)) {
      parents.add(parent);
      if (isFailing(statusOf(test))) failingBelow.add(parent);
    }
  }
  const cases = new Map<string, RawTest>();
  const passedParents = new Set<string>();
  for (const test of run.tests) {
    const isParent = parents.has(test.name);
    const isAlone = isFailing(statusOf(test)) && !failingBelow.has(test.name);
    if (test.end === "bench" || (isParent && !isAlone)) {
      if (test.end === "pass") passedParents.add(test.name);
      continue;
    }
    // Two executions in one root come from a damaged stream only: none may hide the other.
    const key = cases.has(test.name) ? `${test.name}\0${cases.size}` : test.name;
    cases.set(key, caseOf(test, placeOf(test.name, run, packageName)));
  }
  const unfinished = run.tests.filter(({ end }) => end === undefined).map(({ name }) => name);
  return { root: run.root, cases, passedParents, unfinished };
}

function statusOf({ end }: TestRun): TestStatus {
  if (end === "fail") return "failed";
  if (end === "skip") return "skipped";
  return end === undefined ? "errored" : "passed";
}

/**
 * Full names of the tests above, from the outside in. Only names that ran are parents: names of subtests may hold
 * slashes of their own.
 */
function parentsOf(name: string, { newest }: RootRun): readonly string[] {
  const parents: string[] = [];
  let depth = 0;
  for (let at = name.indexOf("/"); at >= 0 && depth < deepestPath; at = name.indexOf("/", at + 1)) {
    const above = name.slice(0, at);
    if (newest.has(above)) parents.push(above);
    depth++;
  }
  return parents;
}

/** Slashes behind this many are part of the name: no test nests like that. */
const deepestPath = 100;

type Place = { readonly suite: readonly string[]; readonly name: string };

/** Package, then the tests above. */
function placeOf(name: string, run: RootRun, packageName: string): Place {
  const steps: string[] = [];
  let from = 0;
  for (const parent of parentsOf(name, run)) {
    steps.push(cleanName(name.slice(from, parent.length)));
    from = parent.length + 1;
  }
  const suite = packageName === "" ? steps : [cleanName(packageName), ...steps];
  return { suite, name: cleanName(name.slice(from)) };
}

function caseOf(test: TestRun, place: Place): RawTest {
  const status = statusOf(test);
  return {
    ...place,
    status,
    ...(test.durationUs === undefined ? {} : { durationUs: test.durationUs }),
    details: detailsOf(test, status),
  };
}

function detailsOf({ output }: TestRun, status: TestStatus): readonly Detail[] {
  switch (status) {
    case "failed":
      return [
        output.detail("failure") ?? { kind: "failure", message: "The test failed and printed nothing." },
      ];
    case "errored":
      return [output.detail("error") ?? { kind: "error", message: "The test began and did not end." }];
    case "skipped":
      return [output.detail("skip") ?? []].flat();
    default:
      return [];
  }
}
