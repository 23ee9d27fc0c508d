import {
  type CoverageMetric,
  type Extent,
  type Fact,
  type Report,
  type Scope,
  sumExtents,
} from "@tollgate/model";
import { noBase } from "../../evidence/base.ts";
import { countCoverage } from "../../evidence/count-coverage.ts";
import { countTests, nothingRan } from "../../evidence/count-tests.ts";
import { failedRuns } from "../../evidence/failed-runs.ts";
import { faultsOf, staleFaultsOf } from "../../evidence/faults.ts";
import type { Gap } from "../../evidence/gap.ts";
import { badInputs, gapsOf, missingEvidence } from "../../evidence/gaps.ts";
import { nothingMeasured } from "../../evidence/nothing-measured.ts";
import { inputsWithin } from "../../evidence/scope.ts";
import { within } from "../../evidence/within.ts";
import { endsOf, type Interval } from "../../interval.ts";
import { undecidedHits } from "../../metric.ts";
import { countChanged } from "../changed-coverage/count-changed.ts";
import { rangeOf } from "../changed-coverage/limits.ts";
import { gapsOfUnmeasured } from "../changed-coverage/unmeasured.ts";
import { countFindings } from "../findings/count-findings.ts";
import { nothingLooked } from "../findings/nothing-looked.ts";
import { between, exactly, type Range } from "./range.ts";

/** A fact of a scope: what it may be, and why it is not known better. */
export type ReadFact = { readonly range: Range; readonly gaps: readonly Gap[]; readonly fact?: Fact };

type Unit = Fact["unit"];

type Counting = { readonly key: string; readonly scope: Scope; readonly n: number; readonly unit: Unit };

/** Throws nothing: what cannot be read has no bounds, and a gap that says why. */
export function readFact(report: Report, name: string, scope: Scope): ReadFact {
  const [group, ...rest] = name.split(".");
  const key = { key: name, scope };
  switch (group) {
    case "tests":
      return readTests(report, rest[0]!, key);
    case "coverage":
    case "uncovered":
      return readCoverage(report, rest[0] as CoverageMetric, { ...key, isShare: group === "coverage" });
    case "changed":
      return readChanged(report, rest[1] as CoverageMetric, { ...key, isCovered: rest[0] === "covered" });
    case "baseline":
      return readBase(report, rest[1] as CoverageMetric, key);
    case "findings":
      return readFindings(report, rest[0]!, key);
    case "runs":
      return readRuns(report, key);
    default:
      return readInputs(report, rest[0]!, key);
  }
}

type Key = Pick<Counting, "key" | "scope">;

function counted(interval: Interval, gaps: readonly Gap[], counting: Counting): ReadFact {
  const { lo, hi } = interval;
  const range = between(exactly(lo), Number.isFinite(hi) ? exactly(hi) : undefined);
  return {
    range,
    gaps,
    fact: { ...counting, ...endsOf(interval), derivation: `counted for the expression` },
  };
}

const endless = Number.POSITIVE_INFINITY;

/** A test that one shard skips may fail in another, so what is skipped or flaky may become fewer. */
function readTests(report: Report, name: string, key: Key): ReadFact {
  const { scope } = key;
  const gaps = gapsOf(report, scope, "tests");
  const { ran, failing, skipped, flaky } = countTests(report, scope);
  const nothing = ran === 0 ? [nothingRan(report, scope, skipped)] : [];
  const count = { ran, failing: failing.length, skipped, flaky }[name] ?? 0;
  const open = [...gaps, ...nothing];
  const grows = name === "ran" || name === "failing";
  const interval = { lo: open.length === 0 || grows ? count : 0, hi: open.length === 0 ? count : endless };
  return counted(interval, open, { ...key, n: ran + skipped, unit: "tests" });
}

function readCoverage(
  report: Report,
  metric: CoverageMetric,
  { isShare, ...key }: Key & { readonly isShare: boolean },
): ReadFact {
  const { scope } = key;
  const { found, hit, mayHit } = countCoverage(report, scope, metric);
  const gaps = gapsOf(report, scope, "coverage");
  const counting = { ...key, n: found, unit: metric };
  if (found === 0) return { range: {}, gaps: [...gaps, nothingMeasured(report, scope, metric)] };
  const isKnown = gaps.length === 0;
  const isBounded = gaps.every(({ adds }) => adds);
  const open = isKnown && hit < mayHit ? [undecidedHits(metric, report)] : gaps;
  if (!isBounded) return { range: between(exactly(0), isShare ? exactly(1) : undefined), gaps: open };
  const most = isKnown ? mayHit : found;
  if (!isShare) return counted({ lo: found - most, hi: found - hit }, open, counting);
  const { fact } = counted({ lo: hit, hi: most }, open, counting);
  return { range: between(exactly(hit, found), exactly(most, found)), gaps: open, ...(fact && { fact }) };
}

