import { cleanName } from "../json/clean-name.ts";
import { notUtf8 } from "../line-coverage/doubts.ts";
import { type Doubt, type ProblemTally, quote } from "../problem-tally.ts";
import { badLine, emptyPath, outsideFile, truncated } from "./doubts.ts";
import {
  endOfPlainName,
  endOfPlainRecord,
  endOfRecord,
  readPlainBranch,
  readPlainFunction,
  readPlainFunctionCount,
  readPlainLine,
  readPlainTotal,
} from "./fast-records.ts";
import type { MeasuredFile } from "./measured-file.ts";
import type { FileRecord, RecordOrders } from "./record.ts";

export type RecordLinesOptions = {
  readonly record: FileRecord;
  readonly doubts: ProblemTally;
  readonly into: RecordSink;
};

export interface RecordSink {
  addRecord(record: ClosedRecord): void;
}

export type ClosedRecord = {
  readonly path: string;
  /** Name of the test that hit it; empty when the tool does not tell. */
  readonly test: string;
  readonly file: MeasuredFile;
  /** What it was read from, when that was at once, line by line, and without a doubt. */
  readonly source?: RecordSource;
};

/** Valid until more is read. */
export type RecordSource = {
  /** From behind its `SF` to behind its end. */
  readonly bytes: Buffer;
  /** Of the report. */
  readonly lines: number;
  /** See `CountPlaces`. */
  readonly places: Int32Array;
  readonly orders: RecordOrders;
};

type RecordPlace = { readonly bytes: Buffer; readonly from: number; readonly line: number; to: number };

/** Puts the lines of a tracefile together. A record that is cut is kept as far as it goes, and is a problem. */
export class RecordLines {
  /** 1-based line of the report that was read last. */
  line = 0;
  readonly #record: FileRecord;
  readonly #doubts: ProblemTally;
  readonly #into: RecordSink;
  /** Nothing was doubted since the record began, and nothing in it is of what follows. */
  #isPlain = false;
  /** Where the record lies from behind its `SF` to behind the line that is being read, if that is in one piece. */
  #place: RecordPlace | undefined;
  /** The file whose record is open. */
  #open: string | undefined;
  #hasBegun = false;
  /** A test's name announces a record that has not begun yet. */
  #announced = false;
  #test = "";

  constructor({ record, doubts, into }: RecordLinesOptions) {
    this.#doubts = {
      ...doubts,
      add: (...doubt) => {
        this.#isPlain = false;
        doubts.add(...doubt);
      },
    };
    this.#record = record;
    this.#into = into;
    record.begin(this.#doubts);
  }

  /** The path of a record of which only its `SF` is read yet. */
  get begun(): string | undefined {
    return this.#hasBegun ? this.#open : undefined;
  }

  /** Reads the lines before `end`, but stops behind one that begins a record. Answers the position that it reached. */
  read(bytes: Buffer, from: number, end: number): number {
    let at = from;
    this.#place = this.#hasBegun ? { bytes, from, line: this.line, to: from } : undefined;
    this.#record.places.begin(from);
    this.#hasBegun = false;
    while (at < end && !this.#hasBegun) {
      this.line++;
      const next = this.#open === undefined ? this.#readHead(bytes, at) : this.#readData(bytes, at);
      at = next > 0 ? next : this.#readLine(bytes, at);
    }
    return at;
  }

  /** A line that cannot be read. */
  skip(): void {
    this.#isPlain = false;
    this.line++;
  }

  /** The last line, when no line feed is behind it. */
  readLast(text: string): void {
    this.#place = undefined;
    this.line++;
    this.#readText(text);
  }

  /** Takes what the `lines` of the record that has begun say, instead of reading them. */
  close(file: MeasuredFile, lines: number): void {
    this.line += lines;
    this.#close(this.#open!, { file });
  }

