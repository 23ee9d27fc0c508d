import {
  type BaseFile,
  type Baseline,
  type ChangedFileCoverage,
  type Counts,
  type Disappearance,
  type DisappearedTest,
  disappearances,
  type Extent,
  type FileDifference,
  type FindingLevel,
  type LineRange,
  type MergedCase,
  type MergedFile,
  type Report,
  type ReportInput,
  type RunManifest,
  type TestChange,
  type TestStatus,
} from "@tollgate/model";
import { aCase, aChangedFile, aFile, aFinding, aReport } from "@tollgate/testkit";
import fc from "fast-check";
import { anInput, aRun } from "./judge.ts";

/** What one CI job of one package and kind left behind. All jobs of a world are expected. */
export type Job = {
  readonly package: string;
  readonly kind: string;
  readonly arrived: boolean;
  readonly readable: boolean;
  readonly verdict: RunManifest["verdict"];
  readonly tests: readonly TestStatus[];
  /** Whether its reports say how long tests took. */
  readonly timed: boolean;
  /** How many tests of the base are gone, by what became of them. */
  readonly gone: Readonly<Record<Disappearance, number>>;
  /** Levels of what a linter found. */
  readonly found: readonly FindingLevel[];
  /** Of those that passed, how many of the first failed at an earlier try, and of the rest how many in an older attempt. */
  readonly unsteady: { readonly flaky: number; readonly recovered: number };
  /** How the first of `tests` ended on the base; the others were not there. */
  readonly before: readonly (TestStatus | "absent")[];
  /** Hits per line of the package's one source file; every job of a package measures all its lines. */
  readonly hits: readonly number[];
};

/**
 * Jobs, whether there is a base to compare with, the number of lines of each package's file, how many of them the change added, and how many it added that no
 * job measures.
 */
export type World = {
  readonly jobs: readonly Job[];
  readonly hasBase: boolean;
  readonly lines: Sizes;
  readonly changed: Sizes;
  readonly hidden: Sizes;
  /** Hits per line of each package's file on the base. */
  readonly baseHits: Readonly<Record<keyof Sizes, readonly number[]>>;
  /** Lines of another file of each package that lost their coverage. */
  readonly lost: Sizes;
};

type Sizes = Readonly<Record<"@shop/api" | "@shop/web", number>>;

const packages = ["@shop/api", "@shop/web"] as const;
const sizes = (max: number): fc.Arbitrary<Sizes> =>
  fc.record({ "@shop/api": fc.nat(max), "@shop/web": fc.nat(max) });

/** Mostly the first value: a world must be healthy enough that one cause alone decides. */
function mostly<T>(usual: T, ...rare: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    ...rare.map((value) => ({ weight: 1, arbitrary: fc.constant(value) })),
  );
}

const job: fc.Arbitrary<Job> = fc.record({
  package: fc.constantFrom(...packages),
  kind: fc.constantFrom("unit", "e2e"),
  arrived: mostly(true, false),
  readable: mostly(true, false),
  verdict: mostly<RunManifest["verdict"]>("passed", "failed", "interrupted"),
  tests: fc.array(mostly<TestStatus>("passed", "failed", "skipped"), { maxLength: 4 }),
  timed: mostly(true, false),
  gone: fc.record({ "file-deleted": mostly(0, 1), removed: mostly(0, 1), "not-run": mostly(0, 1) }),
  found: fc.array(mostly<FindingLevel>("note", "warning", "error"), { maxLength: 2 }),
  unsteady: fc.record({ flaky: mostly(0, 1, 2), recovered: mostly(0, 1) }),
  before: fc.array(mostly<TestStatus | "absent">("passed", "failed", "skipped", "absent"), { maxLength: 4 }),
  hits: fc.array(fc.constantFrom(1, 1, 1, 0), { maxLength: 8 }),
});

const baseHits = fc.array(fc.constantFrom(1, 1, 0), { maxLength: 8 });

