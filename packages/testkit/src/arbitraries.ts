import {
  type Annotation,
  type Attachment,
  type Attempt,
  branchColumns,
  type CoverageMap,
  countLayout,
  coverageMetrics,
  type Detail,
  digestOf,
  type Evidence,
  evidenceId,
  type FileCoverage,
  type Finding,
  type FindingsEvidence,
  findingLevels,
  functionColumns,
  type LineTestsEvidence,
  mapDigest,
  noBranches,
  noFunctions,
  type Origin,
  type TestCase,
  type TestStatus,
  toLineRanges,
} from "@tollgate/model";
import fc from "fast-check";

/** Names that break careless code: prototype keys, separators, Markdown, commands, controls, emoji. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "a > b",
    "x|y",
    "@everyone",
    "<script>",
    "::error::x",
    "\u202Eabc",
    "😀",
    "a\nb",
    "```",
    "",
  ),
  fc.string({ maxLength: 12 }),
);

const status: fc.Arbitrary<TestStatus> = fc.constantFrom(
  "passed",
  "passed",
  "passed",
  "failed",
  "errored",
  "skipped",
  "todo",
);

const detail: fc.Arbitrary<Detail> = fc.record(
  { kind: fc.constantFrom("failure", "error", "skip"), message: hostileName, text: hostileName },
  { requiredKeys: ["kind"] },
);

const attachment: fc.Arbitrary<Attachment> = fc.oneof(
  fc.record(
    {
      name: hostileName.filter((name) => name !== ""),
      path: fc.oneof(
        fc.constantFrom("test-results/a.png", "test-results/b.zip"),
        hostileName.filter((path) => path !== ""),
      ),
      bytes: fc.nat(9),
      type: fc.constantFrom("image/png", "text/plain"),
      state: fc.constantFrom("present", "absent", "outside", "named"),
    },
    { requiredKeys: ["path", "type", "state"] },
  ),
  fc.record({ path: fc.constant("https://example.test/trace?x=1"), state: fc.constant("remote") }),
  fc.record(
    {
      name: hostileName.filter((name) => name !== ""),
      bytes: fc.nat(9),
      type: fc.constant("text/plain"),
      state: fc.constant("embedded"),
    },
    { requiredKeys: ["state"] },
  ),
);

const attempt: fc.Arbitrary<Attempt> = fc.record(
  {
    status,
    durationUs: fc.nat(1e9),
    details: fc.array(detail, { maxLength: 2 }),
    attachments: fc.array(attachment, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ["status", "details"] },
);

const annotation: fc.Arbitrary<Annotation> = fc.record(
  { type: fc.constantFrom("issue", "notice"), text: hostileName },
  { requiredKeys: ["type"] },
);

/** Few packages, files and names, so that cases of different reports meet. */
export const testCase: fc.Arbitrary<TestCase> = fc.record(
  {
    package: fc.constantFrom("@shop/api", "@shop/web"),
    file: fc.constantFrom("packages/api/a.test.ts", "packages/api/b.test.ts"),
    suite: fc.array(fc.constantFrom("cart", "total"), { maxLength: 2 }),
    name: fc.oneof(fc.constantFrom("adds", "removes"), hostileName),
    environment: fc.constantFrom("chromium", "firefox"),
    line: fc.integer({ min: 1, max: 99 }),
    status,
    durationUs: fc.nat(1e9),
    details: fc.array(detail, { maxLength: 2 }),
    attachments: fc.array(attachment, { minLength: 1, maxLength: 2 }),
    annotations: fc.uniqueArray(annotation, {
      minLength: 1,
      maxLength: 2,
      selector: ({ type, text }) => JSON.stringify([type, text]),
    }),
    earlier: fc.array(attempt, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ["package", "suite", "name", "status", "details"] },
);

/** A map with exact places on a few lines, always the same for the same seed values. */
export const exactMap: fc.Arbitrary<CoverageMap> = fc
  .record({
    lines: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
    functions: fc.nat(2),
    arms: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ lines, functions, arms }) => {
    const sorted = lines.sort((a, b) => a - b);
    const first = sorted[0]!;
    return withDigest({
      precision: "columns",
      statements: Int32Array.from(sorted.flatMap((line) => [line, 2, line, 20])),
      functions: functionColumns(
        Array.from({ length: functions }, (_, i) => ({
          name: `f${i}`,
          line: first,
          column: 4 + i,
          endLine: first + 3,
        })),
      ),
      branches: branchColumns(
        arms === 0
          ? []
          : [
              {
                type: "if",
                line: first,
                column: 2,
                arms: Array.from({ length: (arms + 1) * 2 }, (_, i) => (i % 2 === 0 ? first : 10 + i)),
              },
            ],
      ),
      conditions: new Int32Array(),
    });
  });

