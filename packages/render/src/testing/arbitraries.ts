import {
  type CoverageMap,
  countLayout,
  type Decision,
  digestOf,
  type MergedCase,
  type MergedFile,
  type MergedFinding,
  type Problem,
  type Report,
  type RuleResult,
} from "@tollgate/model";
import {
  aChangedFile,
  aDecision,
  aFinding,
  anyMap,
  aReport,
  exactMap,
  fileCoverage,
  hostileName,
  lineMap,
  testCase,
} from "@tollgate/testkit";
import fc from "fast-check";

/** Names that break Markdown, HTML, terminals and logs, and words that look like secrets. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  hostileName,
  fc
    .array(
      fc.constantFrom(
        ..."|`*_~[]()<>!#@&$\\-+=.: \n\t".split(""),
        ...[
          "@everyone",
          "#1",
          "https://x.test",
          "www.x.test",
          "</details>",
          "<details>",
          "```",
          "~~~",
          "````\n",
          "| --- |",
        ],
        ...[
          "<!--",
          "-->",
          "::error::",
          "##[error]",
          "\u001B[31m",
          "\u202E",
          "1. ",
          "- ",
          "> ",
          "$$",
          "日本",
          "😀",
          "token=abcdef",
        ],
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join("")),
);

export const anyCase: fc.Arbitrary<MergedCase> = fc
  .tuple(
    testCase,
    hostile,
    hostile,
    fc.constantFrom("unit", "e2e", "a|b"),
    fc.integer({ min: 1, max: 3 }),
    fc.boolean(),
    fc.boolean(),
  )
  .chain(([test, name, said, kind, occurrence, flaky, recovered]) =>
    fc.constantFrom("new-failure", "still-failing", "fixed", "newly-skipped", "added", "same", undefined).map(
      (change): MergedCase => ({
        ...test,
        name,
        details: [...test.details, { kind: "failure", message: said, text: `${said}\n    at x` }],
        attachments: [...(test.attachments ?? []), { path: `${said}.png`, state: "present" }],
        kind,
        occurrence,
        flaky,
        recovered,
        ...(recovered
          ? {
              history: [
                {
                  attempt: 1,
                  job: name,
                  status: "failed" as const,
                  details: [{ kind: "failure" as const, text: said }],
                },
              ],
            }
          : {}),
        sources: [digestOf(name)],
        ...(change === undefined ? {} : { change }),
        ...(change === undefined ? {} : { onBase: { status: test.status, durationUs: occurrence } }),
        ...(flaky
          ? { byEnvironment: [{ environment: [name], status: test.status, durationUs: 1, flaky }] }
          : {}),
        ...(change === "same" || change === "still-failing"
          ? { renamedFrom: { package: said, file: name, title: said } }
          : {}),
      }),
    ),
  );

/** Of which the lines are known. */
export const anyPlacedFile: fc.Arbitrary<MergedFile> = fileOf(fc.oneof(exactMap, lineMap));

const anyFile = fileOf(anyMap);

function fileOf(maps: fc.Arbitrary<CoverageMap>): fc.Arbitrary<MergedFile> {
  return fileCoverage(maps).map(({ path, package: owner, map, counts }) => {
    const { conditions, totals } = countLayout(map);
    const mayCounts = counts.map((count, i) => (i < conditions || i >= totals ? count : Math.max(count, 2)));
    return {
      path,
      package: owner,
      map,
      counts,
      mayCounts,
      byKind: [{ kind: "unit", counts, mayCounts }],
      phantoms: 0,
      excluded: [{ line: 1, entity: "line", reason: "ignored" }],
      sources: [digestOf(path)],
    };
  });
}

const problem: fc.Arbitrary<Problem> = fc.record({
  code: fc.constant("truncated" as const),
  severity: fc.constantFrom("error", "warning", "info"),
  message: hostile,
  remedy: hostile,
  path: hostile,
  line: fc.nat(99),
});

const extent = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)).map((counts) => {
  const [hit = 0, mayHit = 0, found = 0] = [...counts].sort((a, b) => a - b);
  return { found, hit, mayHit };
});

const anyFinding: fc.Arbitrary<MergedFinding> = fc
  .tuple(hostile, fc.constantFrom("error", "warning", "note", "none"), fc.constantFrom("new", "unchanged"))
  .chain(([text, level, change]) =>
    fc
      .constantFrom<Partial<MergedFinding>>(
        { change },
        { named: text, undecided: true },
        { suppressed: { kind: "external", justification: text } },
      )
      .map((members) => aFinding({ tool: text, rule: text, message: text, path: text, level, ...members })),
  );

