import { type CountSlabs, createCountSlabs } from "@tollgate/model";
import { type ByteWindow, createByteWindow } from "../input/byte-window.ts";
import { createTextDecoding, type TextDecoding } from "../input/decode-text.ts";
import { noData, tooLong } from "../line-coverage/doubts.ts";
import type { MapPool } from "../map-pool.ts";
import { createProblemTally, type ProblemTally, quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession, Sink } from "../reader.ts";
import { type ArmNames, createArmNames } from "./branch-columns.ts";
import { otherVersion } from "./doubts.ts";
import { createMapMemory, type MapMemory } from "./map-memory.ts";
import { addPart, linesHit, type MeasuredFile, toCoverage, uniteParts } from "./measured-file.ts";
import { createFileRecord, type FileRecord } from "./record.ts";
import { type ClosedRecord, RecordLines, type RecordSink } from "./record-lines.ts";
import { createRecordTemplates, type RecordTemplates } from "./record-templates.ts";

/** Lines that are longer are not read. */
const longestLine = 1024 * 1024;

/** What the tracefiles of a collection share. */
type Memory = {
  readonly window: ByteWindow;
  readonly knownMaps: MapMemory;
  readonly names: ArmNames;
  readonly record: FileRecord;
  readonly templates: RecordTemplates;
  readonly slabs: CountSlabs;
};

function createMemory(): Memory {
  const names = createArmNames();
  return {
    window: createByteWindow(),
    knownMaps: createMapMemory(),
    names,
    record: createFileRecord(names),
    templates: createRecordTemplates(),
    slabs: createCountSlabs(),
  };
}

export function openSession(context: ReadContext): ReadSession {
  const memory = context.maps.memory(createMemory, ({ templates }) => templates.release());
  return new Tracefile(context, memory);
}

/** Reads every record line by line: what `openSession` must say too. */
export function openPlainSession(context: ReadContext): ReadSession {
  const templates: RecordTemplates = { match: () => "mismatch", remember: () => {}, release: () => {} };
  return new Tracefile(context, { ...createMemory(), templates });
}

/**
 * Reads a tracefile by templates where they match, else line by line. Files come at the end, because a file may have
 * records in several places.
 */
class Tracefile implements ReadSession, RecordSink {
  readonly #sink: Sink;
  readonly #maps: MapPool;
  readonly #memory: Memory;
  readonly #window: ByteWindow;
  readonly #doubts: ProblemTally = createProblemTally();
  readonly #lines: RecordLines;
  /** By path: what was read of a file, in parts that are to be united. */
  readonly #files = new Map<string, MeasuredFile[]>();
  readonly #versions = new Map<string, string>();
  #isSkipping = false;
  /** The record that has begun may match a template when more of it is there. */
  #isWaiting = false;
  #hasEnded = false;
  #begins = true;
  #decoding: TextDecoding | undefined;

  constructor({ sink, maps }: ReadContext, memory: Memory) {
    this.#sink = sink;
    this.#maps = maps;
    this.#memory = memory;
    this.#window = memory.window;
    this.#window.reset();
    this.#lines = new RecordLines({ record: memory.record, doubts: this.#doubts, into: this });
  }

  write(chunk: Uint8Array): void {
    if (this.#begins && chunk.length > 0) this.#chooseEncoding(chunk);
    this.#append(this.#decoding === undefined ? chunk : Buffer.from(this.#decoding.write(chunk)));
  }

  end(): void {
    const window = this.#window;
    if (this.#decoding !== undefined) this.#append(Buffer.from(this.#decoding.end()));
    this.#hasEnded = true;
    if (this.#isWaiting) this.#readLines();
    if (window.end > window.from && !this.#isSkipping)
      this.#lines.readLast(window.bytes.toString("utf8", window.from, window.end));
    this.#lines.end();
    this.#doubts.flush(this.#sink.problem);
    if (this.#files.size === 0) this.#sink.problem(noData);
    for (const [path, parts] of this.#files) {
      this.#files.delete(path);
      this.#tell(path, parts);
    }
    window.reset();
  }

  addRecord(record: ClosedRecord): void {
    const { path, test, file } = record;
    this.#memory.templates.remember(record);
    const version = this.#versions.get(path) ?? file.version;
    if (version !== undefined) this.#versions.set(path, version);
    const parts = this.#partsOf(path);
    if (file.version !== undefined && file.version !== version) {
      this.#doubts.add(otherVersion, quote(path), { line: this.#lines.line });
      return;
    }
    // Of what is added to another part nothing stays.
    const counts = parts.length === 0 ? this.#memory.slabs.keep(file.counts) : file.counts.slice();
    addPart(parts, { ...file, counts }, this.#memory.names);
    if (test !== "") this.#sink.lineTests({ path, test, lines: linesHit(file) });
  }

  #partsOf(path: string): MeasuredFile[] {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const parts: MeasuredFile[] = [];
    this.#files.set(path, parts);
    return parts;
  }

  #tell(path: string, parts: readonly MeasuredFile[]): void {
    const { names, knownMaps, slabs } = this.#memory;
    const file = uniteParts(parts, names);
    const map = knownMaps.mapOf(path, file.layout, this.#maps);
    // Narrow ones are kept already.
    const counts = file.counts instanceof Float64Array ? slabs.keep(file.counts) : file.counts;
    this.#sink.file(toCoverage(path, map, { ...file, counts }));
  }

  /** Some shells write what is piped into a file as UTF-16: its byte order mark begins with a byte that UTF-8 never has. */
  #chooseEncoding(chunk: Uint8Array): void {
    this.#begins = false;
    if (chunk[0] === 0xff || chunk[0] === 0xfe)
      this.#decoding = createTextDecoding({ problem: this.#sink.problem });
  }

  #append(bytes: Uint8Array): void {
    const window = this.#window;
    window.append(bytes);
    if (this.#isWaiting || bytes.includes(lineFeed)) this.#readLines();
    // Records that are waited for are shorter.
    if (!this.#isWaiting && window.end - window.from > longestLine) this.#skipLine();
  }

  /** Reads the lines that are there to their line feed. */
  #readLines(): void {
    const window = this.#window;
    const { bytes } = window;
    const end = bytes.lastIndexOf(lineFeed, window.end - 1) + 1;
    this.#isWaiting = false;
    if (this.#isSkipping) {
      window.from = bytes.indexOf(lineFeed, window.from) + 1;
      this.#lines.skip();
      this.#isSkipping = false;
    }
    while (window.from < end && !this.#isWaiting) {
      if (!this.#readRecord()) window.from = this.#lines.read(bytes, window.from, end);
    }
  }

  /** Reads the record that has begun by a template, or waits for the rest of it; false when its lines are to be read. */
  #readRecord(): boolean {
    const path = this.#lines.begun;
    if (path === undefined || this.#hasEnded) return false;
    const { bytes, from, end } = this.#window;
    const match = this.#memory.templates.match(path, bytes, from, end);
    if (match === "mismatch") return false;
    this.#isWaiting = match === "incomplete";
    if (match !== "incomplete") {
      this.#window.from = match.at;
      this.#lines.close(match.file, match.lines);
    }
    return true;
  }

  #skipLine(): void {
    const line = this.#lines.line + 1;
    if (!this.#isSkipping) this.#doubts.add(tooLong, `line ${line}`, { line });
    this.#isSkipping = true;
    this.#window.from = this.#window.end;
  }
}

const lineFeed = 0x0a;
