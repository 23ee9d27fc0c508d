import { createHash } from "node:crypto";
import type { Bundle } from "../bundle.ts";
import { canonicalJson, type Digest } from "../canonical.ts";
import type { CoverageMap, FileCoverage } from "../coverage.ts";
import type { Counted, Evidence } from "../evidence.ts";
import { encodeLineRanges } from "../line-tests.ts";
import { casesPerLine, encodeCases } from "./encode-cases.ts";
import { encodeMap } from "./encode-map.ts";
import { encodeVlq } from "./vlq.ts";

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

export function createBundleEncoder(toMap: (map: CoverageMap) => unknown = encodeMap): BundleEncoder {
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
          yield line({ map: toMap(file.map) });
        }
        yield fileLine(file, source.index, map);
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

/** Over the text of one evidence, in which its maps are named by their digests: another one for other evidence. */
export function evidenceDigest(item: Evidence): Digest {
  const hash = createHash("sha256");
  const encoder = createBundleEncoder(({ digest }) => digest);
  hash.update(encoder.head(item));
  for (const line of encodeCases(item.tests?.cases ?? [])) hash.update(line);
  for (const line of encoder.rest(item)) hash.update(line);
  return `sha256:${hash.digest("hex")}`;
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

/** As `JSON.stringify` would write it, which looks at every letter of the hits. */
function fileLine({ counts, excluded, version }: FileCoverage, source: number, map: number): string {
  const more =
    excluded === undefined && version === undefined
      ? ""
      : `,${JSON.stringify({ excluded, version }).slice(1, -1)}`;
  // One more than each count, as the least is `notMeasured`.
  return `{"file":{"source":${source},"map":${map},"hits":"${encodeVlq(counts, 1)}"${more}}}\n`;
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
