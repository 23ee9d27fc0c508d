import { isFailing, testIdentity } from "@tollgate/model";
import type { Place } from "../input/place.ts";
import { sameName } from "../json/doubts.ts";
import { parseDuration } from "../junit/duration.ts";
import { noTests } from "../no-tests.ts";
import { createProblemTally, type Doubt, quote } from "../problem-tally.ts";
import type { RawTest, Sink } from "../reader.ts";
import { ambiguousDuration, missingName, negativeDuration, unknownDuration } from "./doubts.ts";

/** Gives the cases of one report to its sink, counts them, and gathers what is doubtful, with the first place of each kind. */
export interface Cases {
  add(test: RawTest): void;
  /** `example` is called for the first of a kind only. */
  note(doubt: Doubt, example: () => string): void;
  /** Whole microseconds of a text in seconds; nothing, and a doubt, for what is none. */
  seconds(text: string | undefined): { readonly durationUs?: number };
  /** `us` as whole microseconds ≥ 0; nothing, and a doubt, for NaN. `told` gives it as written. */
  duration(us: number, told: () => string): { readonly durationUs?: number };
  /** Test entries of the report so far. */
  readonly entries: number;
  /** Cases so far that are failed or errored. */
  readonly failing: number;
  /** Says the doubts, each kind once. */
  end(): void;
}

export function createCases(sink: Sink, place: () => Place): Cases {
  const tally = createProblemTally();
  const noted = new Set<Doubt>();
  const identities = new Set<string>();
  let cases = 0;
  let entries = 0;
  let failing = 0;

  function note(doubt: Doubt, example: () => string): void {
    // Telling a place costs a look over the chunk: only the first one is told.
    const isFirst = !noted.has(doubt);
    noted.add(doubt);
    if (isFirst) tally.add(doubt, example(), place());
    else tally.add(doubt, "");
  }

  return {
    note,
    add(test) {
      if (test.name === "") note(missingName, () => `in ${quote(test.suite.join(" > "))}`);
      const identity = testIdentity({ ...test, package: "" });
      if (identities.has(identity)) note(sameName, () => quote(test.name));
      identities.add(identity);
      cases++;
      entries += test.entries ?? 1;
      if (isFailing(test.status)) failing++;
      sink.test(test);
    },
    seconds(text) {
      const { us, doubt } = parseDuration(text ?? "");
      if (doubt !== undefined) note(durationDoubts[doubt], () => quote(text ?? ""));
      return us === undefined ? {} : { durationUs: us };
    },
    duration(us, told) {
      if (!Number.isSafeInteger(us)) {
        note(unknownDuration, () => quote(told()));
        return {};
      }
      if (us < 0) note(negativeDuration, () => quote(told()));
      return { durationUs: Math.max(0, us) };
    },
    get entries() {
      return entries;
    },
    get failing() {
      return failing;
    },
    end() {
      if (cases === 0) sink.problem(noTests);
      tally.flush((problem) => sink.problem(problem));
    },
  };
}

const durationDoubts = {
  unknown: unknownDuration,
  negative: negativeDuration,
  ambiguous: ambiguousDuration,
} as const;
