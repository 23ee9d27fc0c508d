import type { Blocks } from "./blocks.ts";

/**
 * Reads a block of the file `name` that begins at `at`, without making a string. Answers the position behind its line
 * feed, or 0 when the line is anything else or not quite usual. `bytes` must hold a line feed behind `at`.
 */
export function readPlainBlock(bytes: Uint8Array, at: number, name: Uint8Array, into: Blocks): number {
  // Names differ at their ends.
  for (let i = name.length - 1; i >= 0; i--) if (bytes[at + i] !== name[i]) return 0;
  let i = at + name.length;
  for (let field = 0; field < separators.length; field++) {
    if (bytes[i++] !== separators[field]) return 0;
    const start = i;
    let number = 0;
    let digit = bytes[i]! - zero;
    while (digit >= 0 && digit <= 9) {
      number = number * 10 + digit;
      digit = bytes[++i]! - zero;
    }
    if (i === start || i - start > mostDigits) return 0;
    fields[field] = number;
  }
  if (bytes[i] !== lineFeed) return 0;
  const [firstLine, firstColumn, lastLine, lastColumn, statements, hits] = fields;
  if (firstLine === 0 || lastLine! < firstLine! || lastLine! - firstLine! > longestPlain) return 0;
  into.add(firstLine!, firstColumn!, lastLine!, lastColumn!, statements!, hits!);
  return i + 1;
}

const fields = [0, 0, 0, 0, 0, 0];
/** `:line.column,line.column statements count` */
const separators = Uint8Array.from(Buffer.from(":.,.  "));
const mostDigits = 9;
const longestPlain = 100_000;
const zero = 0x30;
const lineFeed = 0x0a;
