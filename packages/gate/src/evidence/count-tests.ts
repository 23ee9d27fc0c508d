import {
  canonicalJson,
  isFailing,
  isWholeRepository,
  type MergedCase,
  type Report,
  type Scope,
} from "@tollgate/model";
import { plural } from "@tollgate/text";
import { testNoun } from "../scope-words.ts";
import { testsOfPackages } from "./by-package.ts";
import type { Gap } from "./gap.ts";
import { inEnvironment, isTold } from "./in-environment.ts";
import { once } from "./once.ts";
import { inputsWithin } from "./scope.ts";
import { asksForPlace, within } from "./within.ts";

export type TestCounts = {
  /** Passed or failing: skipped and todo tests did not run. */
  readonly ran: number;
  /** Without those that a waiver names. */
  readonly failing: readonly MergedCase[];
  readonly excused: readonly MergedCase[];
  readonly skipped: number;
  readonly flaky: number;
  readonly recovered: number;
};

/** A test without a file may lie anywhere: where the scope asks for a place, it counts when it fails, and not else. */
export function countTests(
  report: Report,
  scope: Scope,
  isExcused: (test: MergedCase) => boolean = () => false,
): TestCounts {
  const here = testsWithin(report, scope);
  const failed = here.filter(({ status }) => isFailing(status));
  const excused = failed.filter(isExcused);
  const placed = here.filter((test) => isFailing(test.status) || isCertainlyWithin(test, scope));
  const skipped = placed.filter(({ status }) => status === "skipped" || status === "todo").length;
  return {
    ran: placed.length - skipped,
    failing: excused.length === 0 ? failed : failed.filter((test) => !excused.includes(test)),
    excused,
    skipped,
    flaky: here.filter(({ flaky }) => flaky).length,
    recovered: here.filter(({ recovered }) => recovered).length,
  };
}

/** Tests that the scope holds, and those that it may hold because they have no file. */
export function testsWithin(report: Report, scope: Scope): readonly MergedCase[] {
  const known = testsByScope(report);
  const key = canonicalJson(scope);
  const found = known.get(key) ?? findTests(report, scope);
  known.set(key, found);
  return found;
}

/** Several rules ask for the tests of one scope. */
const testsByScope = once((_report: Report) => new Map<string, readonly MergedCase[]>());

function findTests(report: Report, scope: Scope): readonly MergedCase[] {
  const holds = within(report, scope);
  const { environment } = scope;
  const here = testsOfPackages(report, scope).filter(({ package: owning, kind, file }) =>
    holds({ package: owning, kind, path: file }),
  );
  return environment === undefined ? here : here.flatMap((test) => inEnvironment(test, environment) ?? []);
}

/**
 * False for a test that may lie in the scope or elsewhere: it has no file where the scope asks for a place, or nobody says
 * where it ran.
 */
export function isCertainlyWithin(test: MergedCase, scope: Scope): boolean {
  if (test.file === undefined && asksForPlace(scope)) return false;
  return scope.environment === undefined || isTold(test, scope.environment);
}

/** Why no test ran: a report of nothing is broken evidence, no report is absent evidence. */
export function nothingRan(report: Report, scope: Scope, skipped: number): Gap {
  const noun = testNoun(scope);
  const arrived = inputsWithin(report, scope, "tests").length > 0 || skipped > 0;
  if (!arrived)
    return {
      cause: "absent",
      what: isNarrow(scope) ? `no report of ${noun.many} arrived` : "no test report arrived",
      remedy:
        "Run the tests before Tollgate and let them write a report into a folder that is collected; `reports` in tollgate.yml names other places.",
    };
  return {
    cause: "bad",
    what: skippedText(noun, skipped),
    remedy: "Look at the runner's filters and at its log: a run that runs nothing proves nothing.",
  };
}

function skippedText({ one, many }: ReturnType<typeof testNoun>, skipped: number): string {
  if (skipped === 0) return `the test reports that arrived have no ${one}`;
  return skipped === 1 ? `the only ${one} was skipped` : `all ${plural(skipped, one, many)} were skipped`;
}

function isNarrow(scope: Scope): boolean {
  return scope.kind !== undefined || !isWholeRepository(scope);
}
