import type { Annotation } from "../annotation.ts";
import type { Attachment } from "../attachment.ts";
import type { Exclusion } from "../coverage.ts";
import type { InputRef, RunManifest, RunOutput } from "../evidence.ts";
import type { Finding, FindingPlace, Suppression } from "../finding.ts";
import type { Origin, Shard } from "../origin.ts";
import type { Problem } from "../problem.ts";
import type { Attempt, Detail, TryOf } from "../tests.ts";

/** All members of a value in the order in which a bundle has them, which is that of the decoder; objects have their own. */
export type MemberOrder<T> = { readonly [Member in keyof T]-?: true | Order };

type Order = { readonly [member: string]: true | Order };

/** The value, or each of a list, with its members in order, however it was made: equal values have equal bytes. */
export function inOrder(value: unknown, order: Order): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, order));
  if (value === undefined) return undefined;
  const made: Record<string, unknown> = {};
  for (const name in order) {
    const inner = order[name]!;
    const member = (value as Readonly<Record<string, unknown>>)[name]; // the order names its members
    if (member !== undefined) made[name] = inner === true ? member : inOrder(member, inner);
  }
  return made;
}

export const attachmentOrder: MemberOrder<Attachment> = {
  name: true,
  path: true,
  bytes: true,
  type: true,
  state: true,
};

export const annotationOrder: MemberOrder<Annotation> = { type: true, text: true };

export const detailOrder: MemberOrder<Detail> = { kind: true, type: true, message: true, text: true };

export const attemptOrder: MemberOrder<Attempt> = {
  status: true,
  durationUs: true,
  details: detailOrder,
  attachments: attachmentOrder,
};

export const tryOrder: MemberOrder<TryOf> = { series: true, startedAt: true, number: true };

const outputOrder: MemberOrder<RunOutput> = { path: true, digest: true };

export const runOrder: MemberOrder<RunManifest> = {
  package: true,
  kind: true,
  about: true,
  source: true,
  task: true,
  verdict: true,
  exitCode: true,
  startedAt: true,
  endedAt: true,
  sha: true,
  cached: true,
  errors: true,
  outputs: outputOrder,
  leftovers: outputOrder,
};

export const problemOrder: MemberOrder<Problem> = {
  code: true,
  severity: true,
  message: true,
  remedy: true,
  path: true,
  line: true,
  column: true,
  offset: true,
  reader: true,
};

const shardOrder: MemberOrder<Shard> = { index: true, total: true };

export const originOrder: MemberOrder<Origin> = {
  package: true,
  kind: true,
  job: true,
  shard: shardOrder,
  attempt: true,
  environment: true,
  invocation: true,
};

export const inputOrder: MemberOrder<InputRef> = {
  path: true,
  bytes: true,
  digest: true,
  format: true,
  producer: true,
};

const placeOrder: MemberOrder<FindingPlace> = {
  path: true,
  named: true,
  line: true,
  endLine: true,
  column: true,
};

const suppressionOrder: MemberOrder<Suppression> = { kind: true, justification: true };

export const findingOrder: MemberOrder<Finding> = {
  ...placeOrder,
  tool: true,
  rule: true,
  level: true,
  message: true,
  package: true,
  undecided: true,
  otherPlaces: placeOrder,
  fingerprints: true,
  partialFingerprints: true,
  suppressed: suppressionOrder,
  baselineState: true,
  securityTenths: true,
};

export const exclusionOrder: MemberOrder<Exclusion> = { line: true, entity: true, reason: true };