/** A map that knows lines only, as lcov and Cobertura do. */
export const lineMap: fc.Arbitrary<CoverageMap> = fc
  .record({
    lines: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
    conditions: fc.boolean(),
  })
  .map(({ lines, conditions }) => {
    const sorted = lines.sort((a, b) => a - b);
    return withDigest({
      precision: "lines",
      statements: Int32Array.from(sorted.flatMap((line) => [line, -1, -1, -1])),
      functions: noFunctions,
      branches: noBranches,
      conditions: conditions ? Int32Array.from([sorted[0]!, 2]) : new Int32Array(),
    });
  });

/** A map that knows how much there is and not where, as istanbul's summary does. */
export const totalsMap: fc.Arbitrary<CoverageMap> = fc
  .tuple(fc.nat(6), fc.nat(3), fc.nat(4))
  .map(([lines, functions, branches]) =>
    withDigest({
      precision: "lines",
      statements: new Int32Array(),
      functions: noFunctions,
      branches: noBranches,
      conditions: new Int32Array(),
      totals: { lines, functions, branches },
    }),
  );

export const anyMap: fc.Arbitrary<CoverageMap> = fc.oneof(exactMap, lineMap, totalsMap);

function withDigest(shape: Omit<CoverageMap, "digest">): CoverageMap {
  return { ...shape, digest: mapDigest(shape) };
}

/** Hits for a map: also unmeasured, also near the largest integer. */
export function countsFor(map: CoverageMap): fc.Arbitrary<Float64Array> {
  const layout = countLayout(map);
  const hits = fc.oneof(
    { weight: 8, arbitrary: fc.nat(5) },
    { weight: 1, arbitrary: fc.constant(Number.MAX_SAFE_INTEGER) },
    { weight: 1, arbitrary: fc.constant(-1) },
  );
  return fc
    .tuple(
      fc.array(hits, { minLength: layout.conditions, maxLength: layout.conditions }),
      fc.array(fc.integer({ min: 0, max: 2 }), {
        minLength: map.conditions.length / 2,
        maxLength: map.conditions.length / 2,
      }),
    )
    .chain(([entities, conditions]) => {
      const { totals } = map;
      const covered =
        totals === undefined
          ? []
          : coverageMetrics.map((metric) => fc.integer({ min: -1, max: totals[metric] }));
      return fc.tuple(...covered).map((own) => Float64Array.from([...entities, ...conditions, ...own]));
    });
}

export function fileCoverage(maps: fc.Arbitrary<CoverageMap>): fc.Arbitrary<FileCoverage> {
  return fc
    .tuple(fc.constantFrom("packages/api/src/cart.ts", "packages/web/src/page.ts"), maps)
    .chain(([path, map]) =>
      fc
        .tuple(countsFor(map), fc.constantFrom(undefined, undefined, "nyc:1", "nyc:2"))
        .map(([counts, version]) => ({
          path,
          package: path.includes("api") ? "@shop/api" : "@shop/web",
          map,
          counts,
          ...(version === undefined ? {} : { version }),
        })),
    );
}

export const origin: fc.Arbitrary<Origin> = fc.record({
  package: fc.constantFrom("@shop/api", "@shop/web"),
  kind: fc.constantFrom("unit", "e2e"),
  job: fc.constantFrom("", "test"),
  shard: fc.constantFrom({ index: 1, total: 1 }, { index: 1, total: 2 }, { index: 2, total: 2 }),
  attempt: fc.constantFrom(1, 1, 2),
  environment: fc.constantFrom([], [], ["os=linux"]),
  invocation: fc.constantFrom("reports", "coverage"),
});

