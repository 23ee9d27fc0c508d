import { evidence } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bundle } from "./bundle.ts";
import { canonicalBundle } from "./codec/encode-bundle.ts";
import { bundleOf, mergeBundles } from "./merge-bundles.ts";

const bundle = fc.array(evidence, { maxLength: 4 }).map(bundleOf);

type Merge = (bundles: readonly Bundle[]) => Bundle;

/** Law 1. Returns the law that breaks, so that a wrong implementation can be shown to be caught. */
function brokenLaw(merge: Merge, a: Bundle, b: Bundle, c: Bundle): string | undefined {
  const same = (x: Bundle, y: Bundle): boolean => canonicalBundle(x) === canonicalBundle(y);
  if (!same(merge([a, b]), merge([b, a]))) return "commutative";
  if (!same(merge([merge([a, b]), c]), merge([a, merge([b, c])]))) return "associative";
  if (!same(merge([a, a]), a)) return "idempotent";
  return undefined;
}

describe("merging bundles", () => {
  it("is commutative, associative and idempotent", () => {
    fc.assert(
      fc.property(bundle, bundle, bundle, (a, b, c) => brokenLaw(mergeBundles, a, b, c) === undefined),
    );
  });

  it("is told apart from mere concatenation", () => {
    const concatenate: Merge = (bundles) => ({ evidence: bundles.flatMap(({ evidence }) => evidence) });
    const run = fc.check(
      fc.property(bundle, bundle, bundle, (a, b, c) => brokenLaw(concatenate, a, b, c) === undefined),
    );
    expect(run.failed).toBe(true);
  });

  it("keeps the copy at the smaller path", () => {
    const [item] = fc.sample(evidence, { numRuns: 1, seed: 1 });
    const copy = { ...item!, input: { ...item!.input, path: "zzz/copy.xml" } };
    expect(bundleOf([copy, item!]).evidence).toEqual([item]);
  });

  it("keeps that one of them came from a dirty checkout", () => {
    const [item] = fc.sample(evidence, { numRuns: 1, seed: 1 });
    const { dirty: _dirty, ...clean } = item!;
    const copy = { ...clean, dirty: true, input: { ...clean.input, path: "zzz/copy.xml" } };
    expect(bundleOf([clean, copy]).evidence).toEqual([copy]);
  });
});
