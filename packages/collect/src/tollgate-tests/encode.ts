import { cutText } from "../input/cut-text.ts";
import type { RawTest } from "../reader.ts";
import { type End, formatTag, type Header } from "./records.ts";

/** The line that begins a report. */
export function encodeHeader(header: Header): string {
  return line({ tollgate: formatTag, ...header });
}

/**
 * The line of one test. A test that may be tried again has an `id`, and is written again with all its tries after each
 * of them: the last line with an id stands.
 */
export function encodeTest({ entries: _, ...test }: RawTest, id?: string): string {
  return line({ test: id === undefined ? test : { id, ...test } });
}

/** The line that ends a report; without it the run counts as interrupted. */
export function encodeEnd(end: End): string {
  return line({ end: { ...end, errors: end.errors.map(cutText) } });
}

function line(record: unknown): string {
  return `${JSON.stringify(record)}\n`;
}