function readChanged(
  report: Report,
  metric: CoverageMetric,
  { isCovered, ...key }: Key & { readonly isCovered: boolean },
): ReadFact {
  const { scope } = key;
  const gaps = gapsOf(report, scope, "coverage");
  const { changed } = report;
  if (!changed.known) {
    const what = `the changed lines are not known: ${changed.reason}`;
    return {
      range: between(exactly(0), undefined),
      gaps: [...gaps, { cause: "absent", what, remedy: changed.remedy }],
    };
  }
  const count = countChanged(report, changed, scope, metric);
  const range = rangeOf(count, metric, gaps);
  const nothing =
    countCoverage(report, scope, metric).found === 0 ? [nothingMeasured(report, scope, metric)] : [];
  const open = [...gaps, ...nothing, ...gapsOfUnmeasured(count.unmeasured)];
  const interval = isCovered ? range.covered : range.uncovered;
  const told = open.length === 0 && interval.lo < interval.hi ? [undecidedHits(metric, report)] : open;
  const counting = { ...key, n: range.n, unit: metric };
  return counted(nothing.length === 0 ? interval : { lo: 0, hi: endless }, told, counting);
}

function readBase(report: Report, metric: CoverageMetric, key: Key): ReadFact {
  const { scope } = key;
  const measured = report.baseline?.measured;
  if (measured === undefined) return { range: between(exactly(0), exactly(1)), gaps: [noBase] };
  const holds = within(report, scope);
  const { found, hit, mayHit } = sumExtents(
    measured.files.filter(holds).flatMap((file): readonly Extent[] => {
      if (scope.kind === undefined) return [file[metric]];
      return file.byKind.filter(({ kind }) => kind === scope.kind).map((one) => one[metric]);
    }),
  );
  const gaps = measured.lacks.map(
    ({ what, because, remedy }): Gap => ({
      cause: "absent",
      what: `${what} is not known (${because})`,
      remedy,
    }),
  );
  if (found === 0)
    return { range: {}, gaps: [...gaps, { ...noBase, what: `the base measured no ${metric} of the scope` }] };
  if (gaps.length > 0) return { range: between(exactly(0), exactly(1)), gaps };
  const { fact } = counted({ lo: hit, hi: mayHit }, [], { ...key, n: found, unit: metric });
  const open = hit < mayHit ? [undecidedHits(metric, report)] : [];
  return { range: between(exactly(hit, found), exactly(mayHit, found)), gaps: open, ...(fact && { fact }) };
}

function readFindings(report: Report, name: string, key: Key): ReadFact {
  const { scope } = key;
  const level = name === "errors" ? "error" : name === "warnings" ? "warning" : "note";
  const wanted = { level, tool: undefined, ruleId: undefined, onlyNew: false } as const;
  const gaps = [...gapsOf(report, scope, "findings"), ...nothingLooked(report, scope, undefined)];
  const { counted: sure, open, all } = countFindings(report, scope, wanted);
  const doubts =
    open.length === 0
      ? []
      : [
          {
            cause: "absent",
            what: "some findings may count",
            remedy: "The rule `findings` tells which.",
          } as const,
        ];
  const hi = gaps.length > 0 ? endless : sure.length + open.length;
  return counted({ lo: sure.length, hi }, [...gaps, ...doubts], { ...key, n: all, unit: "findings" });
}

function readRuns(report: Report, key: Key): ReadFact {
  const { scope } = key;
  const failed = failedRuns(report, scope).filter(({ outside }) => outside).length;
  const gaps = [...badInputs(report, scope, "runs"), ...missingEvidence(report, scope, "runs")];
  const hi = gaps.length > 0 ? endless : failed;
  return counted({ lo: failed, hi }, gaps, { ...key, n: report.runs.length, unit: "runs" });
}

/** They are about what is there, so each is certain. */
function readInputs(report: Report, name: string, key: Key): ReadFact {
  const inputs = inputsWithin(report, key.scope, "inputs");
  const pathsOf = (faults: readonly { readonly path?: string }[]): number =>
    new Set(faults.map(({ path }) => path)).size;
  const counts: Readonly<Record<string, number>> = {
    arrived: inputs.length,
    missing: missingEvidence(report, key.scope, "inputs").length,
    unreadable: pathsOf(faultsOf(report, inputs)),
    stale: pathsOf(staleFaultsOf(report, inputs)),
  };
  const count = counts[name] ?? 0;
  return counted({ lo: count, hi: count }, [], { ...key, n: inputs.length, unit: "inputs" });
}