export const world: fc.Arbitrary<World> = fc.record({
  jobs: fc.array(job, { minLength: 1, maxLength: 4 }),
  hasBase: mostly(true, false),
  lines: sizes(8),
  changed: sizes(8),
  hidden: fc.record({ "@shop/api": mostly(0, 1, 3), "@shop/web": mostly(0, 2) }),
  baseHits: fc.record({ "@shop/api": baseHits, "@shop/web": baseHits }),
  lost: fc.record({ "@shop/api": mostly(0, 1), "@shop/web": mostly(0, 2) }),
});

/** The world as `merge` would report it. */
export function reportOf(given: World): Report {
  const { jobs, hasBase, lines, changed, hidden } = given;
  const present = jobs.map((item, index) => ({ item, index })).filter(({ item }) => item.arrived);
  const inputs = present.flatMap(({ item, index }) => [
    inputOf(item, index, "tests"),
    inputOf(item, index, "coverage"),
    { ...inputOf(item, index, "findings"), tools: ["ESLint"] },
  ]);
  const here = present.map(({ item }) => item);
  const coverage = packages.flatMap((owner) => fileOf(owner, here, lines[owner]));
  return aReport({
    packages: packages.map((name) => ({ name, dir: name.replace("@shop", "packages"), scripts: [] })),
    inputs,
    tests: present.flatMap(({ item, index }) => casesOf(item, index, hasBase)),
    ...(hasBase ? { baseline: baselineOf(given) } : {}),
    runs: here.map((item) => aRun({ package: item.package, kind: item.kind, verdict: item.verdict })),
    coverage,
    findings: present.flatMap(({ item, index }) =>
      item.found.map((level, i) =>
        aFinding({
          ...{ level, package: item.package, kinds: [item.kind] },
          ...{ path: `${item.package}.ts`, line: 100 * index + i + 1 },
        }),
      ),
    ),
    changed: {
      known: true,
      files: coverage.map((file) => changedFileOf(file, changed[file.package as keyof Sizes])), // made above
      unmeasured: packages
        .filter((name) => hidden[name] > 0)
        .map((name) => ({ path: `${name}/new.ts`, package: name, lines: hidden[name] })),
    },
    missing: jobs
      .filter(({ arrived }) => !arrived)
      .map((item) => ({
        what: `${item.kind} reports of ${item.package}`,
        kind: item.kind,
        package: item.package,
        because: "expected",
        remedy: "Run it.",
      })),
  });
}

function inputOf(item: Job, index: number, holds: "tests" | "coverage" | "findings"): ReportInput {
  const input = anInput({ path: `${index}/${holds}`, holds, status: item.readable ? "ok" : "partial" });
  return { ...input, origin: { ...input.origin, package: item.package, kind: item.kind, job: `${index}` } };
}

function casesOf(item: Job, index: number, hasBase: boolean): readonly MergedCase[] {
  const { flaky, recovered } = item.unsteady;
  return item.tests.map((status, i) =>
    caseOf(item.timed ? 1_000 * (1 + ((i + index) % 5)) : undefined, {
      ...(hasBase ? againstBase(status, item.before[i] ?? "absent") : {}),
      package: item.package,
      kind: item.kind,
      name: `${index}/${i}`,
      status,
      details: status === "failed" ? [{ kind: "failure", message: failures[i % failures.length]! }] : [],
      flaky: status === "passed" && i < flaky,
      recovered: status === "passed" && i >= flaky && i < flaky + recovered,
      sources: [`sha256:${index}/tests`],
    }),
  );
}

function caseOf(durationUs: number | undefined, members: Partial<MergedCase>): MergedCase {
  const { durationUs: _usual, ...test } = aCase(members);
  return { ...test, ...(durationUs === undefined ? {} : { durationUs }) };
}

function againstBase(now: TestStatus, before: TestStatus | "absent"): Pick<MergedCase, "change" | "onBase"> {
  const change = changeOf(now, before);
  return before === "absent" ? { change } : { change, onBase: { status: before, durationUs: 2_000 } };
}

/** What failing tests say, the first one first. */
export const failures: readonly [string, ...string[]] = ["the total is wrong", "there is no such voucher"];

