import { type CountLayout, countLayout } from "@tollgate/model";
import type { ByteSlabs } from "../input/byte-slabs.ts";
import { decodeString, incomplete, mismatch, skipSpace, skipString, skipValue } from "./json-bytes.ts";
import type { MeasuredText } from "./measured-text.ts";
import { countScratch, scanArmCounts, scanCounts } from "./scan-counts.ts";

/**
 * The bytes of one entry without its path and its counts. In every shard of one build only these differ, so an
 * entry that equals a template in all other bytes needs no parsing: nine tenths of a report are only compared.
 */
export type Template = {
  /** Everything outside the holes, one part after the other. */
  readonly fixed: Buffer;
  readonly holes: readonly Hole[];
  readonly measured: MeasuredText;
  readonly layout: CountLayout;
  readonly firstIds: { readonly s: number; readonly f: number; readonly b: number };
};

/** A part of the entry that may differ; `start` is where the fixed bytes before it end. */
type Hole = { readonly kind: "path" | "s" | "f" | "b" | "skipped"; readonly start: number };

/** Where in an entry a part lies that becomes a hole. */
export type Span = { readonly kind: Hole["kind"]; readonly from: number; readonly to: number };

/**
 * What a match found. `at` is the position behind the entry, or `mismatch`, or `incomplete`. `counts` are valid until the
 * next match or scan.
 */
export type Match = { at: number; path: string | undefined; counts: Float64Array };

/** Compares the entry that begins at `from` with a template. `bytes[end]` must be readable. */
export function matchTemplate(template: Template, bytes: Buffer, from: number, end: number): Match {
  const { fixed, holes, layout, firstIds, measured } = template;
  const result: Match = { at: from, path: undefined, counts: countScratch(layout.length) };
  let done = 0;
  for (const { kind, start } of holes) {
    result.at = matchFixed(fixed, done, start, bytes, result.at, end);
    if (result.at < 0) return result;
    done = start;
    const at = result.at;
    if (kind === "s") result.at = scanCounts(bytes, at, end, firstIds.s, layout.functions, result.counts, 0);
    else if (kind === "f")
      result.at = scanCounts(
        bytes,
        at,
        end,
        firstIds.f,
        layout.arms - layout.functions,
        result.counts,
        layout.functions,
      );
    else if (kind === "b")
      result.at = scanArmCounts(
        bytes,
        at,
        end,
        firstIds.b,
        measured.map.branches,
        result.counts,
        layout.arms,
      );
    else if (kind === "skipped") result.at = skipJson(bytes, at, end);
    else matchPath(bytes, at, end, result);
    if (result.at < 0) return result;
  }
  result.at = matchFixed(fixed, done, fixed.length, bytes, result.at, end);
  return result;
}

/** Bytes that are compared sooner than `compare` is called. */
const shortPart = 16;

function matchFixed(fixed: Buffer, from: number, to: number, bytes: Buffer, at: number, end: number): number {
  const length = to - from;
  const available = Math.min(length, end - at);
  if (length <= shortPart) {
    for (let n = 0; n < available; n++) if (bytes[at + n] !== fixed[from + n]) return mismatch;
    return available === length ? at + length : incomplete;
  }
  if (bytes.compare(fixed, from, from + available, at, at + available) !== 0) return mismatch;
  return available === length ? at + length : incomplete;
}

/** What is not used must be JSON, too: else all of the document is broken. */
function skipJson(bytes: Buffer, from: number, end: number): number {
  const behind = skipValue(bytes, from, end);
  if (behind < 0) return behind;
  try {
    JSON.parse(bytes.toString("utf8", from, behind));
    return behind;
  } catch {
    return mismatch;
  }
}

function matchPath(bytes: Buffer, at: number, end: number, result: Match): void {
  const behind = skipString(bytes, at, end);
  result.path = behind < 0 ? undefined : decodeString(bytes, at, behind);
  result.at = behind >= 0 && (result.path === undefined || result.path === "") ? mismatch : behind;
}

type CutOptions = {
  /** The places of its holes, in their order. */
  readonly spans: readonly Span[];
  readonly firstIds: Template["firstIds"];
  readonly measured: MeasuredText;
  /** Where its bytes are kept. */
  readonly slabs: ByteSlabs;
};

/** The template of an entry. */
export function cutTemplate(entry: Buffer, { spans, firstIds, measured, slabs }: CutOptions): Template {
  const parts: Buffer[] = [];
  const holes: Hole[] = [];
  let done = 0;
  let start = 0;
  for (const { kind, from, to } of spans) {
    parts.push(entry.subarray(done, from));
    start += from - done;
    holes.push({ kind, start });
    done = to;
  }
  parts.push(entry.subarray(done));
  return {
    fixed: slabs.keep(parts),
    holes,
    measured,
    layout: countLayout(measured.map),
    firstIds,
  };
}

/**
 * The template of an entry that was parsed without any doubt to `map`; `undefined` when its counts are not written in
 * the plain order that a template needs.
 */
export function createTemplate(
  entry: Buffer,
  {
    measured,
    counts,
    slabs,
  }: { readonly measured: MeasuredText; readonly counts: Float64Array; readonly slabs: ByteSlabs },
): Template | undefined {
  const found = findHoles(entry);
  if (found === undefined) return undefined;
  const template = cutTemplate(entry, { ...found, measured, slabs });
  const own = Buffer.alloc(entry.length + 1); // one byte more to read
  entry.copy(own);
  const match = matchTemplate(template, own, 0, entry.length);
  const reads =
    match.at === entry.length &&
    match.counts.length === counts.length &&
    match.counts.every((count, i) => count === counts[i]);
  return reads ? template : undefined;
}

function findHoles(
  entry: Buffer,
): { readonly spans: readonly Span[]; readonly firstIds: Template["firstIds"] } | undefined {
  const spans: Span[] = [];
  const firstIds = { s: 0, f: 0, b: 0 };
  let i = skipSpace(entry, 1, entry.length);
  while (entry[i] === 0x22) {
    const keyEnd = skipString(entry, i, entry.length);
    const key = entry.toString("latin1", i + 1, keyEnd - 1);
    const from = skipSpace(entry, skipSpace(entry, keyEnd, entry.length) + 1, entry.length);
    const to = skipValue(entry, from, entry.length);
    if (to < 0) return undefined;
    const kind = holeOf(key);
    if (kind !== undefined) {
      if (kind !== "skipped" && spans.some((span) => span.kind === kind)) return undefined;
      spans.push({ kind, from, to });
      if (kind === "s" || kind === "f" || kind === "b") firstIds[kind] = firstIdOf(entry, from, to);
    }
    i = skipSpace(entry, to, entry.length);
    if (entry[i] !== 0x2c) break;
    i = skipSpace(entry, i + 1, entry.length);
  }
  return spans.length < 3 ? undefined : { spans, firstIds };
}

/** `bT` and `l` are counts too, which are not used; everything else is the same in every shard. */
export function holeOf(key: string): Hole["kind"] | undefined {
  if (key === "path" || key === "s" || key === "f" || key === "b") return key;
  return key === "bT" || key === "l" ? "skipped" : undefined;
}

function firstIdOf(entry: Buffer, from: number, to: number): number {
  const id = /^\{\s*"(\d{1,9})"/.exec(entry.toString("latin1", from, Math.min(to, from + 200)));
  return id === null ? 0 : Number(id[1]);
}
