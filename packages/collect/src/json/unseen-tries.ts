import type { Attempt } from "@tollgate/model";

/** More tries than this are no number of tries. */
const mostTries = 1_000;

/** Failed tries that a report counts and says nothing else about. */
export function unseenTries(count: number): readonly Attempt[] {
  return Array.from({ length: count > mostTries ? 1 : count }, () => ({ status: "failed", details: [] }));
}