/** Of a job that did not arrive nothing shows what the change removed. */
function baselineOf({ jobs, baseHits: before, lost }: World): Baseline {
  const disappeared = jobs.flatMap((item, index) =>
    disappearances.flatMap((why) =>
      Array.from(
        { length: item.gone[why] },
        (_, i): DisappearedTest => ({
          ...{ package: item.package, kind: item.kind, title: `${index}/${why}/${i}`, status: "passed" },
          why: item.arrived || why === "file-deleted" ? why : "not-run",
        }),
      ),
    ),
  );
  return {
    how: "base",
    totals: aReport({ tests: [aCase()] }).totals,
    cells: [],
    disappeared,
    measured: { files: packages.map((owner) => baseFile(owner, before[owner])), lacks: [] },
    coverage: {
      known: true,
      counts: {},
      files: packages.flatMap((owner) => lostFile(owner, lost[owner])),
      notCompared: [],
      vanished: [],
    },
  };
}

function baseFile(owner: string, hits: readonly number[]): BaseFile {
  const hit = hits.filter((count) => count > 0).length;
  const lines: Extent = { found: hits.length, hit, mayHit: hit };
  const none: Extent = { found: 0, hit: 0, mayHit: 0 };
  const extents = { lines, functions: none, branches: none };
  const byKind = ["e2e", "unit"].map((kind) => ({ kind, ...extents }));
  return { path: `${owner}.ts`, package: owner, ...extents, byKind };
}

function lostFile(owner: string, lines: number): readonly FileDifference[] {
  if (lines === 0) return [];
  const lost: readonly LineRange[] = [[1, lines]];
  return [
    { path: `${owner}/other.ts`, package: owner, inDiff: false, counts: { LBC: lines }, lost, causes: [] },
  ];
}

function changeOf(now: TestStatus, before: TestStatus | "absent"): TestChange {
  const failed = before === "failed";
  if (now === "failed") return failed ? "still-failing" : "new-failure";
  if (failed && now === "passed") return "fixed";
  if (now === "skipped" && (failed || before === "passed")) return "newly-skipped";
  return before === "absent" ? "added" : "same";
}

function fileOf(owner: string, jobs: readonly Job[], size: number): readonly MergedFile[] {
  const measuring = jobs.filter((item) => item.package === owner);
  if (measuring.length === 0) return [];
  const file = (hits: readonly (readonly number[])[]): MergedFile =>
    aFile({
      path: `${owner}.ts`,
      package: owner,
      lines: Object.fromEntries(
        Array.from({ length: size }, (_, i) => [i + 1, hits.reduce((sum, one) => sum + (one[i] ?? 0), 0)]),
      ),
    });
  const kinds = [...new Set(measuring.map(({ kind }) => kind))].sort();
  const byKind = kinds.map((kind) => {
    const { counts, mayCounts } = file(
      measuring.filter((item) => item.kind === kind).map(({ hits }) => hits),
    );
    return { kind, counts, mayCounts };
  });
  return [{ ...file(measuring.map(({ hits }) => hits)), byKind }];
}

function changedFileOf(
  { path, package: owner, counts, byKind }: MergedFile,
  size: number,
): ChangedFileCoverage {
  const none: Extent = { found: 0, hit: 0, mayHit: 0 };
  const extentOf = (hits: Counts): Extent => {
    const lines = [...hits].slice(0, size);
    const hit = lines.filter((count) => count > 0).length;
    return { found: lines.length, hit, mayHit: hit };
  };
  const uncoveredOf = (hits: Counts): readonly LineRange[] =>
    [...hits].slice(0, size).flatMap((count, i) => (count > 0 ? [] : [[i + 1, i + 1] as const]));
  return aChangedFile({
    path,
    package: owner,
    lines: extentOf(counts),
    uncovered: uncoveredOf(counts),
    byKind: byKind.map((one) => {
      const extents = { lines: extentOf(one.counts), functions: none, branches: none };
      return { kind: one.kind, ...extents, charged: extents, uncovered: uncoveredOf(one.counts) };
    }),
  });
}
