import { createCountSlabs } from "@tollgate/model";
import { createByteWindow } from "../input/byte-window.ts";
import { createTextDecoding, type TextDecoding } from "../input/decode-text.ts";
import { noData } from "../line-coverage/doubts.ts";
import { createProblemTally, quote } from "../problem-tally.ts";
import type { RawProblem, ReadContext, ReadSession } from "../reader.ts";
import { ignoredMember, missingPath, notAnEntry } from "./doubts.ts";
import { readEntry, unwrapEntry } from "./entry.ts";
import {
  closeBrace,
  colon,
  comma,
  decodeString,
  doubleQuote,
  incomplete,
  mismatch,
  openBrace,
  skipSpace,
  skipString,
  skipValue,
} from "./json-bytes.ts";
import { type MeasuredText, versionOf } from "./measured-text.ts";
import { scanEntry } from "./scan-entry.ts";
import { forgetView } from "./scan-tokens.ts";
import { createTemplate, cutTemplate } from "./template.ts";
import { createTemplateStore } from "./template-store.ts";

/** Larger entries are refused: no source file has so much coverage, and V8 has no string for it. */
const entryLimit = 256 * 1024 * 1024;

/** Reads a document member by member; no more than one entry is kept as bytes. */
export function openSession({ sink, maps }: ReadContext): ReadSession {
  const window = maps.memory(createByteWindow);
  const templates = maps.memory(createTemplateStore, (store) => store.release());
  const slabs = maps.memory(createCountSlabs);
  const doubts = createProblemTally();
  const producer = createProducerGuess();
  window.reset();
  let state: State = "start";
  /** Wrappers that are open around the members: 1 in a plain coverage map, 2 below `data` or `map`. */
  let depth = 0;
  let entries = 0;
  /** Bytes that must be there before the next try; grows, so that a large entry is not scanned again for each chunk. */
  let wanted = 0;
  let begins = true;
  let decoding: TextDecoding | undefined;

  return {
    write(chunk) {
      if (state === "stopped") return;
      if (begins && chunk.length > 0) chooseEncoding(chunk);
      window.append(decoding === undefined ? chunk : Buffer.from(decoding.write(chunk)));
      if (window.end - window.from >= wanted) advance();
    },
    end() {
      if (decoding !== undefined) window.append(Buffer.from(decoding.end()));
      if (state !== "stopped") advance();
      if (state !== "stopped" && state !== "done") stop(truncated(window.base + window.end));
      doubts.flush(sink.problem);
      if (entries === 0) sink.problem(noData);
      const name = producer.name();
      if (name !== undefined) sink.producer(name);
      window.reset();
      forgetView();
    },
  };

  /** Some shells write what is piped into a file as UTF-16: its byte order mark begins with a byte that UTF-8 never has. */
  function chooseEncoding(chunk: Uint8Array): void {
    begins = false;
    if (chunk[0] === 0xff || chunk[0] === 0xfe) decoding = createTextDecoding({ problem: sink.problem });
  }

  function advance(): void {
    while (step());
    const rest = window.end - window.from;
    wanted = rest + (rest >> 1);
    if (rest > entryLimit) stop(tooLarge(window.base + window.from));
  }

  /** One step through the document; false when more bytes are needed or nothing is left to do. */
  function step(): boolean {
    window.from = skipSpace(window.bytes, window.from, window.end);
    if (window.from >= window.end) return false;
    const byte = window.bytes[window.from]!;
    switch (state) {
      case "start":
        return begin(byte);
      case "first":
      case "member":
        if (byte === doubleQuote) return readMember();
        return byte === closeBrace && state === "first" ? close() : stop(malformed("a member", window));
      case "behind":
        if (byte === closeBrace) return close();
        if (byte !== comma) return stop(malformed('"," or "}"', window));
        window.from++;
        state = "member";
        return true;
      case "done":
        return stop(
          byte === openBrace
            ? severalDocuments(window.base + window.from)
            : malformed("the end of the file", window),
        );
      default:
        return false;
    }
  }

  function begin(byte: number): boolean {
    const { bytes, from, end } = window;
    if (byte === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) {
      window.from += 3;
      return true;
    }
    if (byte === 0xef && end - from < 3) return false;
    if (byte !== openBrace) return stop(malformed("a JSON object", window));
    const first = skipSpace(bytes, from + 1, end);
    const behind = bytes[first] === doubleQuote ? skipString(bytes, first, end) : first;
    const value = behind < 0 ? end : skipSpace(bytes, skipSpace(bytes, behind, end) + 1, end);
    if (first >= end || (bytes[first] === doubleQuote && value >= end)) return false;
    if (isLoneEntry(bytes.toString("latin1", first, behind), bytes[value]!)) return readLone();
    window.from++;
    depth = 1;
    state = "first";
    return true;
  }

  function close(): boolean {
    window.from++;
    depth--;
    state = depth === 0 ? "done" : "behind";
    return true;
  }

  /** `"key": value`, from the key's quote on. */
  function readMember(): boolean {
    const { bytes, from, end } = window;
    const keyEnd = skipString(bytes, from, end);
    if (keyEnd < 0) return false;
    const behind = skipSpace(bytes, keyEnd, end);
    const value = skipSpace(bytes, behind + 1, end);
    if (value >= end) return false;
    const key = decodeString(bytes, from, keyEnd);
    if (bytes[behind] !== colon || key === undefined) return stop(malformed("a member's name", window));
    if (bytes[value] === openBrace) {
      if (depth === 1 && (key === "data" || key === "map")) {
        const wraps = isWrapper(value);
        if (wraps === undefined) return false;
        if (wraps) return enter(value);
      }
      return matchEntry(key, value) ?? scanMember(key, value) ?? parseMember(key, value);
    }
    return parseMember(key, value);
  }

  /** Whether the object at `value` holds entries and is none itself; `undefined` when more bytes are needed. */
  function isWrapper(value: number): boolean | undefined {
    const { bytes, end } = window;
    const first = skipSpace(bytes, value + 1, end);
    if (first >= end) return undefined;
    if (bytes[first] === closeBrace) return true;
    const behind = skipString(bytes, first, end);
    return behind < 0 ? undefined : !entryMembers.has(bytes.toString("latin1", first + 1, behind - 1));
  }

  function enter(value: number): boolean {
    window.from = value + 1;
    depth++;
    state = "first";
    return true;
  }

  /** The fastest way: `undefined` when no template fits. */
  function matchEntry(key: string, value: number): boolean | undefined {
    const matched = templates.match(key, window.bytes, value, window.end);
    if (matched === undefined) return undefined;
    const { template, found } = matched;
    if (found.at < 0) return false;
    takeFile(found.path ?? key, template.measured, found.counts);
    window.from = found.at;
    state = "behind";
    return true;
  }

  function takeFile(path: string, measured: MeasuredText, counts: Float64Array): void {
    entries++;
    const { map, version } = measured;
    const file = { path, map, counts: slabs.keep(counts) };
    sink.file(version === undefined ? file : { ...file, version });
  }

  /** Without parsing: `undefined` when the entry is not written as instrumenters write it. */
  function scanMember(key: string, value: number): boolean | undefined {
    const { bytes, end } = window;
    const scanned = scanEntry(bytes, value, end);
    if (scanned === mismatch) return undefined;
    if (scanned === incomplete) return false;
    const { at, entry, spans, firstIds } = scanned;
    producer.look(scanned.others);
    const measured = { map: maps.intern(entry.shape), ...versionOf(scanned.others) };
    takeFile(entry.path ?? key, measured, entry.counts);
    templates.remember(key, at - value, (slabs) =>
      cutTemplate(bytes.subarray(value, at), { spans, firstIds, measured, slabs }),
    );
    window.from = at;
    state = "behind";
    return true;
  }

  function parseMember(key: string, value: number): boolean {
    const { bytes, end } = window;
    const valueEnd = skipValue(bytes, value, end);
    if (valueEnd < 0) return false;
    const parsed = parse(bytes.toString("utf8", value, valueEnd));
    if (parsed === undefined) return stop(malformed("a JSON value", { ...window, from: value }));
    takeValue(key, parsed.value, bytes.subarray(value, valueEnd));
    window.from = valueEnd;
    state = "behind";
    return true;
  }

  function takeValue(key: string, value: unknown, bytes: Buffer): void {
    const entry = unwrapEntry(value);
    if (entry === undefined) {
      const doubt = depth > 1 || isPathLike(key) ? notAnEntry : ignoredMember;
      doubts.add(doubt, quote(key));
      return;
    }
    const entryDoubts = createProblemTally();
    const { path = key, shape, counts } = readEntry(entry, quote(key), entryDoubts);
    if (path === "") doubts.add(missingPath, "the only one");
    producer.look(entry);
    const measured = { map: maps.intern(shape), ...versionOf(entry) };
    takeFile(path, measured, counts);
    if (entryDoubts.isEmpty() && entry === value)
      templates.remember(key, bytes.length, (slabs) => createTemplate(bytes, { measured, counts, slabs }));
    doubts.addAll(entryDoubts);
  }

  /** A file's coverage that is the whole document. */
  function readLone(): boolean {
    const { bytes, from, end } = window;
    const valueEnd = skipValue(bytes, from, end);
    if (valueEnd < 0) return false;
    const parsed = parse(bytes.toString("utf8", from, valueEnd));
    if (parsed === undefined) return stop(malformed("a JSON object", window));
    takeValue("", parsed.value, bytes.subarray(from, valueEnd));
    window.from = valueEnd;
    state = "done";
    return true;
  }

  function stop(problem: RawProblem): false {
    sink.problem(problem);
    state = "stopped";
    return false;
  }
}

