import { sayCut } from "../input/cut-text.ts";
import { detailTextLimit, type RawTest } from "../reader.ts";
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
  return line({ end });
}

function line(record: unknown): string {
  return `${JSON.stringify(record, (_, value: unknown) => (typeof value === "string" ? fit(value) : value))}\n`;
}

/** Cut so that the reader need not cut it again: one note says how much is gone. */
function fit(text: string): string {
  return text.length > detailTextLimit
    ? sayCut(text.slice(0, detailTextLimit - roomForNote), text.length)
    : text;
}

const roomForNote = 64;