/** `size` scales every list. */
export function anyReport(size: number): fc.Arbitrary<Report> {
  return fc
    .record({
      tests: fc.array(anyCase, { maxLength: size }),
      coverage: fc.uniqueArray(anyFile, { maxLength: 2, selector: ({ path }) => path }),
      problems: fc.array(problem, { maxLength: size }),
      findings: fc.array(anyFinding, { maxLength: size }),
      names: fc.array(hostile, { maxLength: size }),
      extents: fc.tuple(extent, extent, extent),
      base: fc.boolean(),
    })
    .map(({ tests, coverage, problems, findings, names, extents: [lines, functions, branches], base }) => {
      const report = aReport({ tests, coverage, problems, findings });
      const cells = names.map((name) => ({
        package: name,
        kind: name,
        tests: report.totals.tests,
        coverage: { files: 1, lines, functions, branches },
      }));
      return {
        ...report,
        subject: { headSha: names[0] ?? "", baseRef: names[1] ?? "", dirty: true },
        cells,
        missing: names.map((name) => ({ what: name, because: name, remedy: name })),
        runs: names.map((name) => ({ package: name, source: name, verdict: "failed", errors: [name] })),
        inputs: names.map((name) => ({
          id: digestOf(name),
          origin: {
            package: name,
            kind: name,
            job: name,
            shard: { index: 1, total: 1 },
            attempt: 1,
            environment: [],
            invocation: name,
          },
          input: { path: name, bytes: 1, digest: digestOf(name), format: name, producer: name },
          status: "partial",
          tools: [name],
          superseded: false,
        })),
        unmentioned: names.map((name) => ({ path: name, package: name, size: { lines: 1 } })),
        changed: {
          known: true,
          files: names.map((name) =>
            aChangedFile({
              path: name,
              package: name,
              ...{ lines, functions, branches },
              classes: [{ what: "moved", lines: [[1, 2]] }],
              uncovered: [[1, 2]],
              excused: [[2, 2]],
              uncoveredFunctions: [{ name, line: 1, endLine: 2, excused: false }],
            }),
          ),
          unexcused: { lines: 1, reason: names[0] ?? "", remedy: names[0] ?? "" },
          unmeasured: names.map((name) => ({ path: name, package: name, lines: 1 })),
        },
        ...(base
          ? {
              baseline: {
                how: names[0] ?? "",
                totals: report.totals,
                cells,
                disappeared: names.map((name) => ({
                  ...{ package: name, title: name, kind: name, environment: name },
                  ...{ status: "passed", why: "removed" },
                })),
                lacks: names.map((name) => ({ what: name, because: name, remedy: name })),
                fixedFindings: findings.map(
                  ({ occurrence: _o, kinds: _k, sources: _s, change: _c, ...finding }) => finding,
                ),
                coverage: {
                  known: true,
                  counts: { LBC: names.length },
                  files: names.map((name) => ({
                    path: name,
                    package: name,
                    inDiff: false,
                    counts: { LBC: 2 },
                    lost: [[1, 2]],
                    causes: [
                      { why: "report-missing", what: name },
                      { why: "tests", kind: name, gone: 1, skipped: 1, failing: 1 },
                    ],
                  })),
                  notCompared: names,
                  vanished: [],
                },
              },
            }
          : {}),
      } satisfies Report;
    });
}

const result: fc.Arbitrary<RuleResult> = fc.record({
  rule: fc.constantFrom(
    "no-failing-tests",
    "no-failed-runs",
    "changed-coverage",
    "no-unreadable-evidence",
    "coverage",
    "minimum-tests",
  ),
  title: hostile,
  scope: fc.record({ package: hostile, kind: hostile }, { requiredKeys: [] }),
  mode: fc.constantFrom("observe", "warn", "enforce"),
  severity: fc.constantFrom("error", "warning", "note"),
  answer: fc.constantFrom("pass", "fail", "unknown"),
  effect: fc.constantFrom("none", "warn", "block", "hold"),
  message: hostile,
  remedy: hostile,
  facts: fc.array(
    fc.record({
      key: hostile,
      scope: fc.constant({}),
      lo: fc.nat(9),
      hi: fc.nat(9),
      n: fc.nat(9),
      unit: fc.constantFrom("tests", "lines", "branches"),
      derivation: hostile,
    }),
    { maxLength: 2 },
  ),
  violations: fc.array(
    fc.record(
      { message: hostile, path: hostile, line: fc.nat(9), package: hostile },
      { requiredKeys: ["message"] },
    ),
    {
      maxLength: 4,
    },
  ),
});

export const anyDecision: fc.Arbitrary<Decision> = fc
  .record({
    outcome: fc.constantFrom("allow", "block", "hold"),
    summary: hostile,
    rules: fc.array(result, { maxLength: 8 }),
    engine: hostile,
  })
  .map((members) => aDecision(members));
