import { stripVTControlCharacters } from "node:util";

/** Parts of an error, one below the other, without the colours of a terminal. */
export function plainText(...parts: readonly (string | undefined)[]): string {
  return parts
    .map((part = "") => stripVTControlCharacters(part).trimEnd())
    .filter((part) => part !== "")
    .join("\n");
}
