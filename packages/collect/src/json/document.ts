import { createTextDecoding } from "../input/decode-text.ts";
import { createLineCounter } from "../input/place.ts";
import type { RawProblem, ReadSession } from "../reader.ts";
import { scanJson } from "./scan-json.ts";

/** A report that is one JSON value, as far as it could be read. */
export type JsonDocument = {
  readonly value: unknown;
  /** False when the text breaks off or breaks the grammar: `value` is then what stands before that place. */
  readonly whole: boolean;
};

export type DocumentOptions = {
  /** Called once when there is anything to read. */
  read(document: JsonDocument): void;
  problem(problem: RawProblem): void;
  /** Most bytes that are read. @default documentLimit */
  readonly limit?: number;
};

/** JSON documents with more bytes than this are refused: V8 has no longer strings. */
const documentLimit: number = 536_870_888;

/** Collects a JSON document (UTF-8, or UTF-16 with a byte order mark), parses it, and says where it is broken. */
export function openDocument({ read, problem, limit = documentLimit }: DocumentOptions): ReadSession {
  const decoding = createTextDecoding({ problem });
  let pieces: string[] = [];
  let bytes = 0;

  return {
    write(chunk) {
      bytes += chunk.length;
      if (bytes <= limit) pieces.push(decoding.write(chunk));
      else pieces = [];
    },
    end() {
      if (bytes > limit) {
        problem(tooLarge(bytes, limit));
        return;
      }
      const text = pieces.join("") + decoding.end();
      pieces = [];
      const document = documentIn(text);
      if (document !== undefined) read(document);
    },
  };

  function documentIn(text: string): JsonDocument | undefined {
    const value = parse(text);
    if (value !== undefined) return { value, whole: true };
    const scan = scanJson(text);
    if (scan.whole) {
      problem({ ...trailing(text.slice(scan.end)), ...placeOf(text, scan.end) });
      return { value: parse(text.slice(0, scan.end)), whole: true };
    }
    const kind = scan.at >= text.length ? truncated : malformed(text.slice(scan.at, scan.at + 12));
    problem({ ...kind, ...placeOf(text, scan.at) });
    return scan.readable === "" ? undefined : { value: parse(scan.readable), whole: false };
  }

  function placeOf(text: string, at: number): Pick<RawProblem, "line" | "column" | "offset"> {
    const { line, column } = createLineCounter().after(Buffer.from(text.slice(0, at)));
    const offset = decoding.offsetOf(text.slice(at));
    return { line, column, ...(offset === undefined ? {} : { offset }) };
  }
}

/** `undefined` is no JSON value, so it can stand for "no JSON". */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const truncated: RawProblem = {
  code: "truncated",
  severity: "error",
  message: "The JSON ends before it is complete; what stands after the cut is missing.",
  remedy: "The tool was killed, the disk was full, or the upload was cut: run it again.",
};

function malformed(found: string): RawProblem {
  return {
    code: "malformed",
    severity: "error",
    message: `The text is no JSON from ${JSON.stringify(found)} on; what stands there and after it is missing.`,
    remedy: "Let the tool write the report into a file of its own, and nothing else after it.",
  };
}

/** Console output behind the report is noise; what could be a second report is not. */
function trailing(rest: string): RawProblem {
  const start = JSON.stringify(rest.trimStart().slice(0, 40));
  const couldBeReport = /[{[]/.test(rest);
  return {
    code: couldBeReport ? "several-documents" : "text-around-document",
    severity: couldBeReport ? "error" : "warning",
    message: couldBeReport
      ? `More follows the JSON document, from ${start} on, and is not read.`
      : `Text follows the JSON document, from ${start} on; it is skipped.`,
    remedy: "Let the tool write each report into a file of its own instead of redirecting its output.",
  };
}

function tooLarge(bytes: number, limit: number): RawProblem {
  return {
    code: "file-too-large",
    severity: "error",
    message: `The report has ${bytes} bytes; JSON documents are read up to ${limit} bytes.`,
    remedy:
      "Split the run into shards, or turn off what fills the report: coverage, captured output, attachments.",
  };
}
