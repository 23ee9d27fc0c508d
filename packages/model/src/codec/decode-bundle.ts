import type { Bundle } from "../bundle.ts";
import { createCountSlabs } from "../count-slabs.ts";
import type { CoverageMap, FileCoverage } from "../coverage.ts";
import type { Evidence } from "../evidence.ts";
import type { Finding } from "../finding.ts";
import type { FileLineTests } from "../line-tests.ts";
import { createMapSlabs } from "../map-slabs.ts";
import { bundleOf } from "../merge-bundles.ts";
import type { Problem } from "../problem.ts";
import type { Attempt, TestCase } from "../tests.ts";
import { decodeCases } from "./decode-cases.ts";
import { decodeFile, decodeLineTests, decodeSource, type MeasuredSource } from "./decode-coverage.ts";
import { decodeEvidence, type EvidenceHeader } from "./decode-evidence.ts";
import { decodeFinding } from "./decode-finding.ts";
import { decodeMap } from "./decode-map.ts";
import { bundleVersion } from "./encode-bundle.ts";
import { integerOf, listOf, type Members, membersOf, Refusal, textOf } from "./guards.ts";
import { type BundleLimits, bundleLimits } from "./limits.ts";
import { readPlainFile } from "./plain-file.ts";

/** A bundle, or the reason why nothing of it may be used: half a bundle is not evidence. */
export type DecodedBundle = { readonly bundle: Bundle } | { readonly problem: Problem };

/** Reads the uncompressed bytes of a bundle as they come. Chunks are valid only during the call. */
export interface BundleDecoder {
  /** False when the bundle is refused already and the rest need not be read. */
  write(chunk: Uint8Array): boolean;
  end(): DecodedBundle;
}

/** Reads bundles of this schema version. Nothing in a bundle is trusted: all of it is looked at, field by field. */
export function createBundleDecoder(path: string, limits: BundleLimits = bundleLimits): BundleDecoder {
  const state = createState(createBudget(limits));
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let bytes = 0;
  let lineNumber = 0;
  let problem: Problem | undefined;

  return {
    write(chunk) {
      if (problem !== undefined) return false;
      bytes += chunk.length;
      if (bytes > limits.bytes) refuse(`it unpacks to more than ${limits.bytes} bytes`);
      let start = 0;
      for (
        let feed = chunk.indexOf(10);
        feed >= 0 && problem === undefined;
        feed = chunk.indexOf(10, start)
      ) {
        takeLine(chunk, start, feed);
        start = feed + 1;
      }
      keep(chunk.subarray(start));
      return problem === undefined;
    },
    end() {
      if (problem === undefined && (pendingBytes > 0 || !state.isComplete())) {
        refuse(lineNumber === 0 ? "it is empty" : "it ends before its last line: it was cut");
      }
      return problem === undefined ? { bundle: bundleOf(state.evidence()) } : { problem };
    },
  };

  function takeLine(chunk: Uint8Array, from: number, to: number): void {
    lineNumber++;
    try {
      if (pendingBytes === 0) {
        state.take(chunk, from, to);
        return;
      }
      const line = Buffer.concat([...pending, chunk.subarray(from, to)]);
      pending = [];
      pendingBytes = 0;
      state.take(line, 0, line.length);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(error.message);
    }
  }

  function keep(rest: Uint8Array): void {
    if (rest.length === 0 || problem !== undefined) return;
    pending.push(rest.slice());
    pendingBytes += rest.length;
    if (pendingBytes > limits.lineBytes) refuse(`a line is longer than ${limits.lineBytes} bytes`);
  }

  function refuse(reason: string): void {
    problem ??= refusal(path, reason, lineNumber);
  }
}

/** Why a bundle is not used. */
export function refusal(path: string, reason: string, line = 0): Problem {
  const version = /^schema /.test(reason);
  return {
    code: version ? "bundle-version" : "bundle-refused",
    severity: "error",
    message: `The bundle is not used: ${reason}.`,
    remedy: version
      ? "Collect and judge with the same major version of Tollgate."
      : "Collect again and upload the new bundle. If it came from another workflow or a fork, do not trust that run.",
    path,
    ...(line > 0 ? { line } : {}),
  };
}

