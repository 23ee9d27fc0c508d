import { predefined, predefinedAt } from "./references.ts";

/**
 * Decodes a value of nothing but printable Latin-1 and the five predefined entities: nearly all values are. Answers
 * `undefined` when there is anything else in it. The string is a copy that keeps nothing else alive.
 *
 * One walk over the characters into one buffer: searching, slicing, joining and checking the parts one after the
 * other takes longer, and leaves ropes that are made flat later.
 */
export function decodeUsualValue(text: string, start: number, end: number): string | undefined {
  if (end - start > scratch.length) return undefined;
  let length = 0;
  for (let i = start; i < end; i++) {
    let code = text.charCodeAt(i);
    if (code < space || code > lastOfLatin1) return undefined;
    if (code === ampersand) {
      const name = predefinedAt(text, i);
      if (name === "") return undefined;
      code = predefined.get(name)!.charCodeAt(0);
      i += name.length + 1;
    }
    scratch[length++] = code;
  }
  return scratch.toString("latin1", 0, length);
}

/** Longer values than this are failure messages: seldom, and worth the careful way. */
const scratch = Buffer.allocUnsafeSlow(4_096);

const space = 0x20;
const ampersand = 0x26;
const lastOfLatin1 = 0xff;
