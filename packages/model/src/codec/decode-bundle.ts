import { type Bundle, bundleOf } from "../bundle.ts";
import type { CoverageMap, FileCoverage } from "../coverage.ts";
import type { Evidence } from "../evidence.ts";
import type { Problem } from "../problem.ts";
import type { TestCase } from "../tests.ts";
import { decodeFile, decodeMap } from "./decode-coverage.ts";
import { decodeCase, decodeEvidence, type EvidenceHeader } from "./decode-evidence.ts";
import { bundleVersion } from "./encode-bundle.ts";
import { integerOf, listOf, membersOf, Refusal } from "./guards.ts";

/** What a hostile bundle may cost. */
export type BundleLimits = {
  /** Uncompressed bytes in all. */
  readonly bytes: number;
  /** Bytes of one line. */
  readonly lineBytes: number;
};

export const bundleLimits: BundleLimits = { bytes: 4 * 1024 ** 3, lineBytes: 64 * 1024 ** 2 };

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
  const state = createState();
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
        takeLine(chunk.subarray(start, feed));
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

  function takeLine(rest: Uint8Array): void {
    lineNumber++;
    const line = pendingBytes === 0 ? rest : Buffer.concat([...pending, rest]);
    pending = [];
    pendingBytes = 0;
    try {
      state.take(parse(line));
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
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(line));
  } catch {
    throw new Refusal("a line is not JSON in UTF-8");
  }
}

type Open = { readonly header: EvidenceHeader; readonly cases: TestCase[]; readonly files: FileCoverage[] };

function createState(): {
  take(line: unknown): void;
  isComplete(): boolean;
  evidence(): readonly Evidence[];
} {
  const items: Evidence[] = [];
  const maps: CoverageMap[] = [];
  let open: Open | undefined;
  let begun = false;
  let ended = false;
  return {
    take(line) {
      const record = membersOf(line, "a line");
      if (ended) throw new Refusal("it goes on after its end");
      if (!begun) begin(record["schema"]);
      else if (record["evidence"] !== undefined) {
        close();
        open = { header: decodeEvidence(record["evidence"]), cases: [], files: [] };
      } else if (record["cases"] !== undefined)
        inOpen().cases.push(...listOf(record["cases"], "cases", decodeCase));
      else if (record["map"] !== undefined) maps.push(decodeMap(record["map"]));
      else if (record["file"] !== undefined) inOpen().files.push(decodeFile(record["file"], maps));
      else if (record["end"] !== undefined) finish(membersOf(record["end"], "end"));
      else throw new Refusal("it has a line of an unknown kind");
    },
    isComplete: () => ended,
    evidence: () => items,
  };

  function begin(schema: unknown): void {
    if (schema !== bundleVersion)
      throw new Refusal(
        `schema ${JSON.stringify(schema)?.slice(0, 60)} was found, ${bundleVersion} was wanted`,
      );
    begun = true;
  }

  function inOpen(): Open {
    if (open === undefined) throw new Refusal("it has records before the first evidence");
    return open;
  }

  function close(): void {
    if (open === undefined) return;
    const { header, cases, files } = open;
    if (cases.length !== (header.tests?.cases ?? 0) || files.length !== (header.coverage?.files ?? 0)) {
      throw new Refusal("it has more or fewer records than it declares");
    }
    items.push({
      ...header.item,
      ...(header.tests === undefined ? {} : { tests: { entries: header.tests.entries, cases } }),
      ...(header.coverage === undefined ? {} : { coverage: { files } }),
    });
    open = undefined;
  }

  function finish(end: { readonly [name: string]: unknown }): void {
    close();
    if (
      integerOf(end["evidence"], "end.evidence", 0) !== items.length ||
      integerOf(end["maps"], "end.maps", 0) !== maps.length
    ) {
      throw new Refusal("its end declares other counts than were found");
    }
    ended = true;
  }
}