function parse(line: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(line));
  } catch {
    throw new Refusal("a line is not JSON in UTF-8");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

type Open = {
  readonly header: EvidenceHeader;
  readonly cases: TestCase[];
  readonly files: FileCoverage[];
  readonly findings: Finding[];
  readonly testNames: string[];
  readonly lineTests: FileLineTests[];
};

function partsOf({ details, attachments }: Attempt): number {
  return details.length + (attachments?.length ?? 0);
}

/** Counts down what may still be kept; throws a `Refusal` when there is nothing left. */
type Budget = (what: keyof typeof budgetNames, count: number) => void;

const budgetNames = {
  cases: "test cases",
  files: "files",
  counts: "counts",
  maps: "coverage maps",
  parts: "parts of tests, maps, findings and problems",
} as const satisfies { readonly [name in keyof BundleLimits]?: string };

function createBudget(limits: BundleLimits): Budget {
  const spent = { cases: 0, files: 0, counts: 0, maps: 0, parts: 0 };
  return (what, count) => {
    spent[what] += count;
    if (spent[what] > limits[what])
      throw new Refusal(`it holds more than ${limits[what]} ${budgetNames[what]}`);
  };
}

function createState(spend: Budget): {
  /** The line from `from` to `to`. */
  take(bytes: Uint8Array, from: number, to: number): void;
  isComplete(): boolean;
  evidence(): readonly Evidence[];
} {
  const items: Evidence[] = [];
  const maps: CoverageMap[] = [];
  const sources: MeasuredSource[] = [];
  const known = { maps, sources, slabs: createCountSlabs() };
  const mapSlabs = createMapSlabs();
  let open: Open | undefined;
  let begun = false;
  let ended = false;
  return {
    take(bytes, from, to) {
      const plain = begun && !ended ? readPlainFile(bytes, from, to, known) : undefined;
      if (plain === undefined) takeRecord(membersOf(parse(bytes.subarray(from, to)), "a line"));
      else addFile(plain);
    },
    isComplete: () => ended,
    evidence: () => items,
  };

  function takeRecord(record: Members): void {
    if (ended) throw new Refusal("it goes on after its end");
    if (!begun) begin(record["schema"]);
    else if (record["evidence"] !== undefined) {
      close();
      beginEvidence(decodeEvidence(record["evidence"]));
    } else if (record["cases"] !== undefined) addCases(record);
    else if (record["map"] !== undefined) addMap(decodeMap(record["map"], mapSlabs));
    else if (record["file"] !== undefined) addFile(decodeFile(record["file"], known));
    else if (record["source"] !== undefined) addSource(decodeSource(record["source"]));
    else if (record["findings"] !== undefined) addFindings(record["findings"]);
    else if (record["testNames"] !== undefined) addTestNames(record["testNames"]);
    else if (record["lineTests"] !== undefined) addLineTests(record["lineTests"]);
    else if (record["end"] !== undefined) finish(membersOf(record["end"], "end"));
    else throw new Refusal("it has a line of an unknown kind");
  }

  function begin(schema: unknown): void {
    if (schema !== bundleVersion)
      throw new Refusal(
        `schema ${JSON.stringify(schema)?.slice(0, 60)} was found, ${bundleVersion} was wanted`,
      );
    begun = true;
  }

  function beginEvidence(header: EvidenceHeader): void {
    const { problems, runs, origin } = header.item;
    const { attachments = [] } = header.tests ?? {};
    const { tools = [] } = header.findings ?? {};
    spend("parts", 1 + problems.length + origin.environment.length + attachments.length + tools.length);
    for (const { errors, outputs = [], leftovers = [] } of runs)
      spend("parts", 1 + errors.length + outputs.length + leftovers.length);
    open = { header, cases: [], files: [], findings: [], testNames: [], lineTests: [] };
  }

  function addCases(line: Members): void {
    const { cases } = inOpen();
    for (const test of decodeCases(line)) {
      const { suite, annotations = [], earlier = [] } = test;
      spend("cases", 1 + earlier.length);
      spend(
        "parts",
        suite.length +
          annotations.length +
          partsOf(test) +
          earlier.reduce((sum, tried) => sum + partsOf(tried), 0),
      );
      cases.push(test);
    }
  }

  function addMap(map: CoverageMap): void {
    spend("maps", 1);
    const { statements, functions, branches, conditions } = map;
    spend("counts", (statements.length + conditions.length + branches.arms.length) / 2);
    spend("parts", functions.names.length + branches.types.length);
    maps.push(map);
  }

  function addSource(source: MeasuredSource): void {
    spend("parts", 1);
    sources.push(source);
  }

  function addFile(file: FileCoverage): void {
    spend("files", 1);
    spend("counts", file.counts.length);
    spend("parts", file.excluded?.length ?? 0);
    inOpen().files.push(file);
  }

  function addFindings(list: unknown): void {
    const { findings } = inOpen();
    for (const finding of listOf(list, "findings", decodeFinding)) {
      const { otherPlaces = [], fingerprints = [], partialFingerprints = [] } = finding;
      spend("parts", 1 + otherPlaces.length + fingerprints.length + partialFingerprints.length);
      findings.push(finding);
    }
  }

  function addTestNames(list: unknown): void {
    const names = listOf(list, "testNames", textOf);
    spend("parts", names.length);
    inOpen().testNames.push(...names);
  }

  function addLineTests(told: unknown): void {
    const { testNames, lineTests } = inOpen();
    const file = decodeLineTests(told, testNames.length);
    spend("files", 1);
    spend("counts", file.ranges.length);
    lineTests.push(file);
  }

  function inOpen(): Open {
    if (open === undefined) throw new Refusal("it has records before the first evidence");
    return open;
  }

  function close(): void {
    if (open === undefined) return;
    const { header, cases, files, findings, testNames, lineTests } = open;
    if (
      cases.length !== (header.tests?.cases ?? 0) ||
      files.length !== (header.coverage?.files ?? 0) ||
      findings.length !== (header.findings?.findings ?? 0) ||
      testNames.length !== (header.lineTests?.tests ?? 0) ||
      lineTests.length !== (header.lineTests?.files ?? 0)
    )
      throw new Refusal("it has more or fewer records than it declares");
    items.push({
      ...header.item,
      ...(header.tests === undefined ? {} : { tests: { ...header.tests, cases } }),
      ...(header.coverage === undefined ? {} : { coverage: { files } }),
      ...(header.findings === undefined ? {} : { findings: { ...header.findings, findings } }),
      ...(header.lineTests === undefined ? {} : { lineTests: { tests: testNames, files: lineTests } }),
    });
    open = undefined;
  }

  function finish(end: { readonly [name: string]: unknown }): void {
    close();
    if (
      integerOf(end["evidence"], "end.evidence", 0) !== items.length ||
      integerOf(end["maps"], "end.maps", 0) !== maps.length ||
      (end["sources"] ?? 0) !== sources.length
    ) {
      throw new Refusal("its end declares other counts than were found");
    }
    ended = true;
  }
}
