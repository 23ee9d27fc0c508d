import type { Evidence } from "./evidence.ts";
import type { TestCase } from "./tests.ts";

/**
 * A set of evidence. Bundles merge to bundles; a Report is computed from a bundle once and never merged again.
 * Sorted by evidence id, each id once.
 */
export type Bundle<Cases = readonly TestCase[]> = {
  readonly evidence: readonly Evidence<Cases>[];
};
