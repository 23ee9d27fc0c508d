import type { Head } from "../reader.ts";

/**
 * True when the first line that is neither blank nor a comment is a record of a tracefile; or, for output that was
 * mixed with log lines, when a file's record and its data are among the lines. Documents of markup or JSON are others.
 */
export function recogniseLcov({ text }: Head): boolean {
  const start = /^\ufeff?(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*/.exec(text)![0].length;
  if (/[<{[]/.test(text.charAt(start))) return false;
  return record.test(text.slice(start, start + 64)) || (/^SF:\S/m.test(text) && dataLine.test(text));
}

const record =
  /^(?:(?:TN|SF|VER):|(?:DA|FN|FNDA|FNL|FNA|BRDA|MCDC):-?\d+,|(?:LF|LH|FNF|FNH|BRF|BRH|MCF|MCH):\d+\s|end_of_record\s)/;

const dataLine = /^(?:DA:\d+,|LF:\d|FN:\d+,|FNL:\d+,|end_of_record\s*$)/m;
