import {
  compareText,
  type Evidence,
  isFailing,
  isFlaky,
  type Kind,
  type MergedCase,
  originId,
  settleSkip,
  type TestCase,
  testIdentity,
  worstStatus,
} from "@tollgate/model";
import { createHomeFinder } from "./find-homes.ts";
import { foldTries } from "./fold-tries.ts";
import { attachmentsByTry } from "./unite-attachments.ts";

/**
 * One case for each kind, identity and occurrence. Over views and executions the worst status stands, with its
 * details; the longest list of tries stays, so a retry that one view does not tell is kept from the view that does.
 */
export function mergeTests(
  current: readonly Evidence[],
  superseded: readonly Evidence[],
): readonly MergedCase[] {
  const merged = new Map<string, Draft>();
  for (const { key, told } of tellings(current)) {
    const draft = merged.get(key);
    merged.set(key, draft === undefined ? draftOf(told) : combine(draft, told));
  }
  const failedBefore = new Set<string>();
  for (const { key, told } of tellings(superseded)) if (isFailing(told.test.status)) failedBefore.add(key);
  return [...merged]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([key, draft]) => finish(draft, failedBefore.has(key)));
}

/** The key under which two reports mean the same test. */
export function caseKey(
  test: Pick<MergedCase, "package" | "file" | "suite" | "name" | "environment" | "kind" | "occurrence">,
): string {
  return `${testIdentity(test)}\0${test.kind}\0${test.occurrence}`;
}

type Told = {
  readonly test: TestCase;
  readonly kind: Kind;
  readonly occurrence: number;
  /** One, or one for each try that is a report of its own; sorted. */
  readonly sources: readonly string[];
};

type Draft = {
  /** The telling whose status and details stand. */
  readonly worst: Told;
  /** The telling with the most tries. */
  readonly fullest: Told;
  readonly durationUs: number | undefined;
  readonly line: number | undefined;
  /** Tellings that name attachments. */
  readonly attached: readonly Told[];
  readonly sources: readonly string[];
};

/**
 * Every case of every report, numbered. Equal identities inside one report, or in several reports of one format
 * and invocation (one file a class), are different tests: they count up. In another format of that invocation,
 * or another invocation, the count starts again, so the n-th there is the n-th here.
 */
function* tellings(evidence: readonly Evidence[]): Iterable<{ key: string; told: Told }> {
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
        told: { test: settleSkip(test), kind: origin.kind, occurrence, sources: folded?.sources ?? own },
      };
    }
  }
}

function draftOf(told: Told): Draft {
  return {
    worst: told,
    fullest: told,
    durationUs: told.test.durationUs,
    line: told.test.line,
    attached: attachedBy(told),
    sources: told.sources,
  };
}

function combine(draft: Draft, told: Told): Draft {
  return {
    worst: isWorse(told, draft.worst) ? told : draft.worst,
    fullest: isFuller(told, draft.fullest) ? told : draft.fullest,
    durationUs: larger(draft.durationUs, told.test.durationUs),
    line: larger(draft.line, told.test.line),
    attached: [...draft.attached, ...attachedBy(told)],
    sources: [...new Set([...draft.sources, ...told.sources])],
  };
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

function finish(
  { worst, fullest, durationUs, line, attached, sources }: Draft,
  failedBefore: boolean,
): MergedCase {
  const { package: owner, file, suite, name, environment, status, details } = worst.test;
  // Failed tries of another execution say nothing about one that was skipped: see `settleSkip`.
  const earlier = status === "skipped" || status === "todo" ? undefined : fullest.test.earlier;
  const flaky = isFlaky({ status, ...(earlier === undefined ? {} : { earlier }) });
  return {
    package: owner,
    ...(file === undefined ? {} : { file }),
    suite,
    name,
    ...(environment === undefined ? {} : { environment }),
    ...(line === undefined ? {} : { line }),
    status,
    ...(durationUs === undefined ? {} : { durationUs }),
    details,
    ...(earlier === undefined ? {} : { earlier }),
    ...(attached.length === 0
      ? {}
      : attachmentsByTry(
          attached.map(({ test }) => test),
          earlier,
        )),
    kind: worst.kind,
    occurrence: worst.occurrence,
    flaky,
    recovered: status === "passed" && !flaky && failedBefore,
    sources: [...sources].sort(compareText),
  };
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}
