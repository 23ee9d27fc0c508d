import {
  type Bundle,
  type CoverageDifference,
  compareProblems,
  type Evidence,
  type Expectation,
  type MergedFile,
  type MissingEvidence,
  type Problem,
  type RepoPath,
  type Report,
  type Subject,
} from "@tollgate/model";
import { compareCoverage } from "./baseline/compare-coverage.ts";
import { createLossCauses } from "./baseline/loss-causes.ts";
import { missingFiles } from "./baseline/vanished-files.ts";
import { baseToCompare, unlooked } from "./changed/base-to-compare.ts";
import { type ChangeContext, changedCode } from "./changed/changed-code.ts";
import { dirtyBaseProblem, provenFiles } from "./changed/dirty-base.ts";
import { type Fates, lineFates } from "./changed/line-fates.ts";
import { otherContentProblems } from "./changed/other-content.ts";
import { markCodeless } from "./codeless-packages.ts";
import { type BaselineSource, type Comparison, compareWithBaseline } from "./compare-with-baseline.ts";
import { doubtfulTries } from "./doubtful-tries.ts";
import type { NotReused } from "./expected/describe-missing.ts";
import { expectedEvidence } from "./expected/expected-evidence.ts";
import { runsNotExpected } from "./expected/runs-not-expected.ts";
import { compareFindingsWithBase, type FindingTexts } from "./findings/compare-findings.ts";
import { mergeFindings } from "./findings/merge-findings.ts";
import { type CoverageContext, mergeCoverage } from "./merge-coverage.ts";
import { mergeTests } from "./merge-tests.ts";
import { missingRuns } from "./missing-runs.ts";
import { missingShards } from "./missing-shards.ts";
import { type FindOwners, ownersOfFiles } from "./owners-of-files.ts";
import { reportInputs } from "./report-inputs.ts";
import { missingInAttempts, selectAttempts } from "./select-attempts.ts";
import { selectRuns } from "./select-runs.ts";
import { silentShards } from "./silent-shards.ts";
import { cellsOf, totalsOf } from "./tally.ts";
import { type TreeContext, unmentionedFiles } from "./unmentioned-files.ts";
import { unprovenTests } from "./unproven-tests.ts";

/** What the judged repository adds to the evidence. */
export type ReportContext = ChangeContext &
  TreeContext &
  Omit<CoverageContext, "headSha"> & {
    readonly subject: Subject;
    /** What must arrive. */
    readonly expectations?: readonly Expectation[];
    /** Why evidence of another commit does not stand for them. */
    readonly notReused?: NotReused;
    /** What the policy takes out of that list. */
    readonly excepted?: readonly Expectation[];
    /** Promised by the policy and not there. */
    readonly missing: readonly MissingEvidence[];
    /** Problems of the run itself: no git, a shallow clone. */
    readonly problems: readonly Problem[];
    readonly baseline?: BaselineSource;
    /** By CODEOWNERS; absent where there is no such file. */
    readonly findOwners?: FindOwners;
    /** Where the base's findings may have moved. */
    readonly findingTexts?: FindingTexts;
  };

