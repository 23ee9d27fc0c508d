import { cleanName } from "../json/clean-name.ts";
import { toDetail } from "../json/to-detail.ts";
import type { RawTest } from "../reader.ts";

/**
 * A case for each error outside of examples: a spec file that does not load, a hook of a group or the suite. RSpec
 * counts them in the summary and tells them in its messages, among others that are none.
 */
export function errorsOutside(messages: readonly string[], count: number): readonly RawTest[] {
  const told = messages.filter((message) => /^\s*An error occurred/.test(message));
  const untold = Math.min(Math.max(0, count - told.length), mostUntold);
  return [...told, ...Array.from({ length: untold }, () => "An error occurred outside of examples.")].map(
    toCase,
  );
}

/** More than this are no number of errors, and one says as much as many. */
const mostUntold = 100;

function toCase(message: string): RawTest {
  const firstLine = cleanName(message).trim().split("\n")[0]!;
  const file = /^An error occurred while loading (.+\.rb)\.$/.exec(firstLine)?.[1];
  return {
    ...(file === undefined ? {} : { file }),
    suite: [],
    name: firstLine,
    status: "errored",
    details: [toDetail("error", message)],
    entries: 0,
  };
}
