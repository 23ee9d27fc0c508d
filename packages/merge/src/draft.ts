import { isFailing, originId, type TestCase, worstStatus } from "@tollgate/model";
import type { Told } from "./tellings.ts";
import { uniteAnnotations } from "./unite-annotations.ts";
import { type Environments, environmentOf, uniteEnvironments } from "./unite-environments.ts";

/** What several tellings of one test come to. */
export type Draft = {
  /** The telling whose status and details stand. */
  readonly worst: Told;
  /** The telling with the most tries. */
  readonly fullest: Told;
  readonly durationUs: number | undefined;
  readonly line: number | undefined;
  /** The worst failing telling of each origin. */
  readonly failed: readonly Told[];
  /** Tellings that name attachments. */
  readonly attached: readonly Told[];
  readonly annotations: TestCase["annotations"];
  readonly sources: readonly string[];
  readonly environments: Environments | undefined;
};

/** A telling, united with what is known of its test. */
export function draftOf(told: Told, known?: Draft): Draft {
  return known === undefined ? firstDraft(told) : combine(known, told);
}

function firstDraft(told: Told): Draft {
  return {
    worst: told,
    fullest: told,
    durationUs: told.test.durationUs,
    line: told.test.line,
    failed: isFailing(told.test.status) ? [told] : none,
    attached: attachedBy(told),
    annotations: told.test.annotations,
    sources: told.sources,
    environments: environmentOf(told),
  };
}

function combine(draft: Draft, told: Told): Draft {
  return {
    worst: isWorse(told, draft.worst) ? told : draft.worst,
    fullest: isFuller(told, draft.fullest) ? told : draft.fullest,
    durationUs: larger(draft.durationUs, told.test.durationUs),
    line: larger(draft.line, told.test.line),
    failed: isFailing(told.test.status) ? withFailed(draft.failed, told) : draft.failed,
    attached: [...draft.attached, ...attachedBy(told)],
    annotations: uniteAnnotations(draft.annotations, told.test.annotations),
    sources: [...new Set([...draft.sources, ...told.sources])],
    environments: uniteEnvironments(draft.environments, environmentOf(told)),
  };
}

/** Views of one origin tell the same failure in their own words. */
function withFailed(failed: readonly Told[], told: Told): readonly Told[] {
  const origin = originId(told.origin);
  const known = failed.find((other) => originId(other.origin) === origin);
  if (known === undefined) return [...failed, told];
  return isWorse(told, known) ? [...failed.filter((other) => other !== known), told] : failed;
}

function attachedBy(told: Told): readonly Told[] {
  const { attachments, earlier } = told.test;
  const isAttached =
    attachments !== undefined || earlier?.some((attempt) => attempt.attachments !== undefined);
  return isAttached === true ? [told] : none;
}

const none: readonly never[] = [];

/** A total order, so that the choice does not depend on arrival: status, then length of the details, then source. */
function isWorse(a: Told, b: Told): boolean {
  if (a.test.status !== b.test.status) return worstStatus(a.test.status, b.test.status) === a.test.status;
  const more = detailLength(a.test) - detailLength(b.test);
  return more !== 0 ? more > 0 : a.sources[0]! < b.sources[0]!;
}

function isFuller(a: Told, b: Told): boolean {
  const more = (a.test.earlier?.length ?? 0) - (b.test.earlier?.length ?? 0);
  return more !== 0 ? more > 0 : a.sources[0]! < b.sources[0]!;
}

function detailLength(test: TestCase): number {
  let length = 0;
  for (const { message, text } of test.details) length += 1 + (message?.length ?? 0) + (text?.length ?? 0);
  return length;
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}
