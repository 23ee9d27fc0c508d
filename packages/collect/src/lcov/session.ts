import { type CountSlabs, type Counts, createCountSlabs } from "@tollgate/model";
import { type ByteWindow, createByteWindow } from "../input/byte-window.ts";
import { createTextDecoding, type TextDecoding } from "../input/decode-text.ts";
import { noData, tooLong } from "../line-coverage/doubts.ts";
import { createProblemTally, quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import { type ArmNames, createArmNames } from "./branch-columns.ts";
import { otherVersion } from "./doubts.ts";
import { createMapMemory, type MapMemory } from "./map-memory.ts";
import { addPart, linesHit, type MeasuredFile, toCoverage, uniteParts } from "./measured-file.ts";
import { type ClosedRecord, createRecordLines } from "./record-lines.ts";
import { createRecordTemplates, type RecordTemplates } from "./record-templates.ts";

/** Lines that are longer are not read. */
const longestLine = 1024 * 1024;

/** What the tracefiles of a collection share. */
type Memory = {
  readonly window: ByteWindow;
  readonly knownMaps: MapMemory;
  readonly names: ArmNames;
  readonly templates: RecordTemplates;
  readonly slabs: CountSlabs;
};

function createMemory(): Memory {
  return {
    window: createByteWindow(),
    knownMaps: createMapMemory(),
    names: createArmNames(),
    templates: createRecordTemplates(),
    slabs: createCountSlabs(),
  };
}

export function openSession(context: ReadContext): ReadSession {
  const memory = context.maps.memory(createMemory, ({ templates }) => templates.release());
  return openTracefile(context, memory);
}

/** Reads every record line by line: what `openSession` must say too. */
export function openPlainSession(context: ReadContext): ReadSession {
  const templates: RecordTemplates = { match: () => "mismatch", remember: () => {}, release: () => {} };
  return openTracefile(context, { ...createMemory(), templates });
}

/**
 * Reads a tracefile by templates where they match, else line by line. Files come at the end, because a file may have
 * records in several places.
 */
function openTracefile({ sink, maps }: ReadContext, memory: Memory): ReadSession {
  const { window, knownMaps, names, templates, slabs } = memory;
  window.reset();
  const doubts = createProblemTally();
  const lines = createRecordLines({ names, doubts, record: addRecord });
  /** By path: what was read of a file, in parts that are to be united. */
  const files = new Map<string, MeasuredFile[]>();
  const versions = new Map<string, string>();
  let isSkipping = false;
  /** The record that has begun may match a template when more of it is there. */
  let isWaiting = false;
  let hasEnded = false;
  let begins = true;
  let decoding: TextDecoding | undefined;

  return {
    write(chunk) {
      if (begins && chunk.length > 0) chooseEncoding(chunk);
      append(decoding === undefined ? chunk : Buffer.from(decoding.write(chunk)));
    },
    end() {
      if (decoding !== undefined) append(Buffer.from(decoding.end()));
      hasEnded = true;
      if (isWaiting) readLines();
      if (window.end > window.from && !isSkipping)
        lines.readLast(window.bytes.toString("utf8", window.from, window.end));
      lines.end();
      doubts.flush(sink.problem);
      if (files.size === 0) sink.problem(noData);
      for (const [path, parts] of files) {
        files.delete(path);
        const file = uniteParts(parts, names);
        const map = knownMaps.mapOf(path, file.layout, maps);
        sink.file(toCoverage(path, map, { ...file, counts: keep(file.counts) }));
      }
      window.reset();
    },
  };

  /** Some shells write what is piped into a file as UTF-16: its byte order mark begins with a byte that UTF-8 never has. */
  function chooseEncoding(chunk: Uint8Array): void {
    begins = false;
    if (chunk[0] === 0xff || chunk[0] === 0xfe) decoding = createTextDecoding({ problem: sink.problem });
  }

  function append(bytes: Uint8Array): void {
    window.append(bytes);
    if (isWaiting || bytes.includes(lineFeed)) readLines();
    // Records that are waited for are shorter.
    if (!isWaiting && window.end - window.from > longestLine) skipLine();
  }

  /** Reads the lines that are there to their line feed. */
  function readLines(): void {
    const { bytes } = window;
    const end = bytes.lastIndexOf(lineFeed, window.end - 1) + 1;
    isWaiting = false;
    if (isSkipping) {
      window.from = bytes.indexOf(lineFeed, window.from) + 1;
      lines.skip();
      isSkipping = false;
    }
    while (window.from < end && !isWaiting) {
      if (!readRecord()) window.from = lines.read(bytes, window.from, end);
    }
  }

  /** Reads the record that has begun by a template, or waits for the rest of it; false when its lines are to be read. */
  function readRecord(): boolean {
    const path = lines.begun;
    if (path === undefined || hasEnded) return false;
    const match = templates.match(path, window.bytes, window.from, window.end);
    if (match === "mismatch") return false;
    isWaiting = match === "incomplete";
    if (match !== "incomplete") {
      window.from = match.at;
      lines.close(match.file, match.lines);
    }
    return true;
  }

  function skipLine(): void {
    if (!isSkipping) doubts.add(tooLong, `line ${lines.line + 1}`, { line: lines.line + 1 });
    isSkipping = true;
    window.from = window.end;
  }

  function keep(counts: Counts): Counts {
    return counts instanceof Float64Array ? slabs.keep(counts) : counts;
  }

  function addRecord(record: ClosedRecord): void {
    const { path, test, file } = record;
    templates.remember(record);
    const version = versions.get(path) ?? file.version;
    if (version !== undefined) versions.set(path, version);
    const parts = files.get(path) ?? [];
    files.set(path, parts);
    if (file.version !== undefined && file.version !== version) {
      doubts.add(otherVersion, quote(path), { line: lines.line });
      return;
    }
    // Of what is added to another part nothing stays.
    const counts = parts.length === 0 ? keep(file.counts) : file.counts.slice();
    addPart(parts, { ...file, counts }, names);
    if (test !== "") sink.lineTests({ path, test, lines: linesHit(file) });
  }
}

const lineFeed = 0x0a;
