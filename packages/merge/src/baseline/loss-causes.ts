import {
  type Baseline,
  type Evidence,
  type FileCoverage,
  isFailing,
  type Kind,
  type LineRange,
  type LossCause,
  lineHits,
  type MergedCase,
  type MergedFile,
  type RepoPath,
  type Report,
} from "@tollgate/model";
import { createAddedLines } from "../changed/added-lines.ts";
import { keyOfOrigin } from "../changed/base-to-compare.ts";
import { toRanges } from "../changed/to-ranges.ts";

/** What may be why lines of a file lost their coverage. */
export type LossCauses = (
  path: RepoPath,
  base: MergedFile | undefined,
  lost: readonly LineRange[],
) => readonly LossCause[];

export type CauseContext = {
  readonly base: Report;
  readonly current: readonly Evidence[];
  /** Evidence of older attempts of this run. */
  readonly superseded: readonly Evidence[];
  readonly tests: readonly MergedCase[];
  readonly disappeared: Baseline["disappeared"];
};

/** Looks at the reports that measured the file on the base, at this run's older attempts, and at the tests. */
export function createLossCauses(context: CauseContext): LossCauses {
  const { base, current, superseded } = context;
  const origins = new Map(base.inputs.map(({ id, origin }) => [id, origin]));
  const arrived = new Set(
    current.filter(({ coverage }) => coverage !== undefined).map(({ origin }) => keyOfOrigin(origin)),
  );
  const flakyLines = createFlakyLines(superseded);
  const ofTests = createTestCauses(context);
  return (path, file, lost) => {
    const measuring = (file?.sources ?? []).flatMap((id) => origins.get(id) ?? []);
    const absent = measuring.filter((origin) => !arrived.has(keyOfOrigin(origin)));
    const runners = new Map(measuring.map((origin) => [keyOf(origin), origin]));
    return [
      ...absent.map(
        ({ kind, package: owner, invocation, shard }): LossCause => ({
          why: "report-missing",
          what: `${kind} coverage that ${owner === "" ? "the repository" : owner} measured (${invocation}${shard.total === 1 ? "" : `, shard ${shard.index} of ${shard.total}`})`,
        }),
      ),
      ...flakyLines(path, lost),
      ...[...runners.values()].flatMap((origin) => ofTests(origin) ?? []),
    ];
  };
}

type Runner = { readonly package: string; readonly kind: Kind };

function keyOf({ package: owner, kind }: Runner): string {
  return `${owner}\0${kind}`;
}

/** Lines that an older attempt of this run ran. */
function createFlakyLines(
  superseded: readonly Evidence[],
): (path: RepoPath, lost: readonly LineRange[]) => readonly LossCause[] {
  const byPath = new Map<RepoPath, FileCoverage[]>();
  for (const file of superseded.flatMap(({ coverage }) => coverage?.files ?? [])) {
    const known = byPath.get(file.path);
    if (known === undefined) byPath.set(file.path, [file]);
    else known.push(file);
  }
  return (path, lost) => {
    const isLost = createAddedLines({ added: lost, blank: [] }).has;
    const ran = new Set<number>();
    for (const { map, counts } of byPath.get(path) ?? [])
      for (const [line, hits] of lineHits(map, counts)) if (hits > 0 && isLost(line)) ran.add(line);
    return ran.size === 0 ? [] : [{ why: "flaky", lines: toRanges([...ran].sort((a, b) => a - b)) }];
  };
}

/** Tests that ran on the base and do not run as they did, by the package and kind that ran them. */
function createTestCauses({
  base,
  tests,
  disappeared,
}: CauseContext): (runner: Runner) => LossCause | undefined {
  const counts = new Map<string, { kind: Kind; gone: number; skipped: number; failing: number }>();
  const countFor = (runner: Runner): { gone: number; skipped: number; failing: number } => {
    const known = counts.get(keyOf(runner)) ?? { kind: runner.kind, gone: 0, skipped: 0, failing: 0 };
    counts.set(keyOf(runner), known);
    return known;
  };
  const ran = new Set(base.tests.filter(({ status }) => status === "passed").map(keyOfTest));
  for (const test of disappeared) countFor(test).gone++;
  for (const test of tests) {
    if (isFailing(test.status)) countFor(test).failing++;
    else if (test.status !== "passed" && ran.has(keyOfTest(test))) countFor(test).skipped++;
  }
  return (runner) => {
    const count = counts.get(keyOf(runner));
    return count === undefined || count.gone + count.skipped + count.failing === 0
      ? undefined
      : { why: "tests", ...count };
  };
}

function keyOfTest({ package: owner, kind, file, suite, name }: MergedCase): string {
  return [owner, kind, file ?? "", ...suite, name].join("\0");
}
