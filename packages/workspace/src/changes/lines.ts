/** A cursor over the lines of bytes, where a line ends at a line feed. Before the first `next` it is on no line. */
export type Lines = {
  /** Moves to the next line; false at the end. */
  readonly next: () => boolean;
  /** Moves back, so that the next `next` gives the present line again. Once only. */
  readonly back: () => void;
  readonly atEnd: () => boolean;
  /** 1-based. */
  readonly number: () => number;
  readonly startsWith: (text: string) => boolean;
  /** First character; empty for an empty line. */
  readonly kind: () => string;
  /** The line without its end, one character per byte. */
  readonly text: () => string;
  /** Whether nothing but white space follows the first character. */
  readonly isBlank: () => boolean;
};

export function createLines(bytes: Buffer): Lines {
  let start = 0;
  let end = -1;
  let number = 0;
  return {
    next() {
      if (end >= bytes.length - 1) {
        start = end = bytes.length;
        return false;
      }
      start = end + 1;
      const found = bytes.indexOf(10, start);
      end = found < 0 ? bytes.length : found;
      number++;
      return true;
    },
    back() {
      end = start - 1;
      number--;
    },
    atEnd: () => start >= bytes.length,
    number: () => number,
    startsWith: (text) =>
      start + text.length <= end && bytes.toString("latin1", start, start + text.length) === text,
    kind: () => (start < end ? String.fromCharCode(bytes[start]!) : ""),
    text: () => bytes.toString("latin1", start, end),
    isBlank: () => isBlank(bytes, start + 1, end),
  };
}

/** Whether the bytes from `start` to before `end` are white space, or none. */
export function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte !== 32 && (byte < 9 || byte > 13)) return false;
  }
  return true;
}
