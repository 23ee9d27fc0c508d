import type { Entry } from "./entry.ts";
import {
  closeBrace,
  colon,
  comma,
  decodeString,
  doubleQuote,
  incomplete,
  mismatch,
  openBrace,
  skipString,
  skipValue,
} from "./json-bytes.ts";
import { countScratch, scanArmCounts, scanCounts } from "./scan-counts.ts";
import { emptyMaps, type ScannedMaps, scanBranches, scanFunctions, scanStatements } from "./scan-maps.ts";
import { scanByte, spaces, stopAt } from "./scan-tokens.ts";
import { holeOf, type Span } from "./template.ts";

/** An entry that was read without any doubt, and what its template needs. */
export type ScannedEntry = {
  /** Position behind it. */
  readonly at: number;
  /** Its numbers are valid until the next scan. */
  readonly entry: Entry;
  /** Members that are none of file coverage's own, parsed. */
  readonly others: { readonly [name: string]: unknown };
  readonly spans: readonly Span[];
  readonly firstIds: ScannedMaps["firstIds"];
};

/**
 * Reads the entry at `from` from its bytes alone, without a parsed object in between, when it is written as
 * instrumenters write it: the maps before the counts, nothing missing, nothing odd. Anything else is a `mismatch`, and
 * the entry is parsed; both ways give the same (a property test compares them). `bytes[end]` must be readable.
 */
export function scanEntry(
  bytes: Buffer,
  from: number,
  end: number,
): ScannedEntry | typeof mismatch | typeof incomplete {
  const reading: Reading = {
    seen: new Set(),
    maps: emptyMaps(),
    counts: undefined,
    path: undefined,
    others: [],
    spans: [],
  };
  const at = scanMembers(bytes, from, end, reading);
  if (at < 0) return at === incomplete ? incomplete : mismatch;
  return finish(reading, at);
}

type Reading = {
  readonly seen: Set<string>;
  readonly maps: ScannedMaps;
  /** Room for all counts, from the first count on. */
  counts: Float64Array | undefined;
  path: string | undefined;
  readonly others: [string, unknown][];
  readonly spans: Span[];
};

function scanMembers(bytes: Buffer, from: number, end: number, reading: Reading): number {
  let i = scanByte(bytes, from, end, openBrace);
  while (i >= 0) {
    i = scanMember(bytes, i, end, from, reading);
    if (i < 0) return i;
    i = spaces(bytes, i, end);
    if (bytes[i] === closeBrace && i < end) return i + 1;
    i = scanByte(bytes, i, end, comma);
  }
  return i;
}

function scanMember(bytes: Buffer, from: number, end: number, entry: number, reading: Reading): number {
  const name = spaces(bytes, from, end);
  if (bytes[name] !== doubleQuote || name >= end) return stopAt(name, end);
  const behind = skipString(bytes, name, end);
  if (behind < 0) return incomplete;
  const key = bytes.toString("latin1", name + 1, behind - 1);
  let value = scanByte(bytes, behind, end, colon);
  if (value < 0) return value;
  value = spaces(bytes, value, end);
  // An escaped name may be a known one in disguise.
  if (reading.seen.has(key) || key.includes("\\")) return mismatch;
  reading.seen.add(key);
  const at = scanValue(key, bytes, value, end, reading);
  const kind = holeOf(key);
  if (at >= 0 && kind !== undefined) reading.spans.push({ kind, from: value - entry, to: at - entry });
  return at;
}

function scanValue(key: string, bytes: Buffer, from: number, end: number, reading: Reading): number {
  switch (key) {
    case "path":
      return scanPath(bytes, from, end, reading);
    case "statementMap":
      return scanStatements(bytes, from, end, reading.maps);
    case "fnMap":
      return scanFunctions(bytes, from, end, reading.maps);
    case "branchMap":
      return scanBranches(bytes, from, end, reading.maps);
    case "s":
    case "f":
    case "b":
      return scanCountsOf(key, bytes, from, end, reading);
    default:
      return scanOther(key, bytes, from, end, reading);
  }
}

function scanPath(bytes: Buffer, from: number, end: number, reading: Reading): number {
  if (bytes[from] !== doubleQuote || from >= end) return stopAt(from, end);
  const behind = skipString(bytes, from, end);
  if (behind < 0) return incomplete;
  reading.path = decodeString(bytes, from, behind);
  return reading.path === undefined || reading.path === "" ? mismatch : behind;
}

/** A count without its entity is a doubt, so all maps must have been read before. */
function scanCountsOf(
  key: "s" | "f" | "b",
  bytes: Buffer,
  from: number,
  end: number,
  reading: Reading,
): number {
  const { seen, maps } = reading;
  if (!seen.has("statementMap") || !seen.has("fnMap") || !seen.has("branchMap")) return mismatch;
  const { functions, branches, firstIds } = maps;
  const statementCount = maps.statements.length / 4;
  const firstArm = statementCount + functions.names.length;
  reading.counts ??= countScratch(firstArm + branches.arms.length / 2);
  const { counts } = reading;
  if (key === "s") return scanCounts(bytes, from, end, firstIds.s, statementCount, counts, 0);
  if (key === "f")
    return scanCounts(bytes, from, end, firstIds.f, functions.names.length, counts, statementCount);
  return scanArmCounts(bytes, from, end, firstIds.b, branches, counts, firstArm);
}

function scanOther(key: string, bytes: Buffer, from: number, end: number, reading: Reading): number {
  const behind = skipValue(bytes, from, end);
  if (behind < 0) return incomplete;
  try {
    reading.others.push([key, JSON.parse(bytes.toString("utf8", from, behind))]);
    return behind;
  } catch {
    return mismatch;
  }
}

const countNames = ["s", "f", "b"] as const;

function finish(reading: Reading, at: number): ScannedEntry | typeof mismatch {
  const { seen, maps, counts, path, others, spans } = reading;
  if (counts === undefined || !countNames.every((name) => seen.has(name))) return mismatch;
  return {
    at,
    entry: {
      ...(path === undefined ? {} : { path }),
      shape: {
        precision: "columns",
        statements: maps.statements,
        functions: maps.functions,
        branches: maps.branches,
        conditions: new Int32Array(0),
      },
      counts,
    },
    others: Object.fromEntries(others),
    spans,
    firstIds: maps.firstIds,
  };
}
