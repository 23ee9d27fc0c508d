import { holdsAmpersand, standsAt } from "./characters.ts";
import type { XmlAttributes } from "./handler.ts";
import {
  fieldsPerAttribute,
  nameFrom,
  nameTo,
  type StartTag,
  valueFrom,
  valueTo,
  valueTraits,
} from "./start-tag.ts";
import { decodeUsualValue } from "./usual-value.ts";

/**
 * The attributes of `tag`, whichever tag was scanned into it last. `decode` is called for values that are more than
 * ASCII and predefined entities, with the value as written and its position.
 */
export function createAttributes(
  tag: StartTag,
  decode: (raw: string, position: number) => string,
): XmlAttributes {
  return new TagAttributes(tag, decode);
}

/** A class for the reason for which the scanner is one: see there. */
class TagAttributes implements XmlAttributes {
  readonly #tag: StartTag;
  readonly #decode: (raw: string, position: number) => string;
  /** The last plain value of each attribute by its place in the tag: many repeat from tag to tag. */
  readonly #last: (string | undefined)[] = [];

  constructor(tag: StartTag, decode: (raw: string, position: number) => string) {
    this.#tag = tag;
    this.#decode = decode;
  }

  get count(): number {
    return this.#tag.count;
  }

  get(name: string): string | undefined {
    const i = this.#find(name);
    return i < 0 ? undefined : this.#textAt(i);
  }

  keep(name: string): string | undefined {
    return this.get(name);
  }

  integer(name: string): number | undefined {
    const i = this.#find(name);
    const { text, at } = this.#tag;
    const base = i * fieldsPerAttribute;
    return i < 0 ? undefined : parseDigits(text, at[base + valueFrom]!, at[base + valueTo]!);
  }

  decimal(name: string): number | undefined {
    const i = this.#find(name);
    const { text, at } = this.#tag;
    const base = i * fieldsPerAttribute;
    return i < 0 ? undefined : parseDecimal(text, at[base + valueFrom]!, at[base + valueTo]!);
  }

  #textAt(i: number): string {
    const { text, at } = this.#tag;
    const base = i * fieldsPerAttribute;
    const start = at[base + valueFrom]!;
    const end = at[base + valueTo]!;
    const held = at[base + valueTraits]!;
    if (held === 0) return this.#plainAt(i, start, end);
    const usual = held === holdsAmpersand ? decodeUsualValue(text, start, end) : undefined;
    return usual ?? this.#decode(text.toString("utf8", start, end), start);
  }

  #plainAt(i: number, start: number, end: number): string {
    const { text } = this.#tag;
    const last = this.#last[i];
    if (last !== undefined && last.length === end - start && standsAt(last, text, start)) return last;
    const value = text.toString("latin1", start, end);
    this.#last[i] = value;
    return value;
  }

  /** The place of the attribute among those of the tag, or -1. */
  #find(name: string): number {
    const { text, at, count } = this.#tag;
    for (let i = 0, base = 0; i < count; i++, base += fieldsPerAttribute) {
      const start = at[base + nameFrom]!;
      if (at[base + nameTo]! - start === name.length && standsAt(name, text, start)) return i;
    }
    return -1;
  }
}

/** More digits than this are not exact as a number. */
const mostDigits = 15;

function parseDigits(text: Uint8Array, start: number, end: number): number {
  if (end === start || end - start > mostDigits) return Number.NaN;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text[i]! - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function parseDecimal(text: Uint8Array, start: number, end: number): number {
  let value = 0;
  let scale = 1;
  let digits = 0;
  let point = -1;
  for (let i = start; i < end; i++) {
    const digit = text[i]! - 0x30;
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
