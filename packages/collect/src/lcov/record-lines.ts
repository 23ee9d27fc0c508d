import { cleanName } from "../json/clean-name.ts";
import { notUtf8 } from "../line-coverage/doubts.ts";
import { type Doubt, type ProblemTally, quote } from "../problem-tally.ts";
import type { ArmNames } from "./branch-columns.ts";
import { badLine, emptyPath, outsideFile, truncated } from "./doubts.ts";
import { readPlainBranch, readPlainFunction, readPlainFunctionCount, readPlainLine } from "./fast-records.ts";
import type { MeasuredFile } from "./measured-file.ts";
import { createFileRecord, type FileRecord, type RecordOrders } from "./record.ts";

/** Puts the lines of a tracefile together. A record that is cut is kept as far as it goes, and is a problem. */
export interface RecordLines {
  /** 1-based line of the report that was read last. */
  readonly line: number;
  /** The path of a record of which only its `SF` is read yet. */
  readonly begun: string | undefined;
  /** Reads the lines before `end`, but stops behind one that begins a record. Answers the position that it reached. */
  read(bytes: Buffer, at: number, end: number): number;
  /** A line that cannot be read. */
  skip(): void;
  /** The last line, when no line feed is behind it. */
  readLast(text: string): void;
  /** Takes what the `lines` of the record that has begun say, instead of reading them. */
  close(file: MeasuredFile, lines: number): void;
  /** Nothing follows. */
  end(): void;
}

export type RecordLinesOptions = {
  readonly names: ArmNames;
  readonly doubts: ProblemTally;
  record(record: ClosedRecord): void;
};

export type ClosedRecord = {
  readonly path: string;
  /** Name of the test that hit it; empty when the tool does not tell. */
  readonly test: string;
  readonly file: MeasuredFile;
  /** What it was read from, when that was at once, line by line, and without a doubt. */
  readonly source?: RecordSource;
};

type RecordSource = {
  /** From behind its `SF` to behind its end; valid until more is read. */
  readonly bytes: Buffer;
  readonly orders: RecordOrders;
};

export function createRecordLines({ names, doubts: tally, record: closed }: RecordLinesOptions): RecordLines {
  const doubts: ProblemTally = {
    ...tally,
    add(...doubt) {
      isPlain = false;
      tally.add(...doubt);
    },
  };
  const record = createFileRecord(names, doubts);
  /** Nothing was doubted since the record began, and nothing in it is of what follows. */
  let isPlain = false;
  /** Where the record lies from behind its `SF` to behind the line that is being read, if that is in one piece. */
  let place: { readonly bytes: Buffer; readonly from: number; to: number } | undefined;
  /** The file whose record is open. */
  let open: string | undefined;
  let hasBegun = false;
  /** A test's name announces a record that has not begun yet. */
  let announced = false;
  let test = "";
  let line = 0;

  return {
    get line() {
      return line;
    },
    get begun() {
      return hasBegun ? open : undefined;
    },
    read(bytes, from, end) {
      let at = from;
      place = hasBegun ? { bytes, from, to: from } : undefined;
      hasBegun = false;
      while (at < end && !hasBegun) {
        line++;
        const next = open === undefined ? 0 : readPlain(bytes, at, record);
        if (next > 0) at = next;
        else {
          const stop = bytes.indexOf(lineFeed, at);
          if (place !== undefined) place.to = stop + 1;
          readText(bytes.toString("utf8", at, stop));
          at = stop + 1;
        }
      }
      return at;
    },
    skip() {
      isPlain = false;
      line++;
    },
    readLast(text) {
      place = undefined;
      line++;
      readText(text);
    },
    close(file, lines) {
      line += lines;
      close({ file });
    },
    end() {
      if (open !== undefined) closeCut();
      else if (announced) doubts.add(truncated, "a TN record at the end of the file", { line });
    },
  };

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
    isPlain = false;
    const isGcovr = name === "GCOVR_report";
    // gcovr counts lines whose exclusion it then leaves out.
    if (isGcovr) record.countsUnwritten();
    test = isGcovr ? "" : cleanName(name);
  }

  function beginRecord(path: string): void {
    if (open !== undefined) closeCut();
    if (path === "") doubt(emptyPath, "SF:");
    open = path;
    hasBegun = true;
    isPlain = true;
    announced = false;
  }

  function endRecord(): void {
    if (open === undefined) {
      doubt(outsideFile, "end_of_record");
      return;
    }
    const { file, orders } = record.take(open, true);
    if (!isPlain || place === undefined) close({ file });
    else close({ file, source: { bytes: place.bytes.subarray(place.from, place.to), orders } });
  }

  function closeCut(): void {
    doubts.add(truncated, `that of ${quote(open!)}`, { line });
    close({ file: record.take(open!, false).file });
  }

  function close(read: Pick<ClosedRecord, "file" | "source">): void {
    const path = open!;
    open = undefined;
    hasBegun = false;
    closed({ path, test, ...read });
  }

  function doubt(what: Doubt, text: string): void {
    doubts.add(what, quote(text), { line });
  }
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
