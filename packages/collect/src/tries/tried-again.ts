import { type Attempt, isFailing, settleSkip } from "@tollgate/model";
import type { RawTest } from "../reader.ts";

/** One test that was run again: it ends as it did now, with its failed tries before. A skip does not undo a failure. */
export function triedAgain(before: RawTest, now: RawTest): RawTest {
  const { status, durationUs, details, earlier = [], entries = 1 } = before;
  const tried: Attempt = { status, details, ...(durationUs === undefined ? {} : { durationUs }) };
  const tries = isFailing(status) ? [...earlier, tried] : earlier;
  return settleSkip({ ...now, ...(tries.length === 0 ? {} : { earlier: tries }), entries: entries + 1 });
}
