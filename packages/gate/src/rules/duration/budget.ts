import { compareText, fullTitle, inOrderOfPlace, type Scope } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { type Microseconds, showDuration } from "../../duration.ts";
import type { Gap } from "../../evidence/gap.ts";
import { atMost, endsOf, type Interval } from "../../interval.ts";
import { testNoun } from "../../scope-words.ts";
import { testViolation, titlesOf } from "../../test-violation.ts";
import type { Part } from "./part.ts";
import type { TimedTest, TimedTests } from "./timed-tests.ts";

/** All tests together against `max`. */
export function judgeTotal(scope: Scope, tests: TimedTests, max: Microseconds, gaps: readonly Gap[]): Part {
  const total = tests.timed.reduce((sum, { durationUs }) => sum + durationUs, 0);
  const open = [...gaps, ...untoldGaps(tests)];
  const interval = { lo: total, hi: open.length > 0 ? Number.POSITIVE_INFINITY : total };
  const noun = testNoun(scope);
  const answer = atMost(interval, max);
  return {
    answer,
    sentence: `${plural(tests.ran, noun.one, noun.many)} took ${atLeastWords(open)}${showDuration(total)} together, at most ${showDuration(max)} may`,
    fact: factOf("duration.total", scope, tests, interval, "time of the final tries of all tests that ran"),
    violations: answer === "fail" ? slowestOf(tests.timed, shown).map(slowViolation) : [],
    remedy: "The slowest tests come first: make them faster, or allow more time.",
    gaps: open,
  };
}

/** How many tests a budget that is exceeded lists. */
const shown = 10;

/** Each test against `maxTest`. */
export function judgeSlowest(scope: Scope, tests: TimedTests, max: Microseconds, gaps: readonly Gap[]): Part {
  const slow = slowestFirst(tests.timed.filter(({ durationUs }) => durationUs > max));
  const open = [...gaps, ...untoldGaps(tests)];
  const lo = tests.timed.reduce((most, { durationUs }) => Math.max(most, durationUs), 0);
  const interval = { lo, hi: open.length > 0 ? Number.POSITIVE_INFINITY : lo };
  const more = slow.length > 1 ? ` (${slow.length} tests take longer)` : "";
  return {
    answer: atMost(interval, max),
    sentence:
      tests.timed.length === 0
        ? `at most ${showDuration(max)} may a test take, and nobody says how long one took`
        : `the slowest test took ${atLeastWords(open)}${showDuration(lo)}, at most ${showDuration(max)} may a test${more}`,
    fact: factOf("duration.slowest", scope, tests, interval, "time of the final try of the slowest test"),
    violations: slow.map(slowViolation),
    remedy: "Make these tests faster, split them, or allow more time.",
    gaps: open,
  };
}

/** What is not known only adds to it. */
function atLeastWords(open: readonly Gap[]): string {
  return open.length === 0 ? "" : "at least ";
}

/** The slowest few; those that are equal to the last of them are told apart by their names. */
function slowestOf(tests: readonly TimedTest[], count: number): readonly TimedTest[] {
  const times = Float64Array.from(tests, ({ durationUs }) => durationUs).sort();
  const least = times[Math.max(0, times.length - count)] ?? 0;
  return slowestFirst(tests.filter(({ durationUs }) => durationUs >= least)).slice(0, count);
}

function slowestFirst(tests: readonly TimedTest[]): readonly TimedTest[] {
  return tests.toSorted(
    (a, b) =>
      b.durationUs - a.durationUs ||
      compareText(`${a.file ?? a.package}\0${fullTitle(a)}`, `${b.file ?? b.package}\0${fullTitle(b)}`) ||
      compareText(
        `${a.kind}\0${a.environment ?? ""}\0${a.occurrence}`,
        `${b.kind}\0${b.environment ?? ""}\0${b.occurrence}`,
      ),
  );
}

function slowViolation(test: TimedTest): ReturnType<typeof testViolation> {
  return testViolation(test, { said: `took ${showDuration(test.durationUs)}`, line: test.line });
}

function factOf(
  key: string,
  scope: Scope,
  { ran }: TimedTests,
  interval: Interval,
  derivation: string,
): Part["fact"] {
  return { key, scope, ...endsOf(interval), n: ran, unit: "microseconds", derivation };
}

/** A test without a time took some, and one without a file may be of the scope: neither is nothing. */
function untoldGaps({ untold, elsewhere }: TimedTests): readonly Gap[] {
  const gaps: Gap[] = [];
  if (untold.length > 0)
    gaps.push({
      cause: "absent",
      what: `nobody says how long ${plural(untold.length, "test")} took, the first is ${titlesOf(inOrderOfPlace(untold).slice(0, 1))}`,
      remedy: "Let the tests write a report with durations: JUnit's `time`, or the runner's own JSON.",
    });
  if (elsewhere.length > 0)
    gaps.push({
      cause: "absent",
      what: `${plural(elsewhere.length, "test")} may lie in the scope or elsewhere`,
      remedy: "Let the tests write a report that names their files and environments, or judge a wider scope.",
    });
  return gaps;
}
