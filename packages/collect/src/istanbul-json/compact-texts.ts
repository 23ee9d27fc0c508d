import { doubleQuote, mismatch } from "./json-bytes.ts";

/** A text of at least four bytes as words of four bytes each; the last word are its last four bytes. */
export type TextWords = { readonly words: Int32Array; readonly length: number };

export function textWords(text: string): TextWords {
  const bytes = Buffer.from(text);
  const words = Int32Array.from({ length: Math.ceil(bytes.length / 4) }, (_, w) =>
    bytes.readInt32LE(Math.min(w * 4, bytes.length - 4)),
  );
  return { words, length: bytes.length };
}

/** Whether the text stands at `at`. As many bytes as it has must be there. */
export function hasText(view: DataView, at: number, { words, length }: TextWords): boolean {
  const last = words.length - 1;
  for (let w = 0; w < last; w++) if (view.getInt32(at + w * 4, true) !== words[w]) return false;
  return view.getInt32(at + length - 4, true) === words[last];
}

/** One string for a text that many files have: by a hash of its bytes, the last one that had it. */
export type KnownTexts = string[];

/** `slots` is a power of two. */
export function knownTexts(slots: number): KnownTexts {
  return new Array<string>(slots).fill("");
}

/**
 * Position behind the quote that ends the text which begins at `from`, where it has at most 40 bytes, all of them printable
 * ASCII and none escaped; else `mismatch`. Its value is `compactText`.
 */
export function scanCompactText(bytes: Buffer, from: number, texts: KnownTexts): number {
  let hash = 0;
  let i = from;
  for (; bytes[i] !== doubleQuote; i++) {
    const byte = bytes[i]!;
    if (byte < 0x20 || byte > 0x7e || byte === 0x5c || i - from >= longestText) return mismatch;
    hash = Math.imul(hash, 31) + byte;
  }
  const slot = (hash ^ (hash >>> 15)) & (texts.length - 1);
  const known = texts[slot]!;
  if (known.length !== i - from || !isAt(known, bytes, from)) texts[slot] = bytes.toString("latin1", from, i);
  compactText = texts[slot]!;
  return i + 1;
}

export let compactText = "";

const longestText = 40;

function isAt(text: string, bytes: Buffer, from: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[from + i]) return false;
  return true;
}
