import type { Bundle } from "../bundle.ts";
import { canonicalJson } from "../canonical.ts";
import type { CoverageMap, FileCoverage } from "../coverage.ts";
import type { Counted, Evidence } from "../evidence.ts";
import { encodeLineRanges } from "../line-tests.ts";
import { casesPerLine, encodeCases } from "./encode-cases.ts";
import { createVarintWriter } from "./varints.ts";

/** Schema of the bundle format, in the first line of every bundle. */
export const bundleVersion: string = "tollgate/bundle/1";

/**
 * A bundle as lines of JSON, each with its line feed; compressing and writing them is the caller's business.
 * Header, then for each evidence one `evidence` line, its `cases` lines, its `file` lines, its `findings` lines, its
 * `testNames` and its `lineTests` lines; a coverage map is written once, before the first file that uses it; the `end`
 * line declares the counts, so that a cut is seen.
 */
export function* encodeBundle(bundle: Bundle): Iterable<string> {
  const encoder = createBundleEncoder();
  yield encoder.header();
  for (const item of bundle.evidence) {
    yield encoder.head(item);
    if (item.tests !== undefined) yield* encodeCases(item.tests.cases);
    yield* encoder.rest(item);
  }
  yield encoder.end();
}

/** Writes a bundle piece by piece, for collections that do not fit into memory together. */
export interface BundleEncoder {
  header(): string;
  /** Its cases follow, then the rest of it. */
  head(item: Evidence<Counted>): string;
  rest(item: Evidence<unknown>): Iterable<string>;
  end(): string;
}

export function createBundleEncoder(): BundleEncoder {
  const maps = new Map<string, number>();
  let items = 0;
  return {
    header: () => line({ schema: bundleVersion }),
    head({ tests, coverage, findings, lineTests, ...rest }) {
      items++;
      return line({
        evidence: {
          ...rest,
          ...(tests === undefined ? {} : { tests: { ...tests, cases: tests.cases.length } }),
          ...(coverage === undefined ? {} : { coverage: { files: coverage.files.length } }),
          ...(findings === undefined
            ? {}
            : { findings: { ...findings, findings: findings.findings.length } }),
          ...(lineTests === undefined
            ? {}
            : { lineTests: { tests: lineTests.tests.length, files: lineTests.files.length } }),
        },
      });
    },
    *rest({ coverage, findings, lineTests }) {
      for (const file of coverage?.files ?? []) {
        const index = maps.get(file.map.digest) ?? maps.size;
        if (index === maps.size) {
          maps.set(file.map.digest, index);
          yield line({ map: encodeMap(file.map) });
        }
        yield line({ file: encodeFile(file, index) });
      }
      const found = findings?.findings ?? [];
      for (let i = 0; i < found.length; i += casesPerLine)
        yield line({ findings: found.slice(i, i + casesPerLine) });
      const names = lineTests?.tests ?? [];
      for (let i = 0; i < names.length; i += casesPerLine)
        yield line({ testNames: names.slice(i, i + casesPerLine) });
      for (const { ranges, ...file } of lineTests?.files ?? [])
        yield line({ lineTests: { ...file, ranges: encodeLineRanges(ranges) } });
    },
    end: () => line({ end: { evidence: items, maps: maps.size } }),
  };
}

/** The bytes of the bundle's canonical form: equal sets of evidence give equal text. */
export function canonicalBundle(bundle: Bundle): string {
  return canonicalJson(
    bundle.evidence.map((item) => ({
      ...item,
      ...(item.coverage === undefined
        ? {}
        : {
            coverage: item.coverage.files.map((file) => ({
              ...file,
              map: file.map.digest,
              counts: [...file.counts],
            })),
          }),
      ...(item.lineTests === undefined
        ? {}
        : {
            lineTests: {
              ...item.lineTests,
              files: item.lineTests.files.map((file) => ({ ...file, ranges: encodeLineRanges(file.ranges) })),
            },
          }),
    })),
  );
}

function encodeMap(map: CoverageMap): unknown {
  return {
    precision: map.precision,
    statements: numbersOf(map.statements),
    functions: map.functions.map(({ name, line: first, column, endLine }) => [name, first, column, endLine]),
    branches: map.branches.map(({ type, line: first, column, arms }) => [type, first, column, arms]),
    conditions: numbersOf(map.conditions),
  };
}

function encodeFile(file: FileCoverage, map: number): unknown {
  const { path, package: owner, counts, excluded, version } = file;
  return {
    path,
    package: owner,
    map,
    counts: encodeCounts(counts),
    ...(excluded === undefined ? {} : { excluded }),
    ...(version === undefined ? {} : { version }),
  };
}

/** Hits as Base64 of variable-length integers, each one more than the count: most take a byte. */
function encodeCounts(counts: Float64Array): string {
  for (let i = 0; i < counts.length; i++) writer.put(counts[i]! + 1);
  return writer.take();
}

const writer = createVarintWriter();

/** As `Array.from`, which takes three times as long for a typed array. */
function numbersOf(values: Int32Array): readonly number[] {
  const numbers = new Array<number>(values.length);
  for (let i = 0; i < values.length; i++) numbers[i] = values[i]!;
  return numbers;
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
