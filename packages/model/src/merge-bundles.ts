import type { Bundle } from "./bundle.ts";
import { evidenceDigest } from "./codec/encode-bundle.ts";
import type { Evidence } from "./evidence.ts";
import { compareText } from "./problem.ts";

/** The union: commutative, associative, idempotent. A doubled upload changes nothing. */
export function mergeBundles(bundles: readonly Bundle[]): Bundle {
  return bundleOf(bundles.flatMap((bundle) => bundle.evidence));
}

/**
 * Sorts evidence and drops doubles. Of two copies of the same bytes the one of a dirty checkout stays, then the one at
 * the smaller path, of two at one path the one with the smaller digest of its text, so the result does not depend on the
 * order of arrival.
 */
export function bundleOf(evidence: readonly Evidence[]): Bundle {
  return bundleBy(evidence, evidenceDigest);
}

/** As `bundleOf`, for evidence that is held otherwise: `textOf` gives equal text for equal evidence. */
export function bundleBy<Cases>(
  evidence: readonly Evidence<Cases>[],
  textOf: (item: Evidence<Cases>) => string,
): Bundle<Cases> {
  const byId = new Map<string, Evidence<Cases>>();
  for (const item of evidence) {
    const known = byId.get(item.id);
    if (known === undefined || compareCopies(item, known, textOf) < 0) byId.set(item.id, item);
  }
  return { evidence: [...byId.values()].sort((a, b) => compareText(a.id, b.id)) };
}

function compareCopies<Cases>(
  a: Evidence<Cases>,
  b: Evidence<Cases>,
  textOf: (item: Evidence<Cases>) => string,
): number {
  if (a === b) return 0;
  return (
    Number(b.dirty === true) - Number(a.dirty === true) ||
    compareText(a.input.path, b.input.path) ||
    compareText(textOf(a), textOf(b))
  );
}
