import type { LossCause, Report, Scope, Violation } from "@tollgate/model";
import { plural } from "@tollgate/text";
import { baseCoverageGaps, noBase } from "../../evidence/base.ts";
import { countCoverage } from "../../evidence/count-coverage.ts";
import type { Gap } from "../../evidence/gap.ts";
import { gapsOf } from "../../evidence/gaps.ts";
import { nothingMeasured } from "../../evidence/nothing-measured.ts";
import { within } from "../../evidence/within.ts";
import { atMost, endsOf, type Interval } from "../../interval.ts";
import { judgementOf, unknownOf } from "../../judgement.ts";
import { undecidedHits } from "../../metric.ts";
import { countOption } from "../../option.ts";
import type { Judgement, Rule, RuleContext } from "../../rule.ts";
import { ofScope } from "../../scope-words.ts";
import { gapsOfUnmeasured } from "../changed-coverage/unmeasured.ts";
import { violationsOf } from "../changed-coverage/violations.ts";
import { about } from "./about.ts";
import {
  changedInterval,
  countNewlyUncovered,
  type LostFile,
  linesOf,
  type NewlyUncovered,
} from "./count.ts";

const options = {
  max: countOption({
    description: "How many lines may be newly uncovered.",
    stricter: "lower",
    minimum: 0,
    default: 0,
  }),
};

export const noNewlyUncovered: Rule = {
  id: "no-newly-uncovered",
  title: "No newly uncovered lines",
  builtIn: false,
  topic: "coverage",
  options,
  about,
  judge({ report, scope, options: written }: RuleContext): Judgement {
    const max = options.max.read(written["max"]);
    const gaps = gapsOf(report, scope, "coverage");
    const found = countNewlyUncovered(report, scope);
    const openGaps = [
      ...(found.changed === undefined ? changeGaps(report) : []),
      ...baseGapsOf(report, scope),
    ];
    const lines = intervalOf(found, gaps, openGaps.length > 0);
    const facts = [
      {
        key: "coverage.newlyUncovered",
        scope,
        ...endsOf(lines),
        n: (found.changed?.found ?? 0) + lostLines(found),
        unit: "lines" as const,
        derivation: "changed lines that no test runs, and lines that tests ran on the base and run no more",
      },
    ];
    if (countCoverage(report, scope, "lines").found === 0)
      return unknownOf([...gaps, nothingMeasured(report, scope, "lines")], facts);
    const open = [...gaps, ...openGaps, ...gapsOfUnmeasured(found.changed?.unmeasured ?? [])];
    const answer = atMost(lines, max);
    return judgementOf({
      answer,
      sentence: sentenceOf(scope, found, max),
      facts,
      violations: [
        ...(found.changed === undefined ? [] : violationsOf(found.changed, scope, "lines", new Set())),
        ...found.lost.map(toViolation),
      ],
      remedy:
        "Cover the changed lines, and look at the likely cause where coverage was lost outside the change: a test that no longer runs what it ran is worth a look.",
      gaps: open.length === 0 ? [undecidedHits("lines", report)] : open,
    });
  },
};

/** Shards that are missing can only cover more; any other evidence may do so, and bring more lines. */
function intervalOf({ changed, lost }: NewlyUncovered, gaps: readonly Gap[], isOpen: boolean): Interval {
  const known = changedInterval(changed);
  const more = lost.reduce((sum, { lines }) => sum + linesOf(lines), 0);
  const hi = isOpen ? Number.POSITIVE_INFINITY : known.hi + more;
  if (gaps.length === 0) return { lo: known.lo + more, hi };
  const isSettled = gaps.every(({ adds }) => adds) && (changed?.notCharged ?? 0) === 0;
  return { lo: 0, hi: isSettled ? hi : Number.POSITIVE_INFINITY };
}

function lostLines({ lost }: NewlyUncovered): number {
  return lost.reduce((sum, { lines }) => sum + linesOf(lines), 0);
}

function sentenceOf(scope: Scope, found: NewlyUncovered, max: number): string {
  const { changed } = found;
  const uncovered = changed === undefined ? 0 : changed.found - changed.mayHit;
  const gone = lostLines(found);
  const limit = max === 0 ? "none may be" : `at most ${max} may be`;
  return `${plural(uncovered, "changed line")}${ofScope(scope)} ${uncovered === 1 ? "is" : "are"} uncovered and ${gone} ${gone === 1 ? "has" : "have"} lost coverage, ${limit}`;
}

function changeGaps({ changed }: Report): readonly Gap[] {
  if (changed.known) return [];
  return [
    {
      cause: "absent",
      what: `the changed lines are not known: ${changed.reason}`,
      remedy: changed.remedy,
    },
  ];
}

/** Why nobody knows all lines that lost their coverage. */
function baseGapsOf(report: Report, scope: Scope): readonly Gap[] {
  const { baseline } = report;
  if (baseline === undefined) return [noBase];
  const { coverage } = baseline;
  if (coverage === undefined)
    return [{ ...noBase, what: "neither the base nor this report measured anything" }];
  if (!coverage.known)
    return [
      {
        cause: "absent",
        what: `lost coverage is not known: ${coverage.reason}`,
        remedy: coverage.remedy,
      },
    ];
  if (scope.kind !== undefined)
    return [
      {
        cause: "absent",
        what: `which lines ${scope.kind} tests alone lost is not known: lost coverage is compared over all kinds`,
        remedy: "Ask without `kind`, or ask `coverage` with `maxDrop` for the kind.",
      },
    ];
  const lacked = baseCoverageGaps(baseline);
  if (lacked.length > 0) return lacked;
  const holds = within(report, scope);
  return coverage.notCompared
    .filter((path) => holds({ path }))
    .map((path) => ({
      cause: "absent",
      what: `${path} cannot be compared line by line: the base report is of another text, or a report knows only how much of it is covered`,
      remedy:
        "Give a base report that was collected on the merge base itself, and reports that have the lines of the file.",
    }));
}

function toViolation({ path, package: owner, lines, inDiff, causes }: LostFile): Violation {
  const [[first, last]] = lines as [readonly [number, number]]; // none is empty
  const count = linesOf(lines);
  const where = inDiff ? "" : ", outside the change";
  const why =
    causes.length === 0 ? "" : `; perhaps because ${causes.slice(0, 3).map(causeWords).join(", and ")}`;
  return {
    message: `no test runs ${plural(count, "line")} any more${where}${why}`,
    path,
    line: first,
    ...(last > first ? { endLine: last } : {}),
    package: owner,
  };
}

function causeWords(cause: LossCause): string {
  if (cause.why === "report-missing") return `the ${cause.what} did not arrive`;
  if (cause.why === "flaky") return "it is unsteady: an older attempt of this run did";
  const { kind, gone, skipped, failing } = cause;
  const parts = [
    ...(gone === 0 ? [] : [`${gone} gone`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
    ...(failing === 0 ? [] : [`${failing} failing`]),
  ];
  return `of the ${kind} tests ${parts.join(", ")}`;
}
