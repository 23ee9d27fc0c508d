import {
  compareText,
  type Evidence,
  type Kind,
  type MergedCase,
  type Origin,
  originId,
  settleSkip,
  type TestCase,
  testIdentity,
} from "@tollgate/model";
import { createHomeFinder } from "./find-homes.ts";
import { foldTries } from "./fold-tries.ts";

/** One test as one report tells it, numbered. */
export type Told = {
  readonly test: TestCase;
  readonly kind: Kind;
  readonly origin: Origin;
  readonly occurrence: number;
  /** One, or one for each try that is a report of its own; sorted. */
  readonly sources: readonly string[];
};

/**
 * Every case of every report, numbered. Equal identities inside one report, or in several reports of one format
 * and invocation (one file a class), are different tests: they count up. In another format of that invocation,
 * or another invocation, the count starts again, so the n-th there is the n-th here.
 */
export function* tellings(evidence: readonly Evidence[]): Iterable<{ key: string; told: Told }> {
  const seen = new Map<string, Map<string, number>>();
  const atHome = createHomeFinder(evidence);
  const inOrder = [...evidence].sort(
    (a, b) => compareText(a.input.path, b.input.path) || compareText(a.id, b.id),
  );
  const tries = foldTries(inOrder);
  for (const { id, origin, input, tests } of inOrder) {
    if (tests === undefined) continue;
    const series = `${originId(origin)}\0${input.format ?? ""}`;
    const counts = seen.get(series) ?? new Map<string, number>();
    seen.set(series, counts);
    const own = [id];
    const instead = tries.instead.get(id);
    let index = -1;
    for (const written of tests.cases) {
      index++;
      const folded = instead?.get(index);
      if (folded === null) continue;
      const test = atHome(folded?.test ?? written, { origin, input });
      const identity = testIdentity(test);
      const occurrence = (counts.get(identity) ?? 0) + 1;
      counts.set(identity, occurrence);
      yield {
        key: `${identity}\0${origin.kind}\0${occurrence}`,
        told: {
          test: settleSkip(test),
          kind: origin.kind,
          origin,
          occurrence,
          sources: folded?.sources ?? own,
        },
      };
    }
  }
}

/** The key under which two reports mean the same test. */
export function caseKey(
  test: Pick<MergedCase, "package" | "file" | "suite" | "name" | "environment" | "kind" | "occurrence">,
): string {
  return `${testIdentity(test)}\0${test.kind}\0${test.occurrence}`;
}
