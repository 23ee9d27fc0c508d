import { standsAt } from "./characters.ts";

/** Gives the local names of elements; a report has a handful of them, and each is one string for all its uses. */
export interface ElementNames {
  /** Of the qualified name from `start` to `end`. */
  at(text: Buffer, start: number, end: number): string;
}

export function createElementNames(): ElementNames {
  const qualified: string[] = Array.from({ length: places }, () => "");
  const local: string[] = Array.from({ length: places }, () => "");
  return {
    at(text, start, end) {
      const place = (text[start]! + 3 * text[end - 1]! + 7 * (end - start)) & (places - 1);
      const known = qualified[place]!;
      if (known.length === end - start && standsAt(known, text, start)) return local[place]!;
      const name = text.toString("utf8", start, end);
      const own = name.slice(name.lastIndexOf(":") + 1);
      // Only ASCII can be compared byte by byte.
      if (name.length === end - start) {
        qualified[place] = name;
        local[place] = own;
      }
      return own;
    },
  };
}

/** A power of two. Two names of one place only take turns in it. */
const places = 64;
