import {
  canonicalJson,
  compareText,
  type Evidence,
  isFailing,
  isFlaky,
  type MergedCase,
} from "@tollgate/model";
import { type Draft, draftOf } from "./draft.ts";
import { type PastTest, pastTests } from "./past-tests.ts";
import { tellings } from "./tellings.ts";
import { attachmentsByTry } from "./unite-attachments.ts";
import { environmentResults } from "./unite-environments.ts";

/**
 * One case for each kind, identity and occurrence. Over views and executions the worst status stands, with its
 * details; the longest list of tries stays, so a retry that one view does not tell is kept from the view that does.
 */
export function mergeTests(
  current: readonly Evidence[],
  superseded: readonly Evidence[],
): readonly MergedCase[] {
  const merged = new Map<string, Draft>();
  for (const { key, told } of tellings(current)) merged.set(key, draftOf(told, merged.get(key)));
  const past = pastTests(superseded);
  return [...merged]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([key, draft]) => finish(draft, past.get(key)));
}

function finish(
  { worst, fullest, durationUs, line, failed, attached, annotations, sources, environments }: Draft,
  past: readonly PastTest[] = [],
): MergedCase {
  const { package: owner, file, suite, name, environment, status, details } = worst.test;
  // Failed tries of another execution say nothing about one that was skipped: see `settleSkip`.
  const earlier = status === "skipped" || status === "todo" ? undefined : fullest.test.earlier;
  const flaky = isFlaky({ status, ...(earlier === undefined ? {} : { earlier }) });
  const history = past.flatMap(({ failures }) => failures);
  const alsoFailed = failed
    .filter((told) => told !== worst)
    .map(({ test }) => ({ details: test.details, key: canonicalJson(test.details) }))
    .sort((a, b) => compareText(a.key, b.key))
    .filter(({ key }, i, all) => key !== all[i - 1]?.key && key !== canonicalJson(details));
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
    ...(annotations === undefined ? {} : { annotations }),
    ...(environments === undefined ? {} : { byEnvironment: environmentResults(environments) }),
    kind: worst.kind,
    occurrence: worst.occurrence,
    flaky,
    recovered: status === "passed" && !flaky && past.some((test) => isFailing(test.status)),
    ...(history.length === 0 ? {} : { history }),
    ...(alsoFailed.length === 0 ? {} : { alsoFailed: alsoFailed.map((other) => other.details) }),
    sources: [...sources].sort(compareText),
  };
}
