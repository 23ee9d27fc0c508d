import type { Evidence } from "@tollgate/model";

export type SelectedAttempts = {
  /** Evidence of the newest attempt of each job and shard, in the order given. */
  readonly current: readonly Evidence[];
  /** Evidence of older attempts: history. */
  readonly superseded: readonly Evidence[];
};

/** "Re-run failed jobs" brings a second attempt of some jobs: the newest attempt of each job and shard decides. */
export function selectAttempts(evidence: readonly Evidence[]): SelectedAttempts {
  const newest = new Map<string, number>();
  for (const { origin } of evidence) {
    const key = slotOf(origin);
    newest.set(key, Math.max(newest.get(key) ?? 0, origin.attempt));
  }
  const current: Evidence[] = [];
  const superseded: Evidence[] = [];
  for (const item of evidence)
    (item.origin.attempt === newest.get(slotOf(item.origin)) ? current : superseded).push(item);
  return { current, superseded };
}

function slotOf({ job, shard }: Evidence["origin"]): string {
  return `${job}\0${shard.index}/${shard.total}`;
}
