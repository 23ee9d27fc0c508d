import { isAscii, isUtf8 } from "node:buffer";
import type { RawProblem } from "../reader.ts";
import { completeLength, createByteQueue } from "./byte-queue.ts";

export type DecodeOptions = {
  /** Finds the encoding that the text itself declares in its first 1,024 bytes, given as Latin-1. */
  readonly declaredIn?: (beginning: string) => string | undefined;
  /**
   * ASCII character behind which a piece of text preferably ends (`>` in XML, a line feed in records), so that
   * what belongs together is seldom cut. Up to 4,096 bytes are held back for it.
   */
  readonly endsAfter?: string;
  problem(problem: RawProblem): void;
};

/** Bytes of a text in, `Text` out, chunk by chunk; a character that is cut by a chunk's end comes with the next one. */
interface Decoding<Text> {
  write(chunk: Uint8Array): Text;
  end(): Text;
  /** Byte offset of the character that `rest`, the end of everything decoded so far, begins with. */
  offsetOf(rest: string): number | undefined;
}

export type TextDecoding = Decoding<string>;

/** Gives valid UTF-8, whatever the input's encoding; each piece is valid only until the next call. */
export type Utf8Decoding = Decoding<Buffer>;

/** As `createUtf8Decoding`, to characters. */
export function createTextDecoding(options: DecodeOptions): TextDecoding {
  const { write, end, offsetOf } = createUtf8Decoding(options);
  return { write: (chunk) => toText(write(chunk)), end: () => toText(end()), offsetOf };
}

/** Text of valid UTF-8. */
export function toText(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
}

/**
 * Decodes by byte order mark, then by what the text declares, then as UTF-8, and takes the mark off. Never fails:
 * invalid sequences become U+FFFD with a Problem, an encoding that is not known is read as UTF-8 with an error.
 */
export function createUtf8Decoding(options: DecodeOptions): Utf8Decoding {
  let beginning: Uint8Array = nothing;
  let codec: Codec | undefined;
  let read = 0;
  let mayBeginWithMark = true;

  return {
    write(chunk) {
      read += chunk.length;
      if (codec !== undefined) return withoutMark(codec.write(chunk));
      beginning =
        beginning.length === 0 && chunk.length >= sniffLength ? chunk : Buffer.concat([beginning, chunk]);
      return beginning.length < sniffLength ? nothing : start();
    },
    end() {
      if (codec !== undefined) return withoutMark(codec.end());
      const text = Buffer.from(start()); // valid only until the next call
      return Buffer.concat([text, withoutMark(codec!.end())]);
    },
    offsetOf(rest) {
      const bytes = codec?.bytesOf(rest);
      return bytes === undefined ? undefined : read - bytes;
    },
  };

  function start(): Buffer {
    codec = chooseCodec(beginning, options);
    const text = codec.write(beginning);
    beginning = nothing;
    return withoutMark(text);
  }

  function withoutMark(text: Buffer): Buffer {
    if (!mayBeginWithMark || text.length === 0) return text;
    mayBeginWithMark = false;
    return text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf ? text.subarray(3) : text;
  }
}

const nothing: Buffer = Buffer.alloc(0);

const sniffLength = 1_024;

interface Codec {
  write(chunk: Uint8Array): Buffer;
  end(): Buffer;
  /** How many bytes of the input end with `rest`, those held back included; `undefined` when that cannot be told. */
  bytesOf(rest: string): number | undefined;
}

