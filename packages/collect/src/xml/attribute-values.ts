import { detach } from "../input/detach.ts";
import type { XmlAttributes } from "./handler.ts";
import type { StartTag } from "./start-tag.ts";

/**
 * The attributes of `tag`, whichever tag was scanned into it last. `decode` is called once for a value that repeats
 * from tag to tag at the same place.
 */
export function createAttributes(tag: StartTag, decode: (raw: string) => string): XmlAttributes {
  const lastRaw: string[] = [];
  const lastDecoded: string[] = [];
  const lastKept: (string | undefined)[] = [];

  return {
    get count() {
      return tag.count;
    },
    get(name) {
      const index = find(name);
      return index < 0 ? undefined : textAt(index);
    },
    keep(name) {
      const index = find(name);
      if (index < 0) return undefined;
      const text = textAt(index);
      // What decoding has put together is no view of the chunk.
      lastKept[index] ??= text.length === lastRaw[index]!.length ? detach(text) : text;
      return lastKept[index];
    },
    integer(name) {
      const index = find(name);
      return index < 0 ? undefined : parseDigits(tag.text, tag.at[index + 2]!, tag.at[index + 3]!);
    },
    decimal(name) {
      const index = find(name);
      return index < 0 ? undefined : parseDecimal(tag.text, tag.at[index + 2]!, tag.at[index + 3]!);
    },
  };

  function textAt(index: number): string {
    const start = tag.at[index + 2]!;
    const end = tag.at[index + 3]!;
    const known = lastRaw[index];
    if (known !== undefined && known.length === end - start && tag.text.startsWith(known, start))
      return lastDecoded[index]!;
    const raw = tag.text.slice(start, end);
    const decoded = decode(raw);
    lastRaw[index] = raw;
    lastDecoded[index] = decoded;
    lastKept[index] = undefined;
    return decoded;
  }

  /** Where the attribute begins in `tag.at`, or -1. */
  function find(name: string): number {
    const first = name.charCodeAt(0);
    for (let i = 0, index = 0; i < tag.count; i++, index += 4) {
      const start = tag.at[index]!;
      if (tag.at[index + 1]! - start !== name.length || tag.text.charCodeAt(start) !== first) continue;
      if (tag.text.startsWith(name, start)) return index;
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
