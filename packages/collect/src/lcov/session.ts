import { createByteWindow } from "../input/byte-window.ts";
import { createTextDecoding, type TextDecoding } from "../input/decode-text.ts";
import { cleanName } from "../json/clean-name.ts";
import { noData, notUtf8, tooLong } from "../line-coverage/doubts.ts";
import { createProblemTally, type Doubt, quote } from "../problem-tally.ts";
import type { ReadContext, ReadSession } from "../reader.ts";
import { createArmNames } from "./branch-columns.ts";
import { badLine, emptyPath, otherVersion, outsideFile, truncated } from "./doubts.ts";
import { readPlainBranch, readPlainFunction, readPlainFunctionCount, readPlainLine } from "./fast-records.ts";
import { createMapMemory } from "./map-memory.ts";
import { addPart, type MeasuredFile, toCoverage, uniteParts } from "./measured-file.ts";
import { createFileRecord, type FileRecord } from "./record.ts";

/** Lines that are longer are not read. */
const longestLine = 1024 * 1024;

/**
 * Reads a tracefile line by line. Files come at the end, because a file may have records in several places. A record
 * that is cut is kept as far as it goes, and is a problem.
 */
export function openSession({ sink, maps }: ReadContext): ReadSession {
  const window = maps.memory(createByteWindow);
  window.reset();
  const knownMaps = maps.memory(createMapMemory);
  const doubts = createProblemTally();
  const names = createArmNames();
  const record = createFileRecord(names, doubts);
  /** By path: what was read of a file, in parts that are to be united. */
  const files = new Map<string, MeasuredFile[]>();
  const versions = new Map<string, string>();
  /** The file whose record is open. */
  let open: string | undefined;
  /** A test's name announces a record that has not begun yet. */
  let announced = false;
  /** Name of the test that hit what follows; empty when the tool does not tell. */
  let test = "";
  /** 1-based line of the report that is being read. */
  let line = 0;
  let isSkipping = false;
  let begins = true;
  let decoding: TextDecoding | undefined;

  return {
    write(chunk) {
      if (begins && chunk.length > 0) chooseEncoding(chunk);
      append(decoding === undefined ? chunk : Buffer.from(decoding.write(chunk)));
    },
    end() {
      if (decoding !== undefined) append(Buffer.from(decoding.end()));
      if (window.end > window.from && !isSkipping) readLast();
      if (open !== undefined) closeCut(open);
      else if (announced) doubts.add(truncated, "a TN record at the end of the file", { line });
      doubts.flush(sink.problem);
      if (files.size === 0) sink.problem(noData);
      for (const [path, parts] of files) {
        files.delete(path);
        const file = uniteParts(parts, names);
        sink.file(toCoverage(path, knownMaps.mapOf(path, file, maps), file));
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
    const last = bytes.lastIndexOf(lineFeed);
    if (last >= 0) readLines(window.end - bytes.length + last + 1);
    if (window.end - window.from > longestLine) skipLine();
  }

  /** Reads the lines before `end`, which is behind a line feed. */
  function readLines(end: number): void {
    const { bytes } = window;
    let at = window.from;
    if (isSkipping) {
      at = bytes.indexOf(lineFeed, at) + 1;
      line++;
      isSkipping = false;
    }
    while (at < end) {
      line++;
      const next = open === undefined ? 0 : readPlain(bytes, at, record);
      if (next > 0) at = next;
      else {
        const stop = bytes.indexOf(lineFeed, at);
        readText(bytes.toString("utf8", at, stop));
        at = stop + 1;
      }
    }
    window.from = end;
  }

  function skipLine(): void {
    if (!isSkipping) doubts.add(tooLong, `line ${line + 1}`, { line: line + 1 });
    isSkipping = true;
    window.from = window.end;
  }

  /** The last line has no line feed. */
  function readLast(): void {
    line++;
    readText(window.bytes.toString("utf8", window.from, window.end));
  }

  function readText(text: string): void {
    if (text.includes("\ufffd")) doubt(notUtf8, text);
    const trimmed = text.trim(); // takes a byte order mark off, too
    if (trimmed === "" || trimmed.startsWith("#")) return;
    const colon = trimmed.indexOf(":");
    const name = trimmed.slice(0, Math.max(colon, 0));
    const value = trimmed.slice(colon + 1);
    if (trimmed === "end_of_record") endRecord();
    else if (name === "TN") beginTest(value);
    else if (name === "SF") beginRecord(value);
    else if (!/^[A-Z]{2,8}$/.test(name)) doubt(badLine, trimmed);
    else if (open === undefined) doubt(outsideFile, trimmed);
    else record.read(name, value, line);
  }

  function beginTest(name: string): void {
    announced = open === undefined;
    const isGcovr = name === "GCOVR_report";
    // gcovr counts lines whose exclusion it then leaves out.
    if (isGcovr) record.countsUnwritten();
    test = isGcovr ? "" : cleanName(name);
  }

  function beginRecord(path: string): void {
    if (open !== undefined) closeCut(open);
    if (path === "") doubt(emptyPath, "SF:");
    open = path;
    announced = false;
  }

  function endRecord(): void {
    if (open === undefined) doubt(outsideFile, "end_of_record");
    else close(open, true);
  }

  function closeCut(path: string): void {
    doubts.add(truncated, `that of ${quote(path)}`, { line });
    close(path, false);
  }

  function close(path: string, complete: boolean): void {
    open = undefined;
    const file = record.take(path, complete);
    const version = versions.get(path) ?? file.version;
    if (version !== undefined) versions.set(path, version);
    const parts = files.get(path) ?? [];
    files.set(path, parts);
    if (file.version !== undefined && file.version !== version) {
      doubt(otherVersion, path);
      return;
    }
    addPart(parts, file, names);
    if (test !== "") sink.lineTests({ path, test, lines: linesHit(file.lines) });
  }

  function doubt(what: Doubt, text: string): void {
    doubts.add(what, quote(text), { line });
  }
}

function linesHit({ lines, hits }: MeasuredFile["lines"]): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i < lines.length; i++) if (hits[i]! > 0 && lines[i]! > 0) found.push(lines[i]!);
  return found;
}

/** Reads the record at `at` without making strings of it; 0 when that is not possible. */
function readPlain(bytes: Buffer, at: number, record: FileRecord): number {
  switch (bytes[at]) {
    case letterD:
      return readPlainLine(bytes, at, record);
    case letterB:
      return readPlainBranch(bytes, at, record);
    case letterF:
      return readPlainFunctionCount(bytes, at, record) || readPlainFunction(bytes, at, record);
    default:
      return 0;
  }
}

const lineFeed = 0x0a;
const letterB = 0x42;
const letterD = 0x44;
const letterF = 0x46;