type State = "start" | "first" | "member" | "behind" | "done" | "stopped";

const entryMembers: ReadonlySet<string> = new Set([
  "path",
  "statementMap",
  "fnMap",
  "branchMap",
  "s",
  "f",
  "b",
  "all",
  "hash",
]);

/** The first member tells: in a map of files every value is an object with file coverage. */
function isLoneEntry(quotedKey: string, valueByte: number): boolean {
  if (/^"(?:statementMap|fnMap|branchMap)"$/.test(quotedKey)) return true;
  return /^"(?:path|hash|_coverageSchema|contentHash|all)"$/.test(quotedKey) && valueByte !== openBrace;
}

function isPathLike(key: string): boolean {
  return /[/\\.]/.test(key);
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Only members that one tool alone writes name it. */
function createProducerGuess(): {
  look(entry: { readonly [name: string]: unknown }): void;
  name(): string | undefined;
} {
  const names = new Set<string>();
  return {
    look(entry) {
      if (Object.hasOwn(entry, "contentHash")) names.add("nyc");
      else if (entry["all"] === false) names.add("v8-to-istanbul");
    },
    name: () => (names.size === 1 ? [...names][0] : undefined),
  };
}

function truncated(offset: number): RawProblem {
  return {
    code: "truncated",
    severity: "error",
    message: "The JSON ends before it is complete; files after the cut are missing.",
    remedy: "The tool was killed, the disk was full, or the upload was cut: run it again.",
    offset,
  };
}

function malformed(
  wanted: string,
  at: { readonly bytes: Buffer; readonly from: number; readonly end: number; readonly base: number },
): RawProblem {
  return {
    code: "malformed",
    severity: "error",
    message: `The JSON is broken: ${wanted} was wanted, ${quote(at.bytes.toString("utf8", at.from, Math.min(at.end, at.from + 24)))} was found; nothing behind it is read.`,
    remedy: "Run the tool again; if two runs write the same file at once, give each its own.",
    offset: at.base + at.from,
  };
}

function severalDocuments(offset: number): RawProblem {
  return {
    code: "several-documents",
    severity: "error",
    message: "A second JSON document follows the first one; it is not read.",
    remedy: "Give each run its own file instead of appending to one.",
    offset,
  };
}

function tooLarge(offset: number): RawProblem {
  return {
    code: "value-too-long",
    severity: "error",
    message: "One file's entry takes more than 256 MiB; it and what follows are not read.",
    remedy: "Exclude bundled or generated files from coverage.",
    offset,
  };
}