  /** Nothing follows. */
  end(): void {
    if (this.#open !== undefined) this.#closeCut(this.#open);
    else if (this.#announced)
      this.#doubts.add(truncated, "a TN record at the end of the file", { line: this.line });
  }

  /** Reads a line that names a file or no test, without making a string of it; 0 when it is anything else. */
  #readHead(bytes: Buffer, at: number): number {
    const end = endOfPlainName(bytes, at);
    if (end === 0) return 0;
    const isFile = bytes[at] === letterS;
    if (isFile === (end === at + 3)) return 0;
    if (isFile) this.#beginRecord(bytes.toString("latin1", at + 3, end));
    else this.#beginTest("");
    return endOfRecord(bytes, end);
  }

  /** The same for the lines of a record. */
  #readData(bytes: Buffer, at: number): number {
    switch (bytes[at]) {
      case letterD:
        return readPlainLine(bytes, at, this.#record);
      case letterB:
        return readPlainBranch(bytes, at, this.#record) || readPlainTotal(bytes, at, this.#record);
      case letterF:
        return (
          readPlainFunctionCount(bytes, at, this.#record) ||
          readPlainFunction(bytes, at, this.#record) ||
          readPlainTotal(bytes, at, this.#record)
        );
      case letterL:
        return readPlainTotal(bytes, at, this.#record);
      case letterE: {
        const next = endOfPlainRecord(bytes, at);
        if (next === 0) return 0;
        this.#reach(next);
        this.#endRecord();
        return next;
      }
      default:
        return 0;
    }
  }

  #readLine(bytes: Buffer, at: number): number {
    const stop = bytes.indexOf(lineFeed, at);
    this.#reach(stop + 1);
    this.#readText(bytes.toString("utf8", at, stop));
    if (this.#place !== undefined) this.#record.places.find(bytes, at, stop);
    return stop + 1;
  }

  #reach(at: number): void {
    if (this.#place !== undefined) this.#place.to = at;
  }

  #readText(text: string): void {
    if (text.includes("\ufffd")) this.#doubt(notUtf8, text);
    const trimmed = text.trim(); // takes a byte order mark off, too
    if (trimmed === "" || trimmed.startsWith("#")) return;
    const colon = trimmed.indexOf(":");
    const name = trimmed.slice(0, Math.max(colon, 0));
    const value = trimmed.slice(colon + 1);
    if (trimmed === "end_of_record") this.#endRecord();
    else if (name === "TN") this.#beginTest(value);
    else if (name === "SF") this.#beginRecord(value);
    else if (!/^[A-Z]{2,8}$/.test(name)) this.#doubt(badLine, trimmed);
    else if (this.#open === undefined) this.#doubt(outsideFile, trimmed);
    else this.#record.read(name, value, this.line);
  }

  #beginTest(name: string): void {
    this.#announced = this.#open === undefined;
    this.#isPlain = false;
    const isGcovr = name === "GCOVR_report";
    // gcovr counts lines whose exclusion it then leaves out.
    if (isGcovr) this.#record.countsUnwritten();
    this.#test = isGcovr ? "" : cleanName(name);
  }

  #beginRecord(path: string): void {
    if (this.#open !== undefined) this.#closeCut(this.#open);
    if (path === "") this.#doubt(emptyPath, "SF:");
    this.#open = path;
    this.#hasBegun = true;
    this.#isPlain = true;
    this.#announced = false;
  }

  #endRecord(): void {
    const path = this.#open;
    if (path === undefined) {
      this.#doubt(outsideFile, "end_of_record");
      return;
    }
    const { file, orders } = this.#record.take(path, true);
    if (!this.#isPlain || this.#place === undefined) this.#close(path, { file });
    else this.#close(path, { file, source: this.#sourceAt(this.#place, orders) });
  }

  #sourceAt({ bytes, from, to, line }: RecordPlace, orders: RecordOrders): RecordSource {
    const places = this.#record.places.packed();
    return { bytes: bytes.subarray(from, to), lines: this.line - line, places, orders };
  }

  #closeCut(path: string): void {
    this.#doubts.add(truncated, `that of ${quote(path)}`, { line: this.line });
    this.#close(path, { file: this.#record.take(path, false).file });
  }

  #close(path: string, read: Pick<ClosedRecord, "file" | "source">): void {
    this.#open = undefined;
    this.#hasBegun = false;
    this.#into.addRecord({ path, test: this.#test, ...read });
  }

  #doubt(what: Doubt, text: string): void {
    this.#doubts.add(what, quote(text), { line: this.line });
  }
}

const lineFeed = 0x0a;
const letterB = 0x42;
const letterD = 0x44;
const letterF = 0x46;
const letterL = 0x4c;
const letterS = 0x53;
const letterE = 0x65;