const testNames = ["adds", "pays > twice", "__proto__"];

const lineTests: fc.Arbitrary<LineTestsEvidence> = fc
  .array(fc.array(fc.integer({ min: 1, max: 30 })), { maxLength: testNames.length })
  .map((lines) => ({
    tests: testNames,
    files: [
      { path: "packages/api/src/cart.ts", package: "@shop/api", ranges: toLineRanges(lines.entries()) },
    ],
  }));

const place = fc.record(
  {
    path: fc.constantFrom("packages/api/src/cart.ts", "packages/web/src/page.ts"),
    line: fc.integer({ min: 1, max: 9 }),
    column: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ["path"] },
);

const finding: fc.Arbitrary<Finding> = fc
  .tuple(
    fc.oneof(place, fc.record({ named: hostileName })),
    fc.record(
      {
        tool: fc.constantFrom("ESLint", "CodeQL"),
        rule: fc.constantFrom("no-eval", "__proto__"),
        level: fc.constantFrom(...findingLevels),
        message: fc.oneof(fc.constantFrom("eval can be harmful."), hostileName),
        package: fc.constantFrom("@shop/api", "@shop/web"),
        undecided: fc.constant(true),
        otherPlaces: fc.array(place, { minLength: 1, maxLength: 2 }),
        fingerprints: fc.constantFrom(["id=1"], ["id=2"]),
        partialFingerprints: fc.constantFrom(["line=1"], ["line=2"]),
        suppressed: fc.constantFrom<NonNullable<Finding["suppressed"]>>(
          { kind: "inSource" },
          { kind: "external", justification: "generated" },
        ),
        baselineState: fc.constantFrom("new", "unchanged", "updated", "absent"),
        securityTenths: fc.integer({ min: 0, max: 100 }),
      },
      { requiredKeys: ["tool", "level", "message", "package"] },
    ),
  )
  .map(([at, told]) => ({ ...told, ...at }));

const findingsEvidence: fc.Arbitrary<FindingsEvidence> = fc
  .array(finding, { maxLength: 4 })
  .map((findings) => ({ tools: ["CodeQL", "ESLint"], findings }));

/** One report: tests, coverage or findings, with an id made from its content as `collect` does. */
export const evidence: fc.Arbitrary<Evidence> = fc
  .record({
    origin,
    path: fc.constantFrom("reports/junit.xml", "reports/vitest.json", "coverage/lcov.info"),
    tests: fc.option(fc.array(testCase, { maxLength: 4 }), { nil: undefined }),
    files: fc.option(
      fc.uniqueArray(fileCoverage(anyMap), {
        maxLength: 2,
        selector: ({ path }) => path,
      }),
      { nil: undefined },
    ),
    findings: fc.option(findingsEvidence, { nil: undefined }),
    lineTests: fc.option(lineTests, { nil: undefined }),
    dirty: fc.boolean(),
  })
  .map(({ origin: from, path, tests, files, findings, lineTests: hits, dirty }) => {
    const digest = digestOf(
      JSON.stringify([
        path,
        tests,
        files?.map(({ counts, map, path: file, version }) => [file, map.digest, [...counts], version]),
        findings,
        hits?.files.map(({ path: file, ranges }) => [file, [...ranges]]),
      ]),
    );
    return {
      id: evidenceId(from, digest),
      origin: from,
      input: { path, bytes: 10, digest, format: path.endsWith(".xml") ? "junit-xml" : "vitest-json" },
      ...(dirty ? { dirty } : {}),
      status: "ok" as const,
      problems: [],
      runs: [],
      ...(tests === undefined ? {} : { tests: { entries: tests.length, cases: tests } }),
      ...(files === undefined ? {} : { coverage: { files } }),
      ...(findings === undefined ? {} : { findings }),
      ...(hits === undefined ? {} : { lineTests: hits }),
    };
  });