/** The one Report of a set of evidence. Depends on the set only, not on the order in which it arrived. */
export function computeReport(bundle: Bundle, context: ReportContext): Report {
  const { current, superseded } = selectAttempts(bundle.evidence);
  const tests = mergeTests(current, superseded);
  const { files: coverage, problems: coverageProblems } = mergeCoverage(current, {
    ...context,
    ...(context.subject.headSha === undefined ? {} : { headSha: context.subject.headSha }),
  });
  const { runs, problems: runProblems } = selectRuns(current, context.subject);
  const compared = compareWithBaseline(tests, current, context);
  const fates = fatesOf(context);
  const found = compareFindingsWithBase(mergeFindings(current), current, context);
  const difference = differenceOf(coverage, { current, superseded, fates, compared, context });
  const { expectations = [], excepted = [], packages } = context;
  const answered = expectedEvidence(expectations, { ...context, current, runs });
  const changed = changedCode(coverage, tests, context, {
    fates,
    base: baseToCompare(context.baseline, current),
  });
  const unmentioned = unmentionedFiles(coverage, tests, context);
  return {
    subject: context.subject,
    packages: markCodeless(packages, context.treeFiles),
    ...(context.findOwners === undefined
      ? {}
      : {
          owners: ownersOfFiles(
            {
              ...{ packages, tests: compared.tests, coverage },
              ...{ findings: found.findings, changed, unmentioned },
              ...(compared.baseline === undefined ? {} : { baseline: compared.baseline }),
            },
            context.findOwners,
          ),
        }),
    inputs: reportInputs(bundle.evidence, { superseded, runs }),
    tests: compared.tests,
    runs,
    coverage,
    findings: found.findings,
    cells: cellsOf(compared.tests, coverage),
    totals: totalsOf(compared.tests, coverage),
    changed,
    unmentioned,
    expected: answered.expected,
    missing: [
      ...context.missing,
      ...answered.missing,
      ...missingShards(current, { ...context, expected: answered.expected }),
      ...silentShards(current.filter(({ reused }) => reused === undefined)),
      ...missingInAttempts({ current, superseded }),
      ...unprovenTests({ current, superseded }),
      ...missingRuns(current, runsNotExpected(runs, [...expectations, ...excepted]), packages),
      ...notToldBy(answered.missing, compared.missing),
      ...found.missing,
      ...missingOf(coverage, difference, context),
    ],
    problems: [
      ...context.problems,
      ...runProblems,
      ...(context.baseline === undefined ? [] : dirtyBaseProblem(context.baseline.report)),
      ...coverageProblems,
      ...doubtfulTries(current),
      ...otherContentProblems(current, undisputed(context)),
      ...current.flatMap(({ problems }) => problems),
    ].sort(compareProblems),
    ...(compared.baseline === undefined
      ? {}
      : {
          baseline: {
            ...compared.baseline,
            ...(found.fixed.length === 0 ? {} : { fixedFindings: found.fixed }),
            ...(difference === undefined ? {} : { coverage: difference }),
          },
        }),
  };
}

type DifferenceContext = {
  readonly current: readonly Evidence[];
  readonly superseded: readonly Evidence[];
  readonly fates: Fates;
  readonly compared: Comparison;
  readonly context: ReportContext;
};

function differenceOf(
  coverage: readonly MergedFile[],
  { current, superseded, fates, compared, context }: DifferenceContext,
): CoverageDifference | undefined {
  const { baseline, changes, treeFiles } = context;
  if (baseline === undefined || coverage.length + baseline.report.coverage.length === 0) return undefined;
  const { tests, baseline: { disappeared = [] } = {} } = compared;
  const base = baseline.report;
  return compareCoverage(coverage, base.coverage, {
    ...{ changes, fates, files: provenFiles(base, baseline.files ?? unlooked) },
    causes: createLossCauses({ base, current, superseded, tests, disappeared }),
    ...(treeFiles === undefined ? {} : { tree: new Set(treeFiles) }),
  });
}

/** What the base had and an expectation asks for is asked once. */
function notToldBy(
  told: readonly MissingEvidence[],
  more: readonly MissingEvidence[],
): readonly MissingEvidence[] {
  const keys = new Set(told.flatMap(({ package: owner, kind }) => [`${owner}\0${kind ?? ""}`]));
  return more.filter(
    ({ package: owner, kind }) => !(keys.has(`${owner}\0${kind ?? ""}`) || keys.has(`${owner}\0`)),
  );
}

function missingOf(
  coverage: readonly MergedFile[],
  difference: CoverageDifference | undefined,
  { baseline, sources }: ReportContext,
): readonly MissingEvidence[] {
  if (difference?.known !== true || baseline === undefined) return [];
  const withoutCode = (path: RepoPath): boolean => sources?.get(path)?.code?.executable.length === 0;
  return missingFiles(difference.vanished, coverage, { how: baseline.how, withoutCode });
}

/** Of disputed files the merge of coverage tells itself what is of other content. */
function undisputed({ sources, references }: ReportContext): NonNullable<ReportContext["sources"]> {
  return new Map([...(sources ?? [])].filter(([path]) => references?.has(path) !== true));
}

function fatesOf({ changes, sources = new Map(), baseTexts = new Map() }: ReportContext): Fates {
  if (!("files" in changes)) return new Map();
  const texts = [...sources].flatMap(([path, { text }]) =>
    text === undefined ? [] : [[path, text] as const],
  );
  return lineFates(changes, new Map(texts), baseTexts);
}
