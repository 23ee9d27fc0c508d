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
  /** Line and column of the character behind `text`, which follows what was dropped. */
  after(text: Buffer): Place;
}

export function createLineCounter(): LineCounter {
  let lines = 0;
  let column = 0;
  return {
    drop(text) {
      const place = behind(text);
      lines = place.lines;
      column = place.column;
    },
    after(text) {
      const place = behind(text);
      return { line: place.lines + 1, column: place.column + 1 };
    },
  };

  function behind(text: Buffer): { readonly lines: number; readonly column: number } {
    const newlines = countNewlines(text);
    const last = text.subarray(text.lastIndexOf(lineFeed) + 1);
    const units = isAscii(last) ? last.length : last.toString("utf8").length;
    return { lines: lines + newlines, column: newlines === 0 ? column + units : units };
  }
}

function countNewlines(text: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(lineFeed); at >= 0; at = text.indexOf(lineFeed, at + 1)) count++;
  return count;
}

const lineFeed = 0x0a;
