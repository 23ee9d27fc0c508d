import type { Bundle } from "../bundle.ts";
import { canonicalJson } from "../canonical.ts";
import type { CoverageMap, FileCoverage } from "../coverage.ts";
import type { Counted, Evidence } from "../evidence.ts";
import { encodeLineRanges } from "../line-tests.ts";
import { casesPerLine, encodeCases } from "./encode-cases.ts";
import { encodeRows, encodeVlq } from "./vlq.ts";

/** Schema of the bundle format, in the first line of every bundle. */
export const bundleVersion: string = "tollgate/bundle/1";

/**
 * A bundle as lines of JSON, each with its line feed; compressing and writing them is the caller's business.
 * Header, then for each evidence one `evidence` line, its `cases` lines, its `file` lines, its `findings` lines, its
 * `testNames` and its `lineTests` lines; a coverage map and a measured source are written once, before the first file
 * that names them; the `end` line declares the counts, so that a cut is seen.
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
  const sources = createSources();
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
        const source = sources.indexOf(file);
        if (source.isNew) yield line({ source: { path: file.path, package: file.package } });
        const map = maps.get(file.map.digest) ?? maps.size;
        if (map === maps.size) {
          maps.set(file.map.digest, map);
          yield line({ map: encodeMap(file.map) });
        }
        yield line({ file: encodeFile(file, source.index, map) });
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
    end: () => line({ end: { evidence: items, maps: maps.size, sources: sources.size() } }),
  };
}

/** Gives each measured source an index, in the order of first sight. Sources of one path have one package, nearly always. */
function createSources(): {
  indexOf(file: Pick<FileCoverage, "path" | "package">): { readonly index: number; readonly isNew: boolean };
  size(): number;
} {
  const known = new Map<string, Map<string, number>>();
  let size = 0;
  return {
    indexOf({ path, package: owner }) {
      const owners = known.get(path) ?? new Map<string, number>();
      if (owners.size === 0) known.set(path, owners);
      const index = owners.get(owner);
      if (index !== undefined) return { index, isNew: false };
      owners.set(owner, size);
      return { index: size++, isNew: true };
    },
    size: () => size,
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

function encodeMap({ precision, statements, functions, branches, conditions }: CoverageMap): unknown {
  const calls: number[] = [];
  for (const { line: first, column, endLine } of functions) calls.push(first, column, endLine);
  const heads: number[] = [];
  const arms: number[] = [];
  for (const { line: first, column, arms: places } of branches) {
    heads.push(first, column, places.length / 2);
    for (const place of places) arms.push(place);
  }
  return {
    precision,
    statements: encodeRows(statements, 4),
    functions: { names: functions.map(({ name }) => name), places: encodeRows(calls, 3) },
    branches: {
      types: branches.map(({ type }) => type),
      places: encodeRows(heads, 3),
      arms: encodeRows(arms, 2),
    },
    conditions: encodeRows(conditions, 2),
  };
}

function encodeFile({ counts, excluded, version }: FileCoverage, source: number, map: number): unknown {
  // One more than each count, as the least is `notMeasured`. JSON leaves out what is undefined.
  return { source, map, hits: encodeVlq(counts, 1), excluded, version };
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
