import { type Baseline, type MergedCase, type Scope, testIdentity } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { showDuration } from "../../duration.ts";
import { basePhrase, noBase } from "../../evidence/base.ts";
import type { Gap } from "../../evidence/gap.ts";
import { type Hundredths, showLimit } from "../../percent.ts";
import { testViolation } from "../../test-violation.ts";
import { detectable, type Pair, type Ratio, ratioOf } from "./bootstrap.ts";
import type { Part } from "./part.ts";
import type { TimedTests } from "./timed-tests.ts";

export type IncreaseLimits = { readonly maxIncrease: Hundredths; readonly minSample: number };

type PairedTest = Pair & { readonly test: MergedCase };

/** The time of tests that passed on both sides against the base. */
export function judgeIncrease(
  scope: Scope,
  tests: TimedTests,
  baseline: Baseline | undefined,
  { maxIncrease, minSample }: IncreaseLimits,
  gaps: readonly Gap[],
): Part {
  const common = [...tests.timed, ...tests.untold].filter(passedOnBoth);
  const pairs = common.flatMap(pairOf);
  const part = { remedy: remedyOf, fact: factOf(scope, pairs, undefined), violations: [] };
  const open = (sentence: string, why: readonly Gap[]): Part => ({
    ...part,
    answer: "unknown",
    sentence,
    gaps: why,
  });
  if (baseline === undefined) return open("nothing tells how long the tests took before", [...gaps, noBase]);
  const known = [...gaps, ...unpairedGaps(common.length - pairs.length)];
  const counted = `${plural(common.length, "test")} passed here and on the base${basePhrase(baseline)}`;
  if (isOfMatrix(scope, [...tests.timed, ...tests.untold])) return open(counted, [...gaps, notKept]);
  if (common.length < minSample) {
    const few = `${counted}, too few to compare their time (${minSample} are wanted)`;
    return gaps.length > 0 ? open(few, gaps) : { ...part, answer: "pass", sentence: few, gaps };
  }
  if (known.length > 0) return open(counted, known);
  const ratio = ratioOf(pairs);
  if (ratio === undefined) return open(`${counted}, in no time that was measured`, [noTime]);
  const limit = 1 + maxIncrease / 10_000;
  const answer = ratio.hi <= limit ? "pass" : ratio.lo > limit ? "fail" : "unknown";
  return {
    answer,
    sentence: `${counted} and take ${percentOf(ratio.value)} of their time there (${percentOf(ratio.lo)} to ${percentOf(ratio.hi)}), at most ${showLimit(maxIncrease)} more is allowed`,
    fact: factOf(scope, pairs, ratio),
    violations: answer === "fail" ? slower(pairs).map(toViolation) : [],
    remedy: remedyOf,
    gaps: answer === "unknown" ? [inconclusive(ratio, limit)] : [],
  };
}

const remedyOf =
  "The tests that lost most time come first. Run base and change on the same kind of machine: a slower one makes every test slower.";

/** A failed test stops early or waits for a limit: its time says nothing. */
function passedOnBoth({ status, onBase }: MergedCase): boolean {
  return status === "passed" && onBase?.status === "passed";
}

function pairOf(test: MergedCase): readonly PairedTest[] {
  const { durationUs: head, onBase, kind, occurrence } = test;
  const base = onBase?.durationUs;
  if (head === undefined || base === undefined) return [];
  return [{ base, head, key: `${testIdentity(test)}\0${kind}\0${occurrence}`, test }];
}

function factOf(scope: Scope, pairs: readonly Pair[], ratio: Ratio | undefined): Part["fact"] {
  return {
    key: "duration.of-base",
    scope,
    lo: ratio === undefined ? 0 : Math.floor(ratio.lo * 10_000),
    ...(ratio === undefined || !Number.isFinite(ratio.hi) ? {} : { hi: Math.ceil(ratio.hi * 10_000) }),
    n: pairs.length,
    unit: "basis-points",
    derivation:
      "time of tests that passed here and on the base, as a share of that on the base: seeded percentile bootstrap over the tests, 1 % on each side",
  };
}

function unpairedGaps(count: number): readonly Gap[] {
  if (count === 0) return [];
  return [
    {
      cause: "absent",
      what: `nobody says how long ${plural(count, "of them", "of them")} took here or there`,
      remedy: "Let the tests write a report with durations, on the base and now.",
    },
  ];
}

/** Of a matrix environment the base keeps how tests ended, and no time. */
function isOfMatrix({ environment }: Scope, tests: readonly MergedCase[]): boolean {
  return environment !== undefined && tests.some((test) => test.environment !== environment);
}

const notKept: Gap = {
  cause: "absent",
  what: "how long the tests took there in this environment alone is not known",
  remedy: "Ask for `maxIncrease` without `environment`, or for `max` and `maxTest` with it.",
};

const noTime: Gap = {
  cause: "absent",
  what: "a time of zero cannot be compared with",
  remedy: "Let the tests write a report with exact durations.",
};

function inconclusive(ratio: Ratio, limit: number): Gap {
  const least = detectable(ratio, limit);
  return {
    cause: "absent",
    what: `their times vary too much to tell: only an increase of ${percentOf(least - 1)} or more would show`,
    remedy: "Run base and change on the same, quiet machine, compare more tests, or allow a larger increase.",
  };
}

/** How many tests are listed. */
const shown = 10;

function slower(pairs: readonly PairedTest[]): readonly PairedTest[] {
  return pairs
    .filter(({ base, head }) => head > base)
    .sort((a, b) => b.head - b.base - (a.head - a.base) || (a.key < b.key ? -1 : 1))
    .slice(0, shown);
}

function toViolation({ test, base, head }: PairedTest): ReturnType<typeof testViolation> {
  return testViolation(test, {
    said: `took ${showDuration(head)}, ${showDuration(base)} on the base`,
    line: test.line,
  });
}

/** One decimal. */
function percentOf(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 1_000) / 10} %` : "any share";
}
