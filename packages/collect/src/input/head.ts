import type { Head } from "../reader.ts";

/** How much of an input recognition may look at. */
const headLength = 65_536;

/** Keeps the first chunks of an input until there is enough to recognise it. */
export interface HeadBuffer {
  /** Copies the chunk. False when there is enough now. */
  add(chunk: Uint8Array): boolean;
  head(whole: boolean): Head;
  /** The chunks kept, to be given to the reader. */
  chunks(): readonly Uint8Array[];
  release(): void;
}

export function createHeadBuffer(path: string): HeadBuffer {
  let kept: Uint8Array[] = [];
  let length = 0;
  return {
    add(chunk) {
      kept.push(new Uint8Array(chunk)); // `slice` of a Buffer is no copy
      length += chunk.length;
      return length < headLength;
    },
    head(whole) {
      const bytes = Buffer.concat(kept).subarray(0, headLength);
      return { path, bytes, text: decodeHead(bytes), whole: whole && length <= headLength };
    },
    chunks: () => kept,
    release() {
      kept = [];
    },
  };
}

/** By byte order mark, else UTF-8; never fails. */
export function decodeHead(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
