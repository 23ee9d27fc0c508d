import { isFailing } from "@tollgate/model";
import type { AllRecords } from "../read-all.ts";
import { jsonMarks } from "./json-marks.ts";
import { lineMarks } from "./line-marks.ts";
import { xmlMarks } from "./xml-marks.ts";

/**
 * How failures of one format are counted without its reader. The count may miss some, it never counts what is no
 * failure: a reader that finds fewer, and says no error, is wrong.
 */
export type FailureMarks = {
  readonly count: (text: string) => number;
  /** What a reader tells that answers to the marks. */
  readonly found: (read: AllRecords) => number;
  /** True for what has to be a problem, whatever its failures. */
  readonly isBroken: (text: string) => boolean;
};

/** By format id; each format of tests, findings and runs has its marks. */
export const failureMarks: ReadonlyMap<string, FailureMarks> = new Map(
  [...xmlMarks, ...jsonMarks, ...lineMarks].map(
    ([format, { count, found = failingTests, isBroken = () => false }]) => [
      format,
      { count, found, isBroken },
    ],
  ),
);

/** Bytes as text in the way of nobody but this count: by the byte order mark, else each byte is a character. */
export function plainText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString("utf16le");
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString("latin1", 3);
  return bytes.toString("latin1");
}

function failingTests({ tests }: AllRecords): number {
  return tests.filter(({ status }) => isFailing(status)).length;
}
