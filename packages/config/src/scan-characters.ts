import type { Fault } from "./fault.ts";

/**
 * What no YAML text may hold (control characters, half of a surrogate pair), carriage returns that some tools take for
 * a line's end and others do not, and marks that change the order in which a line is shown: who reviews the text must
 * see what is read.
 */
const unreadable =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Cs}|\r(?!\n)|(?<!^)\uFEFF/gu;

/** More of them are not listed: it is another kind of file. */
const most = 100;

/** The characters of the text that are refused. */
export function scanCharacters(text: string): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { 0: character, index } of text.matchAll(unreadable)) {
    if (faults.length === most) break;
    faults.push(character === "\r" ? lineEnd(index) : invisible(index, character.codePointAt(0) ?? 0));
  }
  return faults;
}

function lineEnd(offset: number): Fault {
  return {
    offset,
    found: "a carriage return without a line feed",
    allowed: "lines that end in LF or CRLF",
    remedy: "Save the file with line ends of Unix or Windows.",
  };
}

function invisible(offset: number, codePoint: number): Fault {
  const name = codePoint.toString(16).toUpperCase().padStart(4, "0");
  return {
    offset,
    found: `the invisible character U+${name}`,
    allowed: "text that everybody can see",
    remedy: "Remove it.",
  };
}
