import { noBranches, noFunctions } from "@tollgate/model";
import { createByteWindow } from "../input/byte-window.ts";
import { createTextDecoding, type TextDecoding } from "../input/decode-text.ts";
import { detach } from "../input/detach.ts";
import { noData, notUtf8, tooLong } from "../line-coverage/doubts.ts";
import { lineNumber, unknownLine } from "../line-coverage/hits.ts";
import { statementsOf } from "../line-coverage/line-columns.ts";
import { createProblemTally, type Doubt, quote } from "../problem-tally.ts";
import type { RawFileCoverage, ReadContext, ReadSession } from "../reader.ts";
import { type Block, parseBlock } from "./block.ts";
import { type Blocks, createBlocks } from "./blocks.ts";
import {
  badCount,
  badLine,
  badPlace,
  badPosition,
  cutLine,
  noMode,
  otherStatements,
  tooManyLines,
  unknownMode,
} from "./doubts.ts";
import { readPlainBlock } from "./fast-block.ts";
import { firstLinesOnly, linesOfBlocks, spanOfBlocks } from "./lines-of-blocks.ts";

/**
 * Reads a profile line by line. A line of the source is covered when one of the blocks that touch it ran. Profiles
 * of several test binaries stand one behind the other in one file, each with its mode, and repeat blocks.
 */
export function openSession({ sink, maps }: ReadContext): ReadSession {
  const window = createByteWindow();
  const doubts = createProblemTally();
  const files = new Map<string, Blocks>();
  /** The file of the last block: a profile names a file many times in a row. */
  let last: { readonly name: Uint8Array; readonly blocks: Blocks } | undefined;
  let hasMode = false;
  /** One profile that says only "ran or not" makes the counts of the others say no more. */
  let isSet = false;
  /** 1-based line of the report that is being read. */
  let line = 0;
  let isSkipping = false;
  let begins = true;
  let decoding: TextDecoding | undefined;
  let room = mostLines;

  return {
    write(chunk) {
      if (begins && chunk.length > 0) chooseEncoding(chunk);
      append(decoding === undefined ? chunk : Buffer.from(decoding.write(chunk)));
    },
    end() {
      if (decoding !== undefined) append(Buffer.from(decoding.end()));
      if (window.end > window.from && !isSkipping) readLast();
      const covered = Array.from(files, ([file, blocks]) => {
        files.delete(file);
        return coverageOf(file, blocks);
      });
      doubts.flush(sink.problem);
      if (covered.length === 0) sink.problem(noData);
      for (const file of covered) sink.file(file);
    },
  };

  /** Some shells write what is piped into a file as UTF-16: its byte order mark begins with a byte that UTF-8 never has. */
  function chooseEncoding(chunk: Uint8Array): void {
    begins = false;
    if (chunk[0] === 0xff || chunk[0] === 0xfe) decoding = createTextDecoding({ problem: sink.problem });
  }

  function append(bytes: Uint8Array): void {
    window.append(bytes);
    const feed = bytes.lastIndexOf(lineFeed);
    if (feed >= 0) readLines(window.end - bytes.length + feed + 1);
    if (window.end - window.from <= longestLine) return;
    if (!isSkipping) doubts.add(tooLong, `line ${line + 1}`, { line: line + 1 });
    isSkipping = true;
    window.from = window.end;
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
      const next = last === undefined || !hasMode ? 0 : readPlainBlock(bytes, at, last.name, last.blocks);
      if (next > 0) at = next;
      else {
        const stop = bytes.indexOf(lineFeed, at);
        readText(bytes.toString("utf8", at, stop));
        at = stop + 1;
      }
    }
    window.from = end;
  }

  function readLast(): void {
    line++;
    const text = window.bytes.toString("utf8", window.from, window.end);
    readText(text);
    doubt(cutLine, text);
  }

  function readText(written: string): void {
    const text = written.replace(/^\ufeff|\r$/g, "");
    if (text.includes("\ufffd")) doubt(notUtf8, text);
    if (text.startsWith("mode:")) readMode(text);
    else if (text !== "") readBlock(text);
  }

  function readMode(text: string): void {
    const mode = text.slice("mode:".length).trim();
    hasMode = true;
    if (mode === "set") isSet = true;
    else if (mode !== "count" && mode !== "atomic") doubt(unknownMode, text);
  }

  function readBlock(text: string): void {
    const block = parseBlock(text);
    if (block === undefined) {
      doubt(badLine, text);
      return;
    }
    if (!hasMode) doubt(noMode, text);
    if (block.hits === undefined) doubt(badCount, text);
    const first = lineNumber(block.firstLine);
    if (first === unknownLine) doubt(badPosition, text);
    else if (isImpossible(block)) doubt(badPlace, text);
    const end = first === unknownLine || isImpossible(block) ? first : block.lastLine;
    const { firstColumn, lastColumn, statements, hits = 0 } = block;
    blocksOf(block.file).add(first, firstColumn, end, lastColumn, statements, hits);
  }

  function blocksOf(file: string): Blocks {
    const known = files.get(file);
    const blocks = known ?? createBlocks();
    if (known === undefined) files.set(detach(file), blocks);
    last = { name: Buffer.from(file), blocks };
    return blocks;
  }

  function coverageOf(path: string, blocks: Blocks): RawFileCoverage {
    const joined = blocks.join((at) => doubts.add(otherStatements, quote(`${path}:${at}`)));
    const span = spanOfBlocks(joined);
    if (span > room) doubts.add(tooManyLines, quote(path));
    const { lines, hits } = linesOfBlocks(span > room ? firstLinesOnly(joined) : joined);
    room -= Math.min(span, room);
    const map = maps.intern({
      precision: "lines",
      statements: statementsOf(lines),
      functions: noFunctions,
      branches: noBranches,
      conditions: new Int32Array(),
    });
    return { path, map, counts: isSet ? hits.map((count) => Math.min(count, 1)) : hits };
  }

  function doubt(what: Doubt, text: string): void {
    doubts.add(what, quote(text), { line });
  }
}

const lineFeed = 0x0a;
/** Lines that are longer are not read. */
const longestLine = 1024 * 1024;
/** The longest functions of generated code have some ten thousand lines. */
const longestBlock = 1_000_000;
/** Lines of all blocks together; a hostile profile of a few bytes could name more than there is memory for. */
const mostLines = 20_000_000;

function isImpossible({ firstLine, lastLine }: Block): boolean {
  return lastLine < firstLine || lastLine - firstLine >= longestBlock;
}
