import { isFailing, testIdentity } from "@tollgate/model";
import { createProblemTally, type Doubt, type ProblemTally, quote } from "../problem-tally.ts";
import type { RawTest, Sink } from "../reader.ts";
import { sameName, unknownDuration } from "./doubts.ts";
import { type Members, own, ownInteger } from "./members.ts";

/** Gives the cases of one report to a sink, counts them, and gathers what is doubtful about them. */
export interface CaseSink {
  add(test: RawTest): void;
  /** `where` says which test or field it is, in words. */
  doubt(doubt: Doubt, where: string): void;
  /** Microseconds of the member `duration`, which is milliseconds. */
  duration(entry: Members, where: string): { readonly durationUs?: number };
  /** 1-based line of a member `line` of `place`; nothing when the report does not say. */
  line(place: Members | undefined): { readonly line?: number };
  /** Cases given so far. */
  readonly cases: number;
  /** Entries of the report in them. */
  readonly entries: number;
  /** Cases that are failed or errored. */
  readonly failing: number;
  /** Says the doubts, each kind once. */
  close(): void;
}

export function createCaseSink(sink: Sink): CaseSink {
  const doubts: ProblemTally = createProblemTally();
  const seen = new Set<string>();
  let cases = 0;
  let entries = 0;
  let failing = 0;

  return {
    add(test) {
      const identity = testIdentity({ ...test, package: "" });
      if (seen.has(identity)) doubts.add(sameName, quote(test.name));
      seen.add(identity);
      cases++;
      entries += test.entries ?? 1;
      if (isFailing(test.status)) failing++;
      sink.test(test);
    },
    doubt: (doubt, where) => doubts.add(doubt, where),
    duration(entry, where) {
      const told = own(entry, "duration");
      if (told === undefined || told === null) return {};
      const durationUs = typeof told === "number" && told >= 0 ? Math.round(told * 1_000) + 0 : Number.NaN;
      if (Number.isSafeInteger(durationUs)) return { durationUs }; // `+ 0` made `-0` a 0
      doubts.add(unknownDuration, `that of ${where}`);
      return {};
    },
    line(place) {
      const line = place === undefined ? undefined : ownInteger(place, "line", 1);
      return line === undefined ? {} : { line };
    },
    get cases() {
      return cases;
    },
    get entries() {
      return entries;
    },
    get failing() {
      return failing;
    },
    close: () => doubts.flush((problem) => sink.problem(problem)),
  };
}
