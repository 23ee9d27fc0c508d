import { type MergedCase, testRefKey, testRefOf, type Waiver } from "@tollgate/model";
import { failureFingerprint } from "@tollgate/text";
import { failuresOf } from "../evidence/test-failures.ts";
import type { RuleContext } from "../rule.ts";

/** The tests of one judgement that waivers excuse, and by which. */
export type Excuses = Pick<RuleContext, "isExcused" | "isExcusedTest"> & {
  /** Waivers by the key of a test that was asked about and that they excuse. */
  readonly found: ReadonlyMap<string, readonly string[]>;
};

/** Excuses by waivers that name a test and a failure. A test with a failure that none of them names is not excused. */
export function excusesOf(waivers: readonly Waiver[]): Excuses {
  const byTest = new Map<string, Waiver[]>();
  for (const waiver of waivers) {
    if (waiver.test === undefined || waiver.failure === undefined) continue;
    const key = testRefKey(waiver.test);
    byTest.set(key, [...(byTest.get(key) ?? []), waiver]);
  }
  const found = new Map<string, readonly string[]>();
  return {
    found,
    isExcused(test) {
      if (byTest.size === 0) return false;
      const key = testRefKey(testRefOf(test));
      const naming = byTest.get(key);
      const ids = naming === undefined ? [] : excusing(naming, test);
      if (ids.length > 0) found.set(key, ids);
      return ids.length > 0;
    },
  };
}

/** Excuses by waivers that name a test, whatever is wrong with it. */
export function excusesByName(waivers: readonly Waiver[]): Excuses {
  const byTest = new Map<string, readonly string[]>();
  for (const { id, test } of waivers) {
    if (test === undefined) continue;
    const key = testRefKey(test);
    byTest.set(key, [...(byTest.get(key) ?? []), id]);
  }
  const found = new Map<string, readonly string[]>();
  return {
    found,
    isExcusedTest(test) {
      const key = testRefKey(test);
      const ids = byTest.get(key);
      if (ids !== undefined) found.set(key, ids);
      return ids !== undefined;
    },
  };
}

/** The waivers that name the test's failures; none where one failure has none. */
function excusing(naming: readonly Waiver[], test: MergedCase): readonly string[] {
  const failures = failuresOf(test).map(failureFingerprint);
  if (failures.length === 0) return [];
  const all = failures.map((failure) =>
    failure === undefined ? [] : naming.filter((waiver) => waiver.failure === failure),
  );
  return all.some((ids) => ids.length === 0) ? [] : [...new Set(all.flat().map(({ id }) => id))];
}
