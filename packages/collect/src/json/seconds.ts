import type { Doubt } from "../problem-tally.ts";
import { times } from "../problem-tally.ts";
import type { CaseSink } from "./case-sink.ts";

/** Microseconds of a duration in seconds; nothing when the report does not say, or says no number from 0 on. */
export function secondsOf(told: unknown, where: string, cases: CaseSink): { readonly durationUs?: number } {
  if (told === undefined || told === null) return {};
  const durationUs = typeof told === "number" && told >= 0 ? Math.round(told * 1_000_000) + 0 : Number.NaN;
  if (Number.isSafeInteger(durationUs)) return { durationUs }; // `+ 0` made `-0` a 0
  cases.doubt(unknownSeconds, `that of ${where}`);
  return {};
}

const unknownSeconds: Doubt = {
  code: "unknown-duration",
  severity: "warning",
  message: (count) =>
    `${times(count, "duration is", "durations are")} no number of seconds from 0 on, and left out.`,
  remedy: "The test counts without a duration; look at the clock of the machine.",
};
