import { quote } from "../../problem-tally.ts";
import type { RawTest } from "../../reader.ts";
import type { CaseSink } from "../case-sink.ts";
import { cleanName } from "../clean-name.ts";
import { missingField } from "../doubts.ts";
import { type Members, ownInteger, ownText } from "../members.ts";
import { suiteBefore } from "../suite-before.ts";
import { unseenTries } from "../unseen-tries.ts";

/** What mocha's reporters write about a test or a hook, however it ended. */
export type MochaEntry = Pick<RawTest, "file" | "suite" | "name" | "durationUs" | "earlier">;

/** Reads an entry of mocha's `json` and `json-stream`; durations are milliseconds. */
export function readEntry(entry: Members, cases: CaseSink, whole: boolean): MochaEntry {
  const title = ownText(entry, "title");
  if (title === undefined && whole) cases.doubt(missingField, `the "title" of an entry`);
  const file = cleanName(ownText(entry, "file") ?? "");
  const name = cleanName(title ?? ownText(entry, "fullTitle") ?? "");
  const earlier = unseenTries(ownInteger(entry, "currentRetry", 0) ?? 0);
  return {
    ...(file === "" ? {} : { file }),
    suite: suiteBefore(ownText(entry, "fullTitle"), title),
    name,
    ...cases.duration(entry, quote(name)),
    ...(earlier.length === 0 ? {} : { earlier }),
  };
}

/** True for a title that mocha gives to a hook: then what failed is no test. */
export function isHookTitle(title: string): boolean {
  return /^"(?:before|after) (?:all|each)" hook/.test(title);
}
