export * from "./annotation.ts";
export * from "./attachment.ts";
export type * from "./bundle.ts";
export * from "./canonical.ts";
export { commentStateLine, readCommentState } from "./codec/comment-state.ts";
export {
  type BundleDecoder,
  createBundleDecoder,
  type DecodedBundle,
  refusal,
} from "./codec/decode-bundle.ts";
export { decodeDecision } from "./codec/decode-decision.ts";
export { decodePublication } from "./codec/decode-publication.ts";
export {
  type BundleEncoder,
  bundleVersion,
  canonicalBundle,
  createBundleEncoder,
  encodeBundle,
  evidenceDigest,
} from "./codec/encode-bundle.ts";
export { encodeCases } from "./codec/encode-cases.ts";
export { isRepoPath } from "./codec/guards.ts";
export {
  type BundleLimits,
  bundleLimits,
  mostAttempts,
  mostConditions,
  mostShards,
  mostTotals,
} from "./codec/limits.ts";
export { type CountSlabs, createCountSlabs } from "./count-slabs.ts";
export * from "./coverage.ts";
export * from "./coverage-difference.ts";
export * from "./coverage-entities.ts";
export type * from "./coverage-explanation.ts";
export * from "./days.ts";
export * from "./decision.ts";
export * from "./decision-inputs.ts";
export { describeUnmeasured } from "./describe-unmeasured.ts";
export * from "./errors.ts";
export * from "./evidence.ts";
export * from "./expectation.ts";
export type * from "./expected-list.ts";
export {
  extentsOf,
  type FileExtents,
  lineHits,
  type OrderedLineHits,
  orderedLineHits,
  type Within,
} from "./extents.ts";
export * from "./finding.ts";
export { compareTests, fullTitle, testIdentity } from "./identity.ts";
export * from "./inspection.ts";
export { kindInText } from "./kind-in-text.ts";
export { languageOf } from "./language.ts";
export {
  type FileLineTests,
  type LineTestsEvidence,
  testsAtLine,
  toLineRanges,
} from "./line-tests.ts";
export { mapDigest } from "./map-digest.ts";
export { createMapSlabs, type MapSlabs } from "./map-slabs.ts";
export * from "./merge-bundles.ts";
export { isNoProduct } from "./no-product.ts";
export * from "./origin.ts";
export * from "./policy.ts";
export type * from "./policy-comparison.ts";
export type * from "./policy-explanation.ts";
export type * from "./policy-place.ts";
export * from "./problem.ts";
export * from "./publication.ts";
export type * from "./release-record.ts";
export * from "./report.ts";
export * from "./repository.ts";
export type * from "./run-job.ts";
export { runName } from "./run-name.ts";
export type * from "./site.ts";
export * from "./specification.ts";
export * from "./subject.ts";
export { inOrderOfPlace, mostUrgentFirst } from "./test-order.ts";
export * from "./test-task.ts";
export * from "./tests.ts";
export { at, entriesOf, stringsOf } from "./unknown-values.ts";
export { instabilityOf, steadyTitle, type Unsteadiness } from "./unstable-name.ts";
export * from "./waiver.ts";
