import type { Utf8Decoding } from "../input/decode-text.ts";
import { createLineCounter, type Place } from "../input/place.ts";

/** The part of a document that is being read, in UTF-8. Holds no more than a chunk and what a chunk's end has cut. */
export interface XmlWindow {
  /** Valid until the next call of `append` or `settle`. */
  readonly bytes: Buffer;
  /** First byte that is not read yet; move it forward. */
  at: number;
  /** Adds a piece of text, which stays its caller's, and drops what has been read. */
  append(piece: Buffer): void;
  /** Makes what is not read its own. */
  settle(): void;
  /** Moves on to `to`, over so many line feeds. No place before it is asked for from now on. */
  pass(to: number, lineFeeds: number): void;
  placeOf(position: number): Place;
}

export function createXmlWindow(decoding: Utf8Decoding): XmlWindow {
  const lines = createLineCounter();
  /** Where what is not read is gathered, from `from` to `to`; unused while a piece can be read where it lies. */
  let own: Buffer = nothing;
  let from = 0;
  let to = 0;
  let isOwn = true;
  /** The lines before are counted. */
  let passed = 0;
  const window = { bytes: nothing, at: 0, append, settle, pass, placeOf };
  return window;

  function append(piece: Buffer): void {
    if (piece.length === 0) return;
    drop();
    if (window.bytes.length === 0) {
      window.bytes = piece;
      isOwn = false;
    } else gather(piece);
  }

  function settle(): void {
    if (isOwn) return;
    drop();
    const rest = window.bytes;
    isOwn = true;
    from = 0;
    to = 0;
    window.bytes = nothing;
    if (rest.length > 0) gather(rest);
  }

  function drop(): void {
    if (window.at === 0) return;
    lines.drop(window.bytes.subarray(passed, window.at));
    passed = 0;
    window.bytes = window.bytes.subarray(window.at);
    from += window.at;
    window.at = 0;
  }

  function pass(to: number, lineFeeds: number): void {
    lines.drop(window.bytes.subarray(passed, window.at));
    lines.pass(window.bytes.subarray(window.at, to), lineFeeds);
    window.at = to;
    passed = to;
  }

  /** Room is doubled, so that a tag of many chunks is not copied for each of them. */
  function gather(piece: Buffer): void {
    const length = to - from + piece.length;
    if (to + piece.length > own.length) {
      const target = 2 * length > own.length ? Buffer.allocUnsafeSlow(2 * length) : own;
      own.copy(target, 0, from, to);
      own = target;
      from = 0;
    }
    own.set(piece, from + length - piece.length);
    to = from + length;
    window.bytes = own.subarray(from, to);
  }

  function placeOf(position: number): Place {
    const { line, column } = lines.after(window.bytes.subarray(passed, position));
    const offset = decoding.offsetOf(window.bytes.toString("utf8", position));
    return { line, column, ...(offset === undefined ? {} : { offset }) };
  }
}

const nothing: Buffer = Buffer.alloc(0);
