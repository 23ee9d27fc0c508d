import type {
  Attachment,
  Counts,
  CoverageMap,
  Exclusion,
  Finding,
  FindingPlace,
  Kind,
  Problem,
  RunManifest,
  Shard,
  Specification,
  TestCase,
} from "@tollgate/model";
import type { MapPool } from "./map-pool.ts";

/**
 * One report format. A reader is a pure push parser: bytes in, records out through the sink, synchronously.
 * It never throws on any bytes; what it cannot make sense of is a Problem.
 */
export interface Reader {
  /** Format id: the corpus' format column (`junit-xml`, `lcov`…). */
  readonly id: string;
  /**
   * What a report of this format holds; decides which members of Evidence exist even when nothing was read. A
   * specification is no report: it is for `inspect` only.
   */
  readonly holds: "tests" | "coverage" | "findings" | "runs" | "line-tests" | "specification";
  /** True when everything that ran was measured, tests and settings too: those are left out. @default false */
  readonly measuresTests?: boolean;
  /** Looks at the first bytes, never at the name alone. `undefined`: not this format. */
  recognises(head: Head): boolean;
  open(context: ReadContext): ReadSession;
}

/** The beginning of an input. */
export type Head = {
  readonly path: string;
  /** The first 64 KiB at most. */
  readonly bytes: Uint8Array;
  /** `bytes` decoded by BOM, else as UTF-8, without the BOM; invalid sequences are U+FFFD. */
  readonly text: string;
  /** True when `bytes` is the whole input. */
  readonly whole: boolean;
};

export type ReadContext = {
  readonly sink: Sink;
  /** Path of the input, for formats whose paths are relative to it. */
  readonly path: string;
  /** Shares coverage maps between the inputs of one collection. */
  readonly maps: MapPool;
  /** The text of a file that the report names, for formats that say nothing without it. */
  readonly source: (path: string) => SourceText;
};

/** `inside`: the path is one of the repository. Without a text the file is not there, not readable, or too large. */
export type SourceText = { readonly inside: boolean; readonly text?: string };

/** Chunks are valid only during the call: the caller reuses its buffer. */
export interface ReadSession {
  write(chunk: Uint8Array): void;
  /** Loads what only this format needs; where there is one it is awaited before `end`. */
  ready?(): Promise<void>;
  end(): void;
}

/** Where a reader puts what it finds. Paths are as written in the report; `collect` makes them relative. */
export interface Sink {
  /** Tool that wrote the report, with version where known. The last call wins. */
  producer(name: string): void;
  /** The part of a sharded run that the report itself says it is; it stands over the collection's. */
  shard(shard: Shard): void;
  /** The kind of tests that the report itself says it holds; the configuration stands over it. */
  kind(kind: Kind): void;
  /** The package that the report itself says it was run for; the configuration stands over it. */
  package(name: string): void;
  test(test: RawTest): void;
  file(file: RawFileCoverage): void;
  /** Lines of a file that a test hit; a test and a file may come many times. */
  lineTests(told: RawLineTests): void;
  /** A tool looked, whatever it found. */
  analysis(tool: string): void;
  finding(finding: RawFinding): void;
  run(run: RawRun): void;
  /** What suites or the whole run left behind, and no test of its own. */
  attachment(attachment: Attachment): void;
  /** What should happen, of a format that holds no results. */
  specification(told: Specification): void;
  problem(problem: RawProblem): void;
}

export type RawTest = Omit<TestCase, "package" | "file"> & {
  /** As the report says: absolute, relative to some folder, with `\`. */
  readonly file?: string;
  /** Test entries of the report that are folded in this one. @default 1 */
  readonly entries?: number;
  /**
   * Room for the package, from readers of very many tests: what says no more than most tests do is completed where it
   * is, and not made a second time.
   */
  readonly package?: undefined;
};

export type RawFileCoverage = {
  readonly path: string;
  readonly map: CoverageMap;
  readonly counts: Counts;
  readonly excluded?: readonly Exclusion[];
  /** See `FileCoverage`. */
  readonly version?: string;
  /** Where the report names files from a source root that it does not tell. */
  readonly inSourceRoot?: InSourceRoot;
};

export type InSourceRoot = {
  /** Names of the modules that the source root is in, outermost first, as far as they are told. */
  readonly modules: readonly string[];
  readonly path: string;
};

export type RawLineTests = {
  /** Of the source file, as the report says. */
  readonly path: string;
  readonly test: string;
  /** From 1. */
  readonly lines: readonly number[];
};

export type RawFinding = Omit<Finding, "package" | keyof FindingPlace | "otherPlaces"> &
  RawPlace & { readonly otherPlaces?: readonly RawPlace[] };

export type RawPlace = Omit<FindingPlace, "path"> & {
  /** As the report says. */
  readonly file?: string;
};

/** Package and kind come from the origin of the input unless the report itself names them. */
export type RawRun = Omit<RunManifest, "package" | "kind"> & {
  readonly package?: string;
  readonly kind?: string;
};

export type RawProblem = Omit<Problem, "path" | "reader">;

/** Failure texts longer than this many UTF-16 units are cut, and end in `… (n characters cut)`. */
export const detailTextLimit: number = 16_384;
