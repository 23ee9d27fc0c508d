import { createHash } from "node:crypto";
import type { Bundle } from "../bundle.ts";
import { canonicalJson, type Digest } from "../canonical.ts";
import type { FileCoverage } from "../coverage.ts";
import type { Counted, Evidence, TestEvidence } from "../evidence.ts";
import { encodeLineRanges } from "../line-tests.ts";
import { type BundleText, createBundleText } from "./bundle-text.ts";
import { casesPerLine, encodeCases } from "./encode-cases.ts";
import { writeMap } from "./encode-map.ts";
import {
  attachmentOrder,
  exclusionOrder,
  findingOrder,
  inOrder,
  inputOrder,
  type MemberOrder,
  originOrder,
  problemOrder,
  runOrder,
} from "./member-order.ts";

/** Schema of the bundle format, in the first line of every bundle. */
export const bundleVersion: string = "tollgate/bundle/1";

/**
 * A bundle as lines of JSON, each with its line feed; compressing and writing them is the caller's business.
 * Header, then for each evidence one `evidence` line, its `cases` lines, its `file` lines, its `findings` lines, its
 * `testNames` and its `lineTests` lines; a coverage map and a measured source are written once, before the first file
 * that names them; the `end` line declares the counts, so that a cut is seen.
 */
export function encodeBundle(bundle: Bundle): string {
  const encoder = createBundleEncoder();
  const parts = [encoder.header()];
  for (const item of bundle.evidence) {
    parts.push(encoder.head(item), ...encodeCases(item.tests?.cases ?? []));
    for (const lines of encoder.rest(item)) parts.push(Buffer.from(lines).toString());
  }
  return parts.join("") + encoder.end();
}

/** Writes a bundle piece by piece, for collections that do not fit into memory together. */
export interface BundleEncoder {
  header(): string;
  /** Its cases follow, then the rest of it. */
  head(item: Evidence<Counted>): string;
  /** Some lines at once, as UTF-8; they are there until the next are asked for. */
  rest(item: Evidence<unknown>): Iterable<Uint8Array>;
  end(): string;
}

export function createBundleEncoder(writeMapTo: typeof writeMap = writeMap): BundleEncoder {
  const maps = new Map<string, number>();
  const sources = createSources();
  const text = createBundleText();
  let items = 0;
  return {
    header: () => line({ schema: bundleVersion }),
    head(item) {
      items++;
      return line({ evidence: headOf(item) });
    },
    *rest(item) {
      for (const file of item.coverage?.files ?? []) {
        addFile(file);
        if (text.length() >= enough) yield text.take();
      }
      for (const more of furtherLines(item)) {
        text.text(more);
        if (text.length() >= enough) yield text.take();
      }
      if (text.length() > 0) yield text.take();
    },
    end: () => line({ end: { evidence: items, maps: maps.size, sources: sources.size() } }),
  };

  function addFile(file: FileCoverage): void {
    const source = sources.indexOf(file);
    if (source.isNew) text.text(line({ source: { path: file.path, package: file.package } }));
    const map = maps.get(file.map.digest) ?? maps.size;
    if (map === maps.size) {
      maps.set(file.map.digest, map);
      text.text('{"map":');
      writeMapTo(file.map, text);
      text.text("}\n");
    }
    writeFileLine(file, { source: source.index, map }, text);
  }
}

/** Bytes that are worth a call of who writes them. */
const enough = 64 * 1024;

function headOf({ tests, coverage, findings, lineTests, ...rest }: Evidence<Counted>): unknown {
  return {
    ...(inOrder(rest, headOrder) as object), // as it was
    ...(tests === undefined ? {} : { tests: inOrder({ ...tests, cases: tests.cases.length }, testsOrder) }),
    ...(coverage === undefined ? {} : { coverage: { files: coverage.files.length } }),
    ...(findings === undefined
      ? {}
      : { findings: { tools: findings.tools, findings: findings.findings.length } }),
    ...(lineTests === undefined
      ? {}
      : { lineTests: { tests: lineTests.tests.length, files: lineTests.files.length } }),
  };
}

const headOrder = {
  id: true,
  origin: originOrder,
  input: inputOrder,
  commit: true,
  dirty: true,
  soughtBy: true,
  reused: true,
  disbelieved: true,
  status: true,
  problems: problemOrder,
  runs: runOrder,
} satisfies MemberOrder<Omit<Evidence, "tests" | "coverage" | "findings" | "lineTests">>;

const testsOrder = {
  entries: true,
  cases: true,
  attachments: attachmentOrder,
} satisfies MemberOrder<TestEvidence>;

function* furtherLines({ findings, lineTests }: Evidence<unknown>): Iterable<string> {
  const found = findings?.findings ?? [];
  for (let i = 0; i < found.length; i += casesPerLine)
    yield line({ findings: inOrder(found.slice(i, i + casesPerLine), findingOrder) });
  const names = lineTests?.tests ?? [];
  for (let i = 0; i < names.length; i += casesPerLine)
    yield line({ testNames: names.slice(i, i + casesPerLine) });
  for (const { path, package: owner, ranges } of lineTests?.files ?? [])
    yield line({ lineTests: { path, package: owner, ranges: encodeLineRanges(ranges) } });
}

/** Gives each measured source an index, in the order of first sight. */
function createSources(): {
  indexOf(file: Pick<FileCoverage, "path" | "package">): { readonly index: number; readonly isNew: boolean };
  size(): number;
} {
  // There are many paths, and few packages that own them.
  const byPackage = new Map<string, Map<string, number>>();
  let size = 0;
  return {
    indexOf({ path, package: owner }) {
      const known = byPackage.get(owner) ?? new Map<string, number>();
      if (known.size === 0) byPackage.set(owner, known);
      const index = known.get(path);
      if (index !== undefined) return { index, isNew: false };
      known.set(path, size);
      return { index: size++, isNew: true };
    },
    size: () => size,
  };
}

/** Over the text of one evidence, in which its maps are named by their digests: another one for other evidence. */
export function evidenceDigest(item: Evidence): Digest {
  const hash = createHash("sha256");
  const encoder = createBundleEncoder(({ digest }, to) => to.text(`"${digest}"`));
  hash.update(encoder.head(item));
  for (const line of encodeCases(item.tests?.cases ?? [])) hash.update(line);
  for (const lines of encoder.rest(item)) hash.update(lines);
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
function writeFileLine(
  { counts, excluded, version }: FileCoverage,
  { source, map }: { readonly source: number; readonly map: number },
  to: BundleText,
): void {
  to.text(`{"file":{"source":${source},"map":${map},"hits":"`);
  // One more than each count, as the least is `notMeasured`.
  to.integers(counts, 1);
  const more =
    excluded === undefined && version === undefined
      ? ""
      : `,${JSON.stringify({ excluded: inOrder(excluded, exclusionOrder), version }).slice(1, -1)}`;
  to.text(`"${more}}}\n`);
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