function chooseCodec(beginning: Uint8Array, options: DecodeOptions): Codec {
  const [a, b, c] = beginning;
  if (a === 0xff && b === 0xfe) return standardCodec("utf-16le", 2);
  if (a === 0xfe && b === 0xff) return standardCodec("utf-16be", 2);
  if (a === 0xef && b === 0xbb && c === 0xbf) return utf8Codec(options);
  if (a === 0x3c && b === 0) return standardCodec("utf-16le", 2);
  if (a === 0 && b === 0x3c) return standardCodec("utf-16be", 2);
  const declared = options
    .declaredIn?.(Buffer.from(beginning).toString("latin1", 0, sniffLength))
    ?.toLowerCase();
  if (declared === undefined || utf8Labels.has(declared)) return utf8Codec(options);
  if (latin1Labels.has(declared)) return windows1252Codec(options.endsAfter);
  return declaredCodec(declared, options);
}

const utf8Labels: ReadonlySet<string> = new Set(["utf-8", "utf8", "us-ascii", "ascii"]);
const latin1Labels: ReadonlySet<string> = new Set([
  "iso-8859-1",
  "iso8859-1",
  "iso_8859-1",
  "latin1",
  "windows-1252",
  "cp1252",
]);

function declaredCodec(label: string, options: DecodeOptions): Codec {
  // Two bytes a character are told by the bytes themselves, above: here the declaration is wrong.
  const isWide = /^(?:utf-?16|utf-?32|ucs)/.test(label);
  try {
    if (!isWide) return standardCodec(label, undefined);
  } catch {
    // Not an encoding that the platform knows: said below.
  }
  options.problem({
    code: "bad-encoding",
    severity: isWide ? "warning" : "error",
    message: `The file declares the encoding ${JSON.stringify(label.slice(0, 40))}, which ${isWide ? "does not fit its bytes" : "is not known"}; it is read as UTF-8.`,
    remedy: "Let the tool write UTF-8 and declare it.",
  });
  return utf8Codec(options);
}

function utf8Codec(options: DecodeOptions): Codec {
  const bytes = createByteQueue(options.endsAfter);
  let broken = false;

  return {
    write: (chunk) => decode(bytes.add(chunk)),
    end: () => decode(bytes.rest()),
    bytesOf: (rest) => (broken ? undefined : Buffer.byteLength(rest) + bytes.held),
  };

  function decode(piece: Buffer): Buffer {
    if (isUtf8(piece)) return piece;
    if (!broken) options.problem(notUtf8(bytes.passed - piece.length + validLength(piece)));
    broken = true;
    return Buffer.from(piece.toString("utf8"));
  }
}

/** Length of the longest valid beginning, by halving: it is asked for once in an input. */
function validLength(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, completeLength(part)))) valid = middle;
    else invalid = middle;
  }
  return completeLength(bytes.subarray(0, valid));
}

function notUtf8(offset: number): RawProblem {
  return {
    code: "not-utf8",
    severity: "warning",
    message:
      "The file holds bytes that are not UTF-8, and declares no other encoding; they are shown as U+FFFD.",
    remedy: "Let the tool write UTF-8, or declare the encoding that it writes.",
    offset,
  };
}

/** The platform's decoder. `unit` is the fixed width of a UTF-16 unit in bytes, where there is one. */
function standardCodec(label: string, unit: number | undefined): Codec {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return {
    write: (chunk) => Buffer.from(decoder.decode(chunk, { stream: true })),
    end: () => Buffer.from(decoder.decode()),
    bytesOf: (rest) => (unit === undefined ? undefined : unit * rest.length),
  };
}

/** As the web does, ISO-8859-1 is read as windows-1252: the difference are control characters that nobody means. */
function windows1252Codec(endsAfter: string | undefined): Codec {
  const bytes = createByteQueue(endsAfter);
  return {
    write: (chunk) => decode(bytes.add(chunk)),
    end: () => decode(bytes.rest()),
    bytesOf: (rest) => rest.length + bytes.held,
  };

  function decode(piece: Buffer): Buffer {
    if (isAscii(piece)) return piece;
    return Buffer.from(piece.toString("latin1").replace(/[\x80-\x9f]/g, toWindows1252));
  }
}

const windows1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function toWindows1252(character: string): string {
  return windows1252[character.charCodeAt(0) - 0x80]!;
}
