import type { Head } from "../reader.ts";

/** How much of an input recognition may look at. */
const headLength = 65_536;

/** Keeps the first chunks of an input until there is enough to recognise it. */
export interface HeadBuffer {
  /** False when there is enough now. A chunk is copied unless it is the last one: that is read during the call. */
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
      length += chunk.length;
      const isEnough = length >= headLength;
      kept.push(isEnough ? chunk : new Uint8Array(chunk)); // `slice` of a Buffer is no copy
      return !isEnough;
    },
    head(whole) {
      const bytes = (kept.length === 1 ? kept[0]! : Buffer.concat(kept)).subarray(0, headLength);
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
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return utf8.decode(bytes);
}

const utf8 = new TextDecoder();
