import type { Attachment, Kind, Shard, Specification } from "@tollgate/model";
import { decodeHead } from "../input/head.ts";
import { createMapPool } from "../map-pool.ts";
import type {
  Head,
  RawFileCoverage,
  RawFinding,
  RawLineTests,
  RawProblem,
  RawRun,
  RawTest,
  Reader,
  ReadSession,
  Sink,
} from "../reader.ts";
import { emptyRecords, sinkInto } from "../records.ts";

/** What a reader said about one input, in its order. */
export type AllRecords = {
  readonly producer: string | undefined;
  readonly shard: Shard | undefined;
  readonly kind: Kind | undefined;
  readonly package: string | undefined;
  /** Test entries as written: the sum of `entries`. */
  readonly entries: number;
  readonly tests: readonly RawTest[];
  readonly files: readonly RawFileCoverage[];
  readonly lineTests: readonly RawLineTests[];
  readonly tools: readonly string[];
  readonly findings: readonly RawFinding[];
  readonly runs: readonly RawRun[];
  readonly attachments: readonly Attachment[];
  readonly specification: Specification | undefined;
  readonly problems: readonly RawProblem[];
};

/**
 * Drives a reader with bytes (or text as UTF-8) and collects what it says. The input comes in chunks of
 * `chunkSize` bytes out of one buffer that is overwritten between the calls, as the real caller does.
 */
export function readAll(
  reader: Reader,
  input: Uint8Array | string,
  chunkSize = 65_536,
  path = "report",
): AllRecords {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  let producer: string | undefined;
  let shard: Shard | undefined;
  let kind: Kind | undefined;
  let owner: string | undefined;
  let specification: Specification | undefined;
  let entries = 0;
  const tests: RawTest[] = [];
  const files: RawFileCoverage[] = [];
  const lineTests: RawLineTests[] = [];
  const tools: string[] = [];
  const findings: RawFinding[] = [];
  const runs: RawRun[] = [];
  const attachments: Attachment[] = [];
  const problems: RawProblem[] = [];
  const session = openInto(
    {
      producer: (name) => {
        producer = name;
      },
      shard: (told) => {
        shard = told;
      },
      kind: (told) => {
        kind = told;
      },
      package: (told) => {
        owner = told;
      },
      test: (test) => {
        entries += test.entries ?? 1;
        tests.push(test);
      },
      file: (file) => void files.push(file),
      lineTests: (told) => void lineTests.push(told),
      analysis: (tool) => void tools.push(tool),
      finding: (finding) => void findings.push(finding),
      run: (run) => void runs.push(run),
      attachment: (attachment) => void attachments.push(attachment),
      specification: (told) => {
        specification = told;
      },
      problem: (problem) => void problems.push(problem),
    },
    reader,
    path,
  );
  const buffer = Buffer.alloc(Math.min(chunkSize, Math.max(bytes.length, 1)));
  for (let at = 0; at < bytes.length; at += buffer.length) {
    const chunk = bytes.subarray(at, at + buffer.length);
    buffer.set(chunk);
    session.write(buffer.subarray(0, chunk.length));
    buffer.fill(0x23);
  }
  session.end();
  return {
    producer,
    shard,
    kind,
    package: owner,
    entries,
    tests,
    files,
    lineTests,
    tools,
    findings,
    runs,
    attachments,
    specification,
    problems,
  };
}

function openInto(sink: Sink, reader: Reader, path: string): ReadSession {
  return reader.open({ path, maps: createMapPool(), source: () => ({ inside: false }), sink });
}

/** Loads what these readers need before their first input ends: `readAll` does not wait. */
export async function loadAll(readers: readonly Reader[]): Promise<void> {
  for (const reader of readers) await openInto(sinkInto(emptyRecords()), reader, "report").ready?.();
}

/** The head of an input as the collector hands it to `recognises`. */
export function headOf(input: Uint8Array | string, path = "report"): Head {
  const all = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const bytes = all.subarray(0, 65_536);
  return { path, bytes, text: decodeHead(bytes), whole: bytes.length === all.length };
}

export function hasError({ problems }: AllRecords): boolean {
  return problems.some(({ severity }) => severity === "error");
}
