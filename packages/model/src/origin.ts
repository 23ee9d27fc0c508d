import { canonicalJson, type Digest, digestOf } from "./canonical.ts";
import type { RepoPath } from "./repository.ts";

/** `unit`, `integration`, `e2e`, or any name that the user gives. */
export type Kind = string;

/** Whose evidence it is. Two inputs with equal coordinates are views of one runner invocation. */
export type Origin = {
  /** Name of the package that ran the tool. */
  readonly package: string;
  readonly kind: Kind;
  /** CI job; `""` outside CI. */
  readonly job: string;
  readonly shard: Shard;
  /** Attempt of the CI run, 1-based. The newest attempt of a job and shard decides. */
  readonly attempt: number;
  /** Sorted `name=value` pairs: os, node, browser… */
  readonly environment: readonly string[];
  /** Tells two runner invocations with equal coordinates apart: the folder of the report (see `collect`). */
  readonly invocation: RepoPath;
};

/** Shard `index` of `total`; `1/1` when not sharded. */
export type Shard = { readonly index: number; readonly total: number };

export const unsharded: Shard = { index: 1, total: 1 };

/** Identifies an origin by its coordinates alone, never by arrival order, machine or clock. */
export function originId(origin: Origin): Digest {
  return digestOf(canonicalJson(origin));
}

/**
 * Identifies a view: the same bytes uploaded twice for the same job, shard and attempt are the same evidence. In another
 * folder they are not: equal reports of two packages with relative paths speak of different files.
 */
export function evidenceId(origin: Origin, inputDigest: Digest): Digest {
  return digestOf(canonicalJson({ origin, input: inputDigest }));
}
