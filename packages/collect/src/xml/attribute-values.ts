import { detach } from "../input/detach.ts";
import type { XmlAttributes } from "./handler.ts";
import type { StartTag } from "./start-tag.ts";
import { decodeUsualValue } from "./usual-value.ts";

/**
 * The attributes of `tag`, whichever tag was scanned into it last. `decode` is called once for a value that repeats
 * from tag to tag at the same place.
 */
export function createAttributes(tag: StartTag, decode: (raw: string) => string): XmlAttributes {
  return new TagAttributes(tag, decode);
}

/** A class for the reason for which the scanner is one: see there. */
class TagAttributes implements XmlAttributes {
  readonly #tag: StartTag;
  readonly #decode: (raw: string) => string;
  readonly #lastRaw: string[] = [];
  readonly #lastDecoded: string[] = [];
  readonly #lastKept: (string | undefined)[] = [];

  constructor(tag: StartTag, decode: (raw: string) => string) {
    this.#tag = tag;
    this.#decode = decode;
  }

  get count(): number {
    return this.#tag.count;
  }

  get(name: string): string | undefined {
    const index = this.#find(name);
    return index < 0 ? undefined : this.#textAt(index);
  }

  keep(name: string): string | undefined {
    const index = this.#find(name);
    if (index < 0) return undefined;
    const text = this.#textAt(index);
    this.#lastKept[index >> 2] ??= detach(text);
    return this.#lastKept[index >> 2];
  }

  integer(name: string): number | undefined {
    const index = this.#find(name);
    const { text, at } = this.#tag;
    return index < 0 ? undefined : parseDigits(text, at[index + 2]!, at[index + 3]!);
  }

  decimal(name: string): number | undefined {
    const index = this.#find(name);
    const { text, at } = this.#tag;
    return index < 0 ? undefined : parseDecimal(text, at[index + 2]!, at[index + 3]!);
  }

  #textAt(index: number): string {
    const { text, at } = this.#tag;
    const start = at[index + 2]!;
    const end = at[index + 3]!;
    const i = index >> 2;
    const known = this.#lastRaw[i];
    if (known !== undefined && known.length === end - start && text.startsWith(known, start))
      return this.#lastDecoded[i]!;
    const usual = decodeUsualValue(text, start, end);
    const isRaw = usual !== undefined && usual.length === end - start;
    const raw = isRaw ? usual : text.slice(start, end);
    const decoded = usual ?? this.#decode(raw);
    this.#lastRaw[i] = raw;
    this.#lastDecoded[i] = decoded;
    this.#lastKept[i] = usual;
    return decoded;
  }

  /** Where the attribute begins in `tag.at`, or -1. */
  #find(name: string): number {
    const { text, at, count } = this.#tag;
    const first = name.charCodeAt(0);
    for (let index = 0; index < 4 * count; index += 4) {
      const start = at[index]!;
      if (at[index + 1]! - start !== name.length || text.charCodeAt(start) !== first) continue;
      if (text.startsWith(name, start)) return index;
    }
    return -1;
  }
}

/** More digits than this are not exact as a number. */
const mostDigits = 15;

function parseDigits(text: string, start: number, end: number): number {
  if (end === start || end - start > mostDigits) return Number.NaN;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function parseDecimal(text: string, start: number, end: number): number {
  let value = 0;
  let scale = 1;
  let digits = 0;
  let point = -1;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit >= 0 && digit <= 9) {
      // Digits behind the fifteenth change nothing that is kept.
      if (++digits > mostDigits && point < 0) return Number.NaN;
      if (digits > mostDigits) continue;
      value = value * 10 + digit;
      if (point >= 0) scale *= 10;
    } else if (digit === -2 && point < 0) point = i;
    else return Number.NaN;
  }
  return digits === 0 || point === start || point === end - 1 ? Number.NaN : value / scale;
}
