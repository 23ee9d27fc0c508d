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
  /** Text that is dropped. */
  drop(text: string): void;
  /** Line and column of the character behind `text`, which follows what was dropped. */
  after(text: string): Place;
}

export function createLineCounter(): LineCounter {
  let lines = 0;
  let column = 0;
  /** The text dropped last: it is counted when more follows or a place is asked for, in most inputs never. */
  let uncounted = "";
  return {
    drop(text) {
      count(uncounted);
      uncounted = text;
    },
    after(text) {
      count(uncounted);
      uncounted = "";
      const newlines = countNewlines(text);
      const before = newlines === 0 ? column + text.length : text.length - 1 - text.lastIndexOf("\n");
      return { line: lines + newlines + 1, column: before + 1 };
    },
  };

  function count(text: string): void {
    const newlines = countNewlines(text);
    lines += newlines;
    column = newlines === 0 ? column + text.length : text.length - 1 - text.lastIndexOf("\n");
  }
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
