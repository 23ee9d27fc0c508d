import { isAscii } from "node:buffer";

/** Where something stands in an input. */
export type Place = {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters. */
  readonly column: number;
  /** 0-based, in bytes of the input; absent where the encoding does not let us tell. */
  readonly offset?: number;
};

/** Counts lines of text that has been read and is dropped, so that places in the rest can be told when one is needed. */
export interface LineCounter {
  /** Text that is dropped, in UTF-8. */
  drop(text: Buffer): void;
  /** As `drop`, of text that is known to hold so many line feeds. */
  pass(text: Buffer, lineFeeds: number): void;
  /** Line and column of the character behind `text`, which follows what was dropped. */
  after(text: Buffer): Place;
}

export function createLineCounter(): LineCounter {
  let lines = 0;
  let column = 0;
  return {
    drop: (text) => pass(text, countNewlines(text)),
    pass,
    after(text) {
      const place = behind(text, countNewlines(text));
      return { line: place.lines + 1, column: place.column + 1 };
    },
  };

  function pass(text: Buffer, lineFeeds: number): void {
    const place = behind(text, lineFeeds);
    lines = place.lines;
    column = place.column;
  }

  function behind(text: Buffer, newlines: number): { readonly lines: number; readonly column: number } {
    const last = text.subarray(text.lastIndexOf(lineFeed) + 1);
    const units = isAscii(last) ? last.length : last.toString("utf8").length;
    return { lines: lines + newlines, column: newlines === 0 ? column + units : units };
  }
}

/** Four bytes at a time: all of every input goes through here, in case that a place must be told. */
function countNewlines(text: Buffer): number {
  const first = (4 - (text.byteOffset & 3)) & 3;
  if (text.length < first) return countBetween(text, 0, text.length);
  const words = new Int32Array(text.buffer, text.byteOffset + first, (text.length - first) >> 2);
  const last = first + 4 * words.length;
  let count = countBetween(text, 0, first) + countBetween(text, last, text.length);
  for (let i = 0; i < words.length; ) {
    const end = Math.min(words.length, i + mostOfByte);
    let counts = 0;
    for (; i < end; i++) {
      const others = words[i]! ^ lineFeeds;
      // The lowest bit of each byte that is a line feed: four counts at once.
      counts = (counts + (~(((others & lowBits) + lowBits) | others | lowBits) >>> 7)) | 0;
    }
    for (let shift = 0; shift < 32; shift += 8) count += (counts >>> shift) & mostOfByte;
  }
  return count;
}

function countBetween(text: Buffer, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (text[i] === lineFeed) count++;
  return count;
}

const lineFeed = 0x0a;
const lineFeeds = 0x0a0a0a0a;
const lowBits = 0x7f7f7f7f;
const mostOfByte = 0xff;
